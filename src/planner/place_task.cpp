#include "cloudplan/own_measurements.hpp"
#include "cloudplan/price_guard.hpp"
#include "planner/commitment_advice.hpp"
#include "planner/exclusions.hpp"
#include "planner/notebook_notes.hpp"
#include "planner/plan_parts.hpp"
#include "planner/shared_error.hpp"
#include "support/format_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// Nobody needs to be told of a risk below it.
constexpr double kSureEnough = 0.995;

// The best of a list by place, with what its data would pay to get there.
Scored best_with_flows(const JointPlan& joint, std::size_t task, const std::vector<Scored>& by_place,
                       Index provider = kNoIndex) {
  Scored best;
  double least = Scored::kImpossibleScore;
  for (Place place = 0; place < by_place.size(); ++place) {
    if (!by_place[place].possible() || by_place[place].score >= least) continue;
    if (provider != kNoIndex && joint.places().provider_of(place) != provider) continue;
    const double total = by_place[place].score + joint.flow_usd(task, place);
    if (total < least) best = by_place[place], least = total;
  }
  return best;
}

class TaskAlternatives {
 public:
  TaskAlternatives(const JointPlan& joint, std::size_t task, const Ranking& ranking, TaskPlacement& placed)
      : joint_(joint), task_(task), search_(joint.search(task)), ranking_(ranking), placed_(placed) {}

  void add_all() {
    add(AlternativeKind::cheapest_cpu, "cheapest CPU", best_with_flows(joint_, task_, ranking_.cpu));
    add(AlternativeKind::cheapest_gpu, "cheapest GPU", best_with_flows(joint_, task_, ranking_.gpu));
    add(AlternativeKind::free_of_charge, "free", best_with_flows(joint_, task_, ranking_.free));
    add(AlternativeKind::cheapest_on_demand, "cheapest on demand",
        best_with_flows(joint_, task_, ranking_.on_demand));
    add(AlternativeKind::fastest, "fastest", search_.fastest(ranking_));
    add_providers();
    add_runner_up();
  }

 private:
  void add(AlternativeKind kind, std::string label, const Scored& scored) {
    if (!scored.possible()) return;
    Candidate candidate = search_.materialize(scored);
    candidate.transfer = dollars(joint_.flow_usd(task_, search_.place_of(scored)));
    Cost cost = search_.cost_lines(candidate);
    placed_.alternatives.push_back({kind, std::move(label), std::move(candidate), std::move(cost)});
  }

  void add_providers() {
    const auto count = static_cast<Index>(joint_.places().count() - joint_.places().of_notebook_provider(0));
    for (Index provider = 0; provider < count; ++provider)
      add(AlternativeKind::provider, joint_.places().name(joint_.places().of_notebook_provider(provider)),
          best_with_flows(joint_, task_, ranking_.any, provider));
  }

  void add_runner_up() {
    Scored best;
    double least = Scored::kImpossibleScore;
    for (const Scored& scored : ranking_.by_timed) {
      if (!scored.possible() || scored.score >= least) continue;
      if (search_.same_machine(scored, placed_.chosen->offer)) continue;
      const double total = scored.score + joint_.flow_usd(task_, search_.place_of(scored));
      if (total < least) best = scored, least = total;
    }
    add(AlternativeKind::runner_up, "runner-up", best);
  }

  const JointPlan& joint_;
  std::size_t task_;
  const TaskSearch& search_;
  const Ranking& ranking_;
  TaskPlacement& placed_;
};

