#include "planner/task_search.hpp"

#include "planner/exclusions.hpp"
#include "planner/measured_speed.hpp"
#include "planner/notebook_use.hpp"
#include "planner/purchase.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace cloudplan {

namespace {

// Machines of one run when the user sets no limit: more than eight are a cluster to look after.
constexpr int kMostMachines = 8;
constexpr double kNoMore = std::numeric_limits<double>::infinity();

// Each number of machines up to sixteen, then steps of a quarter at most: 20, 24, 28, 32, 40 ... The numbers
// do not depend on the limit, so that a higher limit tries all that a lower one does, and some more.
double next_count(double machines) {
  constexpr unsigned kEach = 16, kStepsOfADoubling = 4;
  const auto n = static_cast<unsigned>(machines);
  return n < kEach ? n + 1 : n + std::bit_floor(n) / kStepsOfADoubling;
}

}  // namespace

static std::optional<Seconds> earlier(std::optional<Seconds> a, std::optional<Seconds> b) {
  if (a && b) return std::min(*a, *b);
  return a ? a : b;
}

TaskSearch::TaskSearch(const Task& task, const Dataset* data, const Workload& workload, const Market& market,
                       const Places& places, const PlanOptions& options, const Adjustments& adjustments)
    : task_(task),
      workload_(workload),
      catalog_(market.catalog()),
      performance_(market.performance()),
      hardware_(market.hardware()),
      places_(places),
      options_(options),
      adjustments_(adjustments),
      deadline_(earlier(task.deadline, workload.deadline)),
      filter_(catalog_, combine(workload.constraints, task.constraints)),
      work_(task_work(task, data, performance_)),
      timer_(task, work_, performance_.model()) {
  for (const Provider& provider : catalog_.providers())
    granularity_.push_back(billing_granularity(catalog_.text(provider.key), Service::vm));
  chained_ = workload.deadline && std::any_of(workload.tasks.begin(), workload.tasks.end(),
                                              [](const Task& other) { return !other.after.empty(); });
  if (!adjustments.held_offers.empty())
    held_ = &adjustments.held_offers[static_cast<std::size_t>(&task - workload.tasks.data())];
  for (const PurchaseOption purchase : kAllPurchases) {
    if (!may_buy(purchase)) continue;
    buyable_[static_cast<std::size_t>(purchase)] = true;
    if (!held_ || held_->offer.purchase == purchase) ways_.emplace_back(purchase);
  }
  counts_ = machine_counts();
  place_disks();
  if (!work_.problem.empty()) return;
  find_anchor();
  time_types();
  time_notebooks();
}

Host TaskSearch::host_of(const InstanceType& type, double machines) const {
  return {performance_.machine(type, machines), type.memory_gib, type.vcpus, type.network_gbps};
}

// Measurements on the catalog's types re-anchor every prediction; without one, those that the user keeps for
// the model.
void TaskSearch::find_anchor() {
  MeasuredSpeed measured =
      measured_speed(workload_, task_, work_, catalog_, [this](const InstanceType& type, double machines) {
        return timer_.predicted_throughput(host_of(type, machines));
      });
  for (std::string& note : measured.notes) work_.assumptions.push_back(std::move(note));
  if (measured.ratio) {
    timer_.anchor(*measured.ratio);
    calibrated_ = true;
    return;
  }
  own_ = performance_.own_shift(work_.model, work_.job.kind);
  if (own_ == nullptr || !work_.predictable) return;
  timer_.anchor(own_->ratio);
  calibrated_ = true;
}

std::vector<double> TaskSearch::machine_counts() const {
  if (held_ && is_job(task_.kind)) return {held_->machines};
  const int most = filter_.constraints().max_machines.value_or(is_job(task_.kind) ? kMostMachines : 1);
  std::vector<double> counts{1};
  // Whether a batch job's software can use several machines is the user's to say.
  const bool spreads = task_.kind == TaskKind::batch && filter_.constraints().max_machines;
  const bool divides = task_.kind == TaskKind::train || task_.kind == TaskKind::infer || spreads;
  for (double n = 2; divides && n <= most; n = next_count(n)) counts.push_back(n);
  return counts;
}

// Whether more machines may be better than fewer that can do it. Else they are not, but
// where the fewer are short of memory.
bool TaskSearch::in_a_hurry() const {
  return deadline_.has_value() || workload_.objective != Objective::cost;
}

