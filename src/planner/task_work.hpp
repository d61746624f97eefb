// What a task asks of a machine: the job that the performance model predicts,
// and how much of it a run holds. No machine and no price here.

#ifndef CLOUDPLAN_SRC_PLANNER_TASK_WORK_HPP_
#define CLOUDPLAN_SRC_PLANNER_TASK_WORK_HPP_

#include "cloudplan/measurement_row.hpp"
#include "cloudplan/workload.hpp"

#include <string>
#include <vector>

namespace cloudplan {

struct TaskWork {
  bool predictable = false;  // a job or a service of a model; else the task states its own hours
  Job job;
  double items = kUnknown;  // of one run: samples, tokens or rows, in `unit`; serve: one request
  std::string unit;         // "images"
  double sample_items = 1;  // items of one sample (image, sequence, request): tokens of a sequence
  std::string model;        // the registry's name, or the boosting library's; empty: described, or none
  Bytes input;              // read from the dataset, once a run
  std::string problem;      // why nothing can be predicted, or empty
  std::vector<std::string> assumptions;
};

// `data` is the task's dataset or null.
TaskWork task_work(const Task& task, const Dataset* data, const PerformanceCatalog& performance);

// What each machine of a job's run copies: they divide the data among them, and in training each shuffles
// within its share from epoch to epoch, as loaders do that read files of many samples (tf.data's shard(),
// WebDataset's shards).
inline Bytes share_of_input(Bytes input, double machines) { return {input.value / machines}; }

// What a dataset holds now: its size, or rows x row size.
Bytes size_of(const Dataset& data);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_TASK_WORK_HPP_