// The runner-up is within the error of the prediction: of what the two do not have in common of it.
bool is_tie(const Catalog& catalog, const TaskPlacement& placed) {
  const auto runner_up =
      std::find_if(placed.alternatives.begin(), placed.alternatives.end(),
                   [](const Alternative& a) { return a.kind == AlternativeKind::runner_up; });
  if (runner_up == placed.alternatives.end()) return false;
  const Candidate &other = runner_up->candidate, &chosen = *placed.chosen;
  // Nothing is cheaper than what is free, however wrong the times are; but as good, where it is as quick.
  constexpr double kAsQuick = 1.5;
  const auto ends = [](const Candidate& c) { return std::max(c.run.total(), c.notebook.calendar); };
  if (chosen.timed && (chosen.per_month + chosen.transfer).nanos == 0)
    return (other.per_month + other.transfer).nanos == 0 && ends(other) <= ends(chosen) * kAsQuick;
  return may_be_cheaper(catalog, other, chosen);
}

void add_suspects(const JointPlan& joint, const Task& task, std::size_t index, const Ranking& ranking,
                  const TaskPlacement& placed, std::vector<std::string>& suspects) {
  const Scored best = best_with_flows(joint, index, ranking.suspect);
  if (!best.possible() || best.score >= placed.chosen->score) return;
  const TaskSearch& search = joint.search(index);
  const Catalog& catalog = search.catalog();
  const Candidate candidate = search.materialize(best);
  suspects.push_back(fmt::format("{}: {} would come to {} a month, but was not chosen: {}", task.name,
                                 search.describe(best), usd_text(candidate.per_month),
                                 suspect_sentence(catalog, catalog.instance_types()[candidate.offer.type],
                                                  catalog.prices()[best.price].suspect)));
}

// Families that Google's price list has in every region and of which no list of
// regions was found (data/README.md): they may win, but not silently.
bool may_not_be_sold_there(const Catalog& catalog, const InstanceType& type) {
  constexpr std::string_view kUnchecked[] = {"c4a-", "c4n-", "m1-", "m2-", "m3-", "m4-", "t2a-", "z3-"};
  if (catalog.text(catalog.providers()[type.provider].key) != "gcp" || type.service != Service::vm)
    return false;
  const std::string_view name = catalog.text(type.name);
  return std::any_of(std::begin(kUnchecked), std::end(kUnchecked),
                     [&](std::string_view family) { return name.substr(0, family.size()) == family; });
}

// What the offer's kind means for the reader.
void add_offer_notes(const Catalog& catalog, const Candidate& chosen, TaskPlacement& placed) {
  if (chosen.offer.is_notebook()) return;
  const InstanceType& type = catalog.instance_types()[chosen.offer.type];
  if (type.flags & kBurstable)
    placed.notes.emplace_back(
        "burstable: for loads that are low on average; sustained work is throttled or billed extra");
  if (may_not_be_sold_there(catalog, type))
    placed.notes.push_back(
        fmt::format("Google lists a price of {} in {}; whether it can be rented there was not found: look "
                    "before you rely "
                    "on it",
                    catalog.text(type.name),
                    catalog.text(catalog.regions()[catalog.prices()[chosen.offer.price].region].key)));
  if (!is_known(type.network_gbps) && chosen.run.setup.value > kMachineStart.value)
    placed.notes.push_back(
        fmt::format("the network of {} is not known: the data is copied as over {:g} Gbit/s",
                    catalog.text(type.name), kUnknownNetworkGbps));
  const bool spot = chosen.offer.purchase == PurchaseOption::spot;
  if (spot && catalog.prices()[chosen.offer.price].interruption == InterruptionBand::unknown)
    placed.notes.push_back(
        fmt::format("no interruption rate of {} is known there: taken as 30 % of machines a month",
                    catalog.text(type.name)));
}