const char* TaskSearch::unmet_request(const InstanceType& type) const {
  if (task_.memory && !(type.memory_gib * kGibibyte >= task_.memory->value))
    return exclusion::kTooLittleMemory;
  if (task_.vcpus && !(type.vcpus >= *task_.vcpus)) return exclusion::kTooFewVcpus;
  if (task_.max_vcpus && type.vcpus > *task_.max_vcpus) return "more vCPUs than the task can use";
  if (task_.kind != TaskKind::serve && (type.flags & kServingOnly)) return "sold for serving only";
  if (const char* const why =
          unsuited_accelerator(catalog_, task_.kind, type.accelerator, type.accelerator_count,
                               filter_.names_accelerator_of(type.accelerator)))
    return why;
  const bool interactive = task_.kind == TaskKind::vm || task_.kind == TaskKind::notebook;
  if (!interactive && (type.flags & kBurstable)) return "burstable: sustained work is throttled";
  if (!interactive) return nullptr;
  return unmet_accelerator(catalog_, task_.accelerator, type.accelerator, type.accelerator_count);
}

void TaskSearch::time_types() {
  const auto types = catalog_.instance_types();
  if (work_.predictable && !held_) {
    count_timings_.resize(counts_.size());
    class_timings_.reserve(hardware_.connected_count());
  }
  timed_.reserve(types.size());
  uses_.reserve(types.size());
  for (Index i = 0; i < types.size(); ++i)
    if (!held_elsewhere(i, kNoIndex)) look_at(i);
}

// Times a type, or says why not.
void TaskSearch::look_at(Index index) {
  const InstanceType& type = catalog_.instance_types()[index];
  const char* why = filter_.excludes(type);
  if (!why && ways_.empty()) why = exclusion::kNotBoughtSo;
  if (!why) why = unmet_request(type);
  const std::size_t before = timed_.size();
  double fewest = why ? kNoMore : 1;
  for (const double n : counts_)
    if (n >= fewest) fewest = time_type(index, n, why);
  if (timed_.size() == before) exclusions_.add(why, index);
}

bool TaskSearch::looks_at(Index index) const {
  const InstanceType& type = catalog_.instance_types()[index];
  return filter_.excludes(type) == nullptr && unmet_request(type) == nullptr;
}

TaskSearch::ClassTiming TaskSearch::class_timing(const InstanceType& type, const Timing& timing) {
  const bool divided = timing.prediction.sharded || timing.prediction.recomputed;
  return {type.memory_gib, timing.problem, timing.run, timing.service.replicas, divided};
}

// The time on so many machines of a type, but for what the copy of the data adds: each class of hardware is
// timed once.
TaskSearch::ClassTiming TaskSearch::timing_of(Index index, double machines) {
  const InstanceType& type = catalog_.instance_types()[index];
  const double speed = speed_of(index, kNoIndex);
  if (speed != 1 || count_timings_.empty())
    return class_timing(type, timer_.time(host_of(type, machines), speed));
  const auto count = std::lower_bound(counts_.begin(), counts_.end(), machines) - counts_.begin();
  CountTimings& known = count_timings_[static_cast<std::size_t>(count)];
  if (known.by_class.empty()) known.by_class.resize(hardware_.connected_count());
  const bool connected = machines > 1 || timer_.is_sent_requests();
  std::uint32_t& place = known.by_class[connected ? hardware_.connected(index) : hardware_.of(index)];
  if (place == 0) place = time_class(index, machines, known);
  ClassTiming timing = class_timings_[place];
  if (is_job(task_.kind)) timing.run.setup = timer_.setup_time(type.network_gbps, machines);
  return timing;
}

// Steps of a network on processors have all the memory they need or none that is enough, and use no network,
// so that what machines do with their processors, as many do that have them and no less memory.
std::uint32_t TaskSearch::time_class(Index index, double machines, CountTimings& known) {
  const InstanceType& type = catalog_.instance_types()[index];
  const bool steps = work_.job.kind == JobKind::train || work_.job.kind == JobKind::inference;
  const std::uint32_t processors = hardware_.processors_of(index);
  const bool shared = steps && processors != HardwareClasses::kNone && is_known(type.memory_gib) &&
                      !timer_.is_sent_requests();
  if (shared && known.by_processors.empty()) known.by_processors.resize(hardware_.processor_count());
  if (shared && known.by_processors[processors] != 0 &&
      type.memory_gib >= class_timings_[known.by_processors[processors]].memory_gib)
    return known.by_processors[processors];
  class_timings_.push_back(class_timing(type, timer_.time(host_of(type, machines), 1)));
  const auto made = static_cast<std::uint32_t>(class_timings_.size() - 1);
  if (shared && !class_timings_[made].problem) known.by_processors[processors] = made;
  return made;
}

// With fewer machines in time however they are bought, more are only ever dearer,
// unless time is the aim, the deadline is for several tasks, one after the other,
// or the fewer are short of memory.
bool TaskSearch::fewer_are_in_time(Index index, double machines) const {
  return !chained_ && is_job(task_.kind) && machines > 1 && workload_.objective == Objective::cost &&
         deadline_ && !timed_.empty() && timed_.back().type == index && !timed_.back().divided &&
         timed_.back().all_ways;
}

