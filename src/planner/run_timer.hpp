// How long one run of a task takes on given machines, and how many replicas a
// service needs of them: the performance model applied to a task. No prices.

#ifndef CLOUDPLAN_SRC_PLANNER_RUN_TIMER_HPP_
#define CLOUDPLAN_SRC_PLANNER_RUN_TIMER_HPP_

#include "cloudplan/performance.hpp"
#include "cloudplan/planner.hpp"
#include "planner/task_work.hpp"

namespace cloudplan {

// A machine as it is offered, without its price.
struct Host {
  Machine machine;
  double memory_gib = kUnknown;
  double vcpus = kUnknown;
  double network_gbps = kUnknown;
};

struct Timing {
  const char* problem = nullptr;  // why it can't be done there; static text
  Prediction prediction;
  RunTime run;          // of a job; nothing lost yet
  ServiceSize service;  // of a service
};

class RunTimer {
 public:
  RunTimer(const Task& task, const TaskWork& work, const PerformanceModel& model)
      : task_(task), work_(work), model_(model) {}

  // Predictions on every machine are multiplied by this: measured over
  // predicted throughput where the user measured; the band narrows.
  void anchor(double ratio) { anchor_ = ratio; }
  bool anchored() const { return anchor_ != 1; }

  // A service of which the size of a request is known, so that the network counts.
  bool is_sent_requests() const { return task_.kind == TaskKind::serve && task_.model.bytes_per_sample; }

  // On a machine that is `speed` times as fast as the model says.
  Timing time(const Host& host, double speed = 1) const;
  // From the request for `machines` to the start of the work: boot, and the copy of the data, of which each
  // gets its share at the same time as the others.
  Seconds setup_time(double network_gbps, double machines) const;
  // Items a second as predicted, before any anchor; unknown where there is no prediction.
  double predicted_throughput(const Host& host) const;

 private:
  Timing time_job(const Host& host, double speed) const;
  Timing time_service(const Host& host, double speed) const;
  Prediction predict_on(const Host& host, double batch) const;
  double received_per_second(const Host& host, Prediction& prediction) const;

  const Task& task_;
  const TaskWork& work_;
  const PerformanceModel& model_;
  double anchor_ = 1;
};

// From the request for a machine to the first useful second: boot, drivers,
// container. Cloud GPU instances commonly take 2 to 5 minutes to be usable.
inline constexpr Seconds kMachineStart{180};
// Share of the nominal network rate that a copy from a bucket reaches.
inline constexpr double kCopyEfficiency = 0.5;
// Of a machine whose network is not known: the slowest that providers sell with a whole machine. A plan says
// so where it counts.
inline constexpr double kUnknownNetworkGbps = 1;
// What one machine gets out of a bucket at the most: AWS states 100 Gbit/s between EC2 and S3 (AWS knowledge
// center, "transfer speed between EC2 and S3"). Wider networks are fabrics between machines.
inline constexpr double kBucketGbps = 100;
// What most machines get from outside their region: AWS states 5 Gbit/s through an internet gateway (EC2 user
// guide, "Amazon EC2 instance network bandwidth"; half of the network from 32 vCPUs on). For Azure and Google
// it is an assumption: no figure for what a machine receives was found. Plans are timed as if data were near;
// one whose data is not says how much longer a run takes then.
inline constexpr double kFarGbps = 5;

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_RUN_TIMER_HPP_