// A job that copies its data from another region or provider is timed as if it came from its own.
void add_far_note(const JointPlan& joint, const Task& task, std::size_t index, Place place,
                  TaskPlacement& placed) {
  const Candidate& chosen = *placed.chosen;
  const auto comes_from_afar = [&](const Flow& flow) {
    const auto from = joint.place(flow.from);
    return flow.to == index && flow.from >= joint.tasks() && from && *from != place;
  };
  const auto flow = std::find_if(joint.flows().begin(), joint.flows().end(), comes_from_afar);
  if (flow == joint.flows().end() || !is_job(task.kind) || chosen.offer.is_notebook()) return;
  const InstanceType& type = joint.search(index).catalog().instance_types()[chosen.offer.type];
  const double gbps = std::min(is_known(type.network_gbps) ? type.network_gbps : 0, kBucketGbps);
  if (gbps <= kFarGbps) return;
  const double bits = share_of_input(joint.search(index).work().input, chosen.machines).value * 8;
  const Seconds longer{bits / 1e9 / kCopyEfficiency * (1 / kFarGbps - 1 / gbps)};
  constexpr double kWorthSaying = 0.01;
  if (longer < chosen.run.total() * kWorthSaying) return;
  const auto& limit = task.deadline;
  placed.notes.push_back(fmt::format(
      "its data comes from {}, the time is that of a copy within the region: over {:g} Gbit/s, which most "
      "machines get from outside, a run takes {} longer{}",
      joint.places().name(*joint.place(flow->from)), kFarGbps, time_text(longer),
      limit && chosen.run.total() + longer > *limit ? " and misses its deadline" : ""));
}

// Whether to commit is a question about what is there month after month.
bool is_steady(const Task& task) { return !is_job(task.kind) || task.runs_given; }

void add_commitment(const Task& task, const TaskSearch& search, TaskPlacement& placed) {
  if (!is_steady(task)) return;
  // A service is not put on spot unasked; where it is, a commitment has to beat that.
  const bool spot = is_job(task.kind) || placed.chosen->offer.purchase == PurchaseOption::spot;
  placed.commitment =
      commitment_advice(search.catalog(), *placed.chosen, search.hours_of_use(*placed.chosen), spot);
}

// Runs that begin before the one before is done, and runs that nobody waits for.
void add_note_of_long_runs(const Task& task, const Candidate& chosen, TaskPlacement& placed) {
  if (!chosen.timed || !is_job(task.kind)) return;
  constexpr double kLongHours = 90 * 24;
  const Seconds run = std::max(chosen.run.total(), chosen.notebook.calendar);
  const double at_once = task.runs_given ? in_hours(run) * task.runs_per_month / kHoursPerMonth : 0;
  if (at_once > 1.5)
    placed.notes.push_back(fmt::format("a run takes {}: about {} of them are under way at any time",
                                       time_text(run), count_text(std::ceil(at_once))));
  else if (in_hours(run) > kLongHours && !task.deadline)
    placed.notes.push_back(
        fmt::format("a run takes {}: state a deadline for what must be done sooner", time_text(run)));
}

// Runs that are short beside the start of their machine: it is paid for in each.
void add_note_of_short_runs(const Task& task, const Candidate& chosen, TaskPlacement& placed) {
  if (!chosen.timed || !is_job(task.kind) || !task.runs_given || chosen.offer.is_notebook()) return;
  constexpr double kMuch = 0.5;        // of a run's time
  constexpr double kWorthTelling = 1;  // dollars a month
  const double share = kMachineStart / chosen.run.total();
  const double usd = chosen.per_month.dollars();
  if (share < kMuch || usd * share < kWorthTelling) return;
  const double hours = in_hours(chosen.run.total()) * chosen.machines * task.runs_per_month;
  placed.notes.push_back(
      fmt::format("{} of {} machine hours a month are starts of machines, {} in each run: several runs one "
                  "after another on "
                  "a started machine would bring the {} a month towards {}",
                  count_text(std::round(hours * share)), count_text(std::round(hours)),
                  time_text(kMachineStart), usd_text(dollars(usd)), usd_text(dollars(usd * (1 - share)))));
}

