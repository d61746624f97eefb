// What the measurements of a workload say of the predictions for one of its tasks.

#ifndef CLOUDPLAN_SRC_PLANNER_MEASURED_SPEED_HPP_
#define CLOUDPLAN_SRC_PLANNER_MEASURED_SPEED_HPP_

#include "cloudplan/catalog.hpp"
#include "planner/task_work.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cloudplan {

struct MeasuredSpeed {
  std::optional<double> ratio;  // measured over predicted throughput: the geometric mean; none: nothing said
  std::vector<std::string> notes;  // what the reader must know of them
};

// Items a second as predicted on so many machines of a type; unknown where there is no prediction.
using PredictedSpeed = std::function<double(const InstanceType&, double machines)>;

MeasuredSpeed measured_speed(const Workload& workload, const Task& task, const TaskWork& work,
                             const Catalog& catalog, const PredictedSpeed& predicted);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_MEASURED_SPEED_HPP_