// How many machines may keep the deadline that these miss. Machines divide the
// work at best; several with accelerators may also have no need to recompute what
// one has no memory for, so of those all counts are tried while the most may do.
double TaskSearch::enough_machines(const Timed& timed) const {
  const double least = timed.machines * (timed.run.work / deadline_.value_or(timed.run.work));
  if (!timed.gpu) return least;
  return least <= filter_.constraints().max_machines.value_or(kMostMachines) ? timed.machines : kNoMore;
}

// How many machines of the type are worth a look after these; kNoMore when none are.
// `why` is set where these are no option.
double TaskSearch::time_type(Index index, double machines, const char*& why) {
  const InstanceType& type = catalog_.instance_types()[index];
  if (fewer_are_in_time(index, machines)) return kNoMore;
  if (machines > 1 && task_.max_vcpus && type.vcpus * machines > *task_.max_vcpus) return kNoMore;
  Timed timed{.type = index, .machines = machines, .gpu = type.accelerator_count > 0};
  timed.disks = disks_of(machines);
  timed.price_factor = adjustments_.of(index, kNoIndex).price;
  if (work_.predictable) {
    const ClassTiming timing = timing_of(index, machines);
    if (timing.problem) {
      why = timing.problem;
      // Processors hold all of a model each, and divide only the batch.
      const bool fewer_bytes =
          (timed.gpu || machines == 1) && std::string_view(timing.problem) == exclusion::kNoRoomInMemory;
      return fewer_bytes ? machines : kNoMore;
    }
    timed.divided = timing.divided;
    timed.run = timing.run;
    if (task_.kind == TaskKind::serve) timed.machines = timing.replicas;
  }
  if (const auto most = filter_.constraints().max_machines; most && machines_of(timed) > *most) {
    why = exclusion::kMoreMachinesThanAllowed;
    return kNoMore;
  }
  if (more_than_owned(timed)) {
    why = exclusion::kMoreMachinesThanOwned;
    return kNoMore;
  }
  if (!fill_uses(timed)) {
    // What is no option for want of time is none on demand either.
    const bool ends = use_of(timed, PurchaseOption::on_demand, InterruptionBand::unknown).possible;
    why = ends && !deadline_ ? exclusion::kNeverDone : exclusion::kMissesDeadline;
    return enough_machines(timed);
  }
  timed_.push_back(timed);
  return timed.divided || in_a_hurry() ? machines : kNoMore;
}

// Why a notebook that is fast enough for the work can't be used for it, or nullptr.
const char* TaskSearch::unusable(const Timed& timed) const {
  const auto bill =
      notebook_bill(catalog_, catalog_.table<Notebook>()[timed.notebook], task_, timed.run, quota_before());
  if (!bill) return "notebook: its sessions, its quota or its price do not allow it";
  const auto limit = deadline_;
  return limit && is_job(task_.kind) && bill->calendar_time > *limit ? exclusion::kMissesDeadline : nullptr;
}

void TaskSearch::time_notebooks() {
  if (!looks_at_notebooks()) return;
  const auto notebooks = catalog_.table<Notebook>();
  for (Index i = 0; i < notebooks.size(); ++i)
    if (!held_elsewhere(kNoIndex, i)) look_at_notebook(i);
}

bool TaskSearch::looks_at_notebooks() {
  const bool allowed = filter_.constraints().free_offers || filter_.purchase_named("notebook");
  if (!allowed || task_.kind == TaskKind::serve || task_.kind == TaskKind::vm) return false;
  if (filter_.any_purchase_named() && !filter_.purchase_named("notebook")) return false;
  // Nobody can choose where a hosted notebook runs, so it keeps no limit on places.
  const Constraints& limits = filter_.constraints();
  if (!limits.regions.empty() || !limits.residency.empty()) {
    exclusions_.add("hosted notebook: its region can't be chosen", kNoIndex);
    return false;
  }
  if (limits.include.empty()) return true;
  exclusions_.add(exclusion::kNotIncluded, kNoIndex);
  return false;
}

// Times it, or says why not.
void TaskSearch::look_at_notebook(Index index) {
  const Notebook& notebook = catalog_.table<Notebook>()[index];
  if (!is_machine(catalog_, notebook) || !filter_.provider(notebook.provider)) return;
  if (filter_.excludes_accelerator(notebook.accelerator, notebook.accelerator_count)) return;
  if (unsuited_accelerator(catalog_, task_.kind, notebook.accelerator, notebook.accelerator_count,
                           filter_.names_accelerator_of(notebook.accelerator)))
    return;
  Timed timed{.notebook = index, .gpu = notebook.accelerator_count > 0};
  const char* why = unmet_notebook(catalog_, notebook, task_, work_.input);
  if (!why && work_.predictable) {
    const Timing timing = timer_.time(notebook_host(performance_, notebook), speed_of(kNoIndex, index));
    why = timing.problem;
    timed.run = over_sessions(notebook, timing.run);
  }
  if (!why) why = unusable(timed);
  if (!why)
    timed_.push_back(timed);
  else
    exclusions_.add(why, kNoIndex);
}

}  // namespace cloudplan