void add_notes(const Task& task, const TaskSearch& search, TaskPlacement& placed) {
  placed.notes = search.work().assumptions;
  if (search.own_shift() != nullptr) placed.notes.push_back(describe_own_shift(*search.own_shift()));
  const Candidate& chosen = *placed.chosen;
  add_note_of_long_runs(task, chosen, placed);
  add_note_of_short_runs(task, chosen, placed);
  if (task.deadline && chosen.timed && chosen.run.total_p90() > *task.deadline)
    placed.notes.push_back(fmt::format("may miss the deadline: one such run in ten takes {} or more",
                                       time_text(chosen.run.total_p90())));
  if (chosen.offer.purchase == PurchaseOption::spot && chosen.on_time < kSureEnough)
    placed.notes.push_back(fmt::format("keeps its deadline with a probability of {}, interruptions included",
                                       percent_text(chosen.on_time)));
}

bool tells_more(const Exclusion& a, const Exclusion& b) {
  const int ranks[] = {rank_of_reason(a.reason), rank_of_reason(b.reason)};
  return ranks[0] != ranks[1] ? ranks[0] < ranks[1] : a.count > b.count;
}

}  // namespace

TaskPlacement place_task(const JointPlan& joint, const Workload& workload, std::size_t index, Detail detail,
                         std::vector<std::string>& suspects) {
  const TaskSearch& search = joint.search(index);
  // What answers from records online has no alternative away from them.
  std::optional<Ranking> local;
  if (detail == Detail::full && joint.bound(index)) local = joint.rank_at(index, *joint.place(index));
  const Ranking& ranking = local ? *local : joint.ranking(index);
  TaskPlacement placed;
  placed.task = index;
  placed.considered = joint.ranking(index).considered;
  placed.calibrated = search.calibrated();
  placed.unit = search.work().unit;
  placed.items = search.work().items;
  for (const Exclusions::Entry& entry : search.exclusions().entries())
    placed.exclusions.push_back({entry.reason, entry.count, search.type_name(entry.example)});
  std::stable_sort(placed.exclusions.begin(), placed.exclusions.end(), tells_more);
  if (!search.work().problem.empty()) placed.notes.push_back(search.work().problem);
  const auto place = joint.place(index);
  if (!place || !ranking.any[*place].possible()) return placed;
  placed.chosen = search.materialize(ranking.any[*place]);
  placed.chosen->transfer = dollars(joint.flow_usd(index, *place));
  placed.cost = search.cost_lines(*placed.chosen);
  if (detail == Detail::brief) return placed;
  TaskAlternatives(joint, index, ranking, placed).add_all();
  placed.tie = is_tie(search.catalog(), placed);
  add_suspects(joint, workload.tasks[index], index, ranking, placed, suspects);
  add_notes(workload.tasks[index], search, placed);
  for (std::string& note :
       notebook_notes(search.catalog(), workload.tasks[index], *placed.chosen, search.work().input,
                      joint.notebook_sessions(workload.tasks[index], *place)))
    placed.notes.push_back(std::move(note));
  add_offer_notes(search.catalog(), *placed.chosen, placed);
  add_far_note(joint, workload.tasks[index], index, *place, placed);
  add_commitment(workload.tasks[index], search, placed);
  return placed;
}

std::string why_no_offer(const Workload& workload, const TaskPlacement& placed) {
  const Task& task = workload.tasks[placed.task];
  if (!placed.notes.empty()) return fmt::format("{}: {}", task.name, placed.notes.front());
  const std::vector<Exclusion>& reasons = placed.exclusions;
  std::string text = fmt::format("{}: no offer fits", task.name);
  const char* separator = " (";
  for (std::size_t i = 0; i < reasons.size() && i < 4; ++i) {
    const std::string count = count_text(static_cast<double>(reasons[i].count));
    text += fmt::format("{}{}: {}{}", separator, reasons[i].reason, count, i == 0 ? " types" : "");
    separator = "; ";
  }
  if (!reasons.empty()) text += ')';
  // Other jobs are tried on several machines without being told.
  const bool on_one =
      task.kind == TaskKind::batch && !task.constraints.max_machines && !workload.constraints.max_machines;
  if (on_one && !reasons.empty() && reasons.front().reason == exclusion::kMissesDeadline)
    text += "; \"max_machines\" in its constraints lets several machines share a run";
  return text;
}

}  // namespace cloudplan
