#include "cloudplan/inquiry.hpp"
#include "planner/notebook_use.hpp"
#include "planner/run_timer.hpp"
#include "planner/spot.hpp"
#include "planner/task_work.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

Index model_record(const Catalog& catalog, const PerformanceCatalog& performance, const std::string& name) {
  const auto entry = name.empty() ? std::nullopt : performance.find_model(name);
  if (!entry) return kNoIndex;
  const auto models = catalog.models();
  for (Index i = 0; i < models.size(); ++i)
    if (catalog.text(models[i].name) == entry->name) return i;
  return kNoIndex;
}

void add_machine(const PerformanceCatalog& performance, const Task& task, const Candidate& candidate,
                 TaskBasis& basis) {
  const Catalog& catalog = performance.catalog();
  if (candidate.offer.is_notebook()) {
    basis.machine = notebook_host(performance, catalog.table<Notebook>()[candidate.offer.notebook]).machine;
  } else {
    const InstanceType& type = catalog.instance_types()[candidate.offer.type];
    basis.machine = performance.machine(type, is_job(task.kind) ? candidate.machines : 1);
  }
  basis.machine_start = kMachineStart;
  basis.copy_share = kCopyEfficiency;
  if (basis.input.value > 0)
    basis.copy_bytes_per_second = basis.copied.value / (candidate.run.setup - kMachineStart).value;
}

}  // namespace

TaskBasis task_basis(const Workload& workload, std::size_t index, const Candidate& candidate,
                     const PerformanceCatalog& performance) {
  const Catalog& catalog = performance.catalog();
  const Task& task = workload.tasks[index];
  const auto data = std::find_if(workload.data.begin(), workload.data.end(),
                                 [&](const Dataset& d) { return d.name == task.dataset; });
  const TaskWork work = task_work(task, data == workload.data.end() ? nullptr : &*data, performance);
  TaskBasis basis;
  basis.predictable = work.predictable;
  basis.job = work.job;
  basis.items = work.items;
  basis.unit = work.unit;
  basis.input = work.input;
  basis.copied = share_of_input(work.input, is_job(task.kind) ? candidate.machines : 1);
  basis.model = model_record(catalog, performance, task.model.name);
  add_machine(performance, task, candidate, basis);
  if (work.predictable)
    basis.factors = step_factors(performance.model(), basis.job, basis.machine, candidate.prediction);
  if (is_job(task.kind) && candidate.offer.purchase == PurchaseOption::spot &&
      candidate.offer.price != kNoIndex) {
    basis.interruptions_per_hour =
        interruptions_per_hour(catalog.prices()[candidate.offer.price].interruption) * candidate.machines;
    basis.checkpoint_dump = kCheckpointDump;
    basis.spot_restart = kSpotRestart;
  }
  return basis;
}

}  // namespace cloudplan
