#include "bench_workloads.hpp"

#include <string>

namespace cloudplan {

namespace {

Task task_of(TaskKind kind, const std::string& name) {
  Task task;
  task.name = name;
  task.kind = kind;
  switch (kind) {
    case TaskKind::train:
    case TaskKind::infer:
      task.model.name = "resnet-50";
      task.samples = 1281167;
      task.epochs = kind == TaskKind::train ? std::optional<double>(20) : std::nullopt;
      task.checkpoint_interval = Seconds{1200};
      break;
    case TaskKind::serve:
      task.model.name = "resnet-50";
      task.requests = PerSecond{20};
      task.peak = PerSecond{100};
      task.latency_p99 = Seconds{0.2};
      break;
    case TaskKind::batch:
      task.core_hours = 400;
      task.parallel_fraction = 0.98;
      task.memory = gibibytes(64);
      break;
    case TaskKind::tabular:
      task.algorithm = "xgboost";
      task.rows = 1e7;
      task.features = 100;
      task.trees = 500;
      task.depth = 8;
      break;
    case TaskKind::notebook:
      task.hours_per_week = 12;
      task.memory = gibibytes(12);
      break;
    case TaskKind::vm:
      task.vcpus = 4;
      task.memory = gibibytes(16);
      break;
  }
  return task;
}

Dataset files(const std::string& name, double gigabytes_stored) {
  Dataset data;
  data.name = name;
  data.kind = DatasetKind::files;
  data.size = gigabytes(gigabytes_stored);
  data.objects = gigabytes_stored * 1000;
  data.egress_per_month = gigabytes(gigabytes_stored / 20);
  data.retention = Seconds{12 * kSecondsPerMonth};
  return data;
}

Dataset records(const std::string& name, double rows) {
  Dataset data;
  data.name = name;
  data.kind = DatasetKind::records;
  data.rows = rows;
  data.row_size = Bytes{512};
  data.reads = PerSecond{40};
  data.writes = PerSecond{5};
  data.transactions = true;
  return data;
}

}  // namespace

Workload single_task(TaskKind kind) {
  Workload workload;
  workload.tasks.push_back(task_of(kind, "task"));
  return workload;
}

Workload twelve_by_twelve(const Catalog& catalog) {
  constexpr TaskKind kKinds[] = {TaskKind::batch,    TaskKind::train,   TaskKind::serve,   TaskKind::infer,
                                 TaskKind::notebook, TaskKind::tabular, TaskKind::batch,   TaskKind::train,
                                 TaskKind::vm,       TaskKind::infer,   TaskKind::tabular, TaskKind::serve};
  Workload workload;
  for (const Provider& provider : catalog.providers())
    workload.constraints.providers.emplace_back(catalog.text(provider.key));
  for (std::size_t i = 0; i < 12; ++i) {
    const std::string number = std::to_string(i);
    Task task = task_of(kKinds[i], "task-" + number);
    task.dataset = "data-" + number;
    task.runs_per_month = 4;
    task.runs_given = true;
    task.output = gigabytes(20);
    if (i % 3 > 0) task.after.push_back("task-" + std::to_string(i - 1));
    const bool online = kKinds[i] == TaskKind::vm || kKinds[i] == TaskKind::serve;
    workload.tasks.push_back(std::move(task));
    workload.data.push_back(online ? records("data-" + number, 1e6 * static_cast<double>(i + 1))
                                   : files("data-" + number, 50 * static_cast<double>(i + 1)));
  }
  return workload;
}

}  // namespace cloudplan
