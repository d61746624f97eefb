// TaskSearch: which candidate is the best of its place, and the whole of it.

#include "planner/notebook_use.hpp"
#include "planner/purchase.hpp"
#include "planner/spot.hpp"
#include "planner/task_prices.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {
namespace {

// A region without a known disk price can't win over one whose price is whole.
constexpr double kIncompletePenalty = 1e9;

}  // namespace

void TaskSearch::keep_better(Scored& best, const Scored& scored) const {
  if (scored.score < best.score || preferred(scored, best)) best = scored;
}

// Between offers that cost the same and take the same time: more machine, newer,
// less often interrupted, then the first by name.
bool TaskSearch::preferred(const Scored& a, const Scored& b) const {
  const Timed &x = timed_at(a.timed), &y = timed_at(b.timed);
  if (a.price == kNoIndex || b.price == kNoIndex) return false;  // notebooks: the first in the catalog
  const InstanceType &s = catalog_.instance_types()[x.type], &t = catalog_.instance_types()[y.type];
  const auto interruption = [&](const Scored& scored) {
    return scored.purchase == PurchaseOption::spot
               ? interruptions_per_hour(catalog_.prices()[scored.price].interruption)
               : 0.0;
  };
  const auto vcpus = [](const InstanceType& type, const Timed& timed) { return type.vcpus * timed.machines; };
  if (vcpus(s, x) != vcpus(t, y)) return vcpus(s, x) > vcpus(t, y);
  if (s.memory_gib != t.memory_gib) return s.memory_gib > t.memory_gib;
  if (a.timed == b.timed) return std::pair(interruption(a), a.price) < std::pair(interruption(b), b.price);
  if (year_of(s) != year_of(t)) return year_of(s) > year_of(t);
  const auto current = [](const InstanceType& type) { return (type.flags & kCurrentGeneration) != 0; };
  if (current(s) != current(t)) return current(s);
  if (interruption(a) != interruption(b)) return interruption(a) < interruption(b);
  if (s.name == t.name || s.provider != t.provider)
    return std::pair(type_name(x.type), a.price) < std::pair(type_name(y.type), b.price);
  return std::pair(catalog_.text(s.name), a.price) < std::pair(catalog_.text(t.name), b.price);
}

// Whether a is the better of two that are possible, whichever was found first.
bool TaskSearch::in_order(const Scored& a, const Scored& b) const {
  if (a.score != b.score) return a.score < b.score;
  return preferred(a, b) || (!preferred(b, a) && a.timed < b.timed);
}

// Of introduction: the accelerator's, else the processor's; 0 where neither is known.
double TaskSearch::year_of(const InstanceType& type) const {
  double year = kUnknown;
  if (type.accelerator_count > 0 && type.accelerator != kNoIndex)
    year = catalog_.accelerators()[type.accelerator].year;
  else if (type.cpu != kNoIndex)
    year = catalog_.cpus()[type.cpu].year;
  return is_known(year) ? year : 0;
}

std::vector<std::vector<TaskSearch::RegionTerms>> TaskSearch::region_terms(std::optional<Place> only) const {
  std::vector<std::vector<RegionTerms>> all;
  for (const std::vector<WorkDisk>& disks : disks_) {
    std::vector<RegionTerms>& terms = all.emplace_back(disks.size());
    for (Index region = 0; region < terms.size(); ++region)
      terms[region] = {disks[region].usd_per_month, disks[region].row ? 0 : kIncompletePenalty,
                       filter_.region(region) && (!only || places_.of_region(region) == *only)};
  }
  return all;
}

// A candidate is made of those only that are the best of anything. The best of all is the better of the
// processor's and the accelerator's; see rank().
void TaskSearch::rank_prices(Ranking& ranking, std::uint32_t index, double usd_per_hour,
                             const std::vector<RegionTerms>& regions) const {
  Scored* const of_kind = timed_[index].gpu ? ranking.gpu.data() : ranking.cpu.data();
  Scored own;
  std::size_t considered = 0;
  for_each_price(timed_[index], regions, [&](const Priced& priced) {
    ++considered;
    const double score = score_of(priced.spent, usd_per_hour);
    const Place place = places_.of_region(priced.price.region);
    if (distrusted(priced))
      return keep(ranking.suspect[place], {score, first_ + index, priced.index, priced.purchase});
    const double whole = score + priced.terms.penalty;
    const bool best_on_demand =
        priced.purchase == PurchaseOption::on_demand && whole <= ranking.on_demand[place].score;
    // An unknown score compares with nothing, and is kept nowhere.
    if (!(whole <= of_kind[place].score || whole <= own.score || best_on_demand)) return;
    const Scored scored{whole, first_ + index, priced.index, priced.purchase};
    keep(of_kind[place], scored);
    if (best_on_demand) keep_better(ranking.on_demand[place], scored);
    keep(own, scored);
  });
  ranking.by_timed[index] = own;
  ranking.considered += considered;
}

void TaskSearch::rank_notebook(Ranking& ranking, std::uint32_t index, double usd_per_hour) const {
  const Timed& timed = timed_[index];
  const Notebook& notebook = catalog_.table<Notebook>()[timed.notebook];
  const Place place = places_.of_notebook_provider(notebook.provider);
  const auto bill = notebook_bill(catalog_, notebook, task_, timed.run, quota_before());
  if (!bill) return;
  ++ranking.considered;
  const Scored scored{score_of({bill->usd_per_month, in_hours(bill->calendar_time)}, usd_per_hour),
                      first_ + index, kNoIndex, PurchaseOption::on_demand};
  keep(timed.gpu ? ranking.gpu[place] : ranking.cpu[place], scored);
  if (bill->usd_per_month == 0) keep(ranking.free[place], scored);
  keep(ranking.by_timed[index], scored);
}

Ranking TaskSearch::rank(double usd_per_hour, std::optional<Place> only) const {
  Ranking ranking(places_.count(), timed_.size());
  const auto regions = region_terms(only);
  for (std::uint32_t i = 0; i < timed_.size(); ++i) {
    if (timed_[i].notebook != kNoIndex) {
      if (only) continue;
      rank_notebook(ranking, i, usd_per_hour);
      continue;
    }
    rank_prices(ranking, i, usd_per_hour, regions[timed_[i].disks]);
  }
  settle(ranking);
  return ranking;
}

// A place has machines or notebooks, never both, so that one order holds for all that it has.
void TaskSearch::settle(Ranking& ranking) const {
  for (Place place = 0; place < ranking.any.size(); ++place) {
    const Scored &cpu = ranking.cpu[place], &gpu = ranking.gpu[place];
    ranking.any[place] = cpu;
    if (gpu.possible() && (!cpu.possible() || in_order(gpu, cpu))) ranking.any[place] = gpu;
  }
}

double TaskSearch::balanced_usd_per_hour(const Ranking& by_cost) const {
  if (!is_job(task_.kind)) return 0;
  const auto cheapest = std::min_element(by_cost.any.begin(), by_cost.any.end(),
                                         [](const Scored& a, const Scored& b) { return a.score < b.score; });
  if (cheapest == by_cost.any.end() || !cheapest->possible()) return 0;
  const Candidate candidate = materialize(*cheapest);
  const double run_hours = in_hours(candidate.run.total());
  return run_hours > 0 ? candidate.per_month.dollars() / run_hours : 0;
}

Place TaskSearch::place_of(const Scored& scored) const {
  const Timed& timed = timed_at(scored.timed);
  if (timed.notebook != kNoIndex)
    return places_.of_notebook_provider(catalog_.table<Notebook>()[timed.notebook].provider);
  return places_.of_region(catalog_.prices()[scored.price].region);
}

double TaskSearch::run_hours(const Scored& scored) const {
  if (is_of_base(scored)) return base_->run_hours(scored);
  const Timed& timed = timed_at(scored.timed);
  if (timed.notebook == kNoIndex)
    return use(timed, scored.purchase, catalog_.prices()[scored.price].interruption).run_hours;
  const auto bill =
      notebook_bill(catalog_, catalog_.table<Notebook>()[timed.notebook], task_, timed.run, quota_before());
  return bill && is_job(task_.kind) ? in_hours(bill->calendar_time) : 0;
}

Candidate TaskSearch::materialize(const Scored& scored) const {
  if (is_of_base(scored)) return base_->materialize(scored);
  const Timed& timed = timed_at(scored.timed);
  Candidate candidate;
  candidate.offer = {timed.type, scored.price, scored.purchase, timed.notebook};
  candidate.machines = machines_of(timed);
  candidate.score = scored.score;
  candidate.timed = work_.predictable;
  if (work_.predictable) {
    const Host host =
        timed.notebook != kNoIndex
            ? notebook_host(performance_, catalog_.table<Notebook>()[timed.notebook])
            : host_of(catalog_.instance_types()[timed.type], is_job(task_.kind) ? timed.machines : 1);
    const Timing timing = timer_.time(host, speed_of(timed.type, timed.notebook));
    candidate.prediction = timing.prediction;
    candidate.service = timing.service;
    candidate.run = timed.notebook != kNoIndex ? timed.run : timing.run;
    if (scored.price != kNoIndex)
      candidate.run =
          run_under(timed, scored.purchase, catalog_.prices()[scored.price].interruption).value_or(timed.run);
    if (const auto limit = deadline_; limit && is_job(task_.kind) && timed.notebook == kNoIndex)
      candidate.on_time = on_time_probability({.setup = candidate.run.setup,
                                               .work = candidate.run.work,
                                               .work_p10 = candidate.run.work_p10,
                                               .work_p90 = candidate.run.work_p90,
                                               .expected_interruptions = candidate.run.interruptions,
                                               .checkpoint_interval = task_.checkpoint_interval,
                                               .deadline = *limit});
  }
  if (timed.notebook != kNoIndex)
    if (const auto bill = notebook_bill(catalog_, catalog_.table<Notebook>()[timed.notebook], task_,
                                        timed.run, quota_before()))
      candidate.notebook = bill->use;
  if (scored.price != kNoIndex && scored.purchase == PurchaseOption::on_demand && !options_.owned.empty()) {
    const Price& price = catalog_.prices()[scored.price];
    const Use& use = this->use(timed, scored.purchase, price.interruption);
    candidate.covered = covered(timed, use, price).value_or(std::vector<CoveredHours>{});
  }
  candidate.per_month = cost_lines(candidate).total();
  candidate.per_run = is_job(task_.kind)
                          ? Money{static_cast<std::int64_t>(static_cast<double>(candidate.per_month.nanos) /
                                                            task_.runs_per_month)}
                          : Money{};
  return candidate;
}

Cost TaskSearch::cost_lines(const Candidate& candidate) const {
  if (!candidate.offer.is_notebook()) return machine_lines(candidate);
  const Notebook& notebook = catalog_.table<Notebook>()[candidate.offer.notebook];
  const auto bill = notebook_bill(catalog_, notebook, task_, candidate.run, quota_before());
  return bill ? bill->cost : Cost{};
}

Scored TaskSearch::fastest(const Ranking& ranking) const {
  Scored best;
  double least = 0;
  for (const Scored& scored : ranking.by_timed) {
    if (!scored.possible()) continue;
    const double seconds = timed_at(scored.timed).run.total().value;
    if (seconds > 0 && (!best.possible() || seconds < least)) best = scored, least = seconds;
  }
  return best;
}

bool TaskSearch::same_machine(const Scored& scored, const Offer& offer) const {
  const Timed& timed = timed_at(scored.timed);
  return timed.type == offer.type && timed.notebook == offer.notebook;
}

std::string TaskSearch::type_name(Index type) const {
  return type == kNoIndex ? std::string() : catalog_.full_name(catalog_.instance_types()[type]);
}

std::string TaskSearch::describe(const Scored& scored) const {
  const Timed& timed = timed_at(scored.timed);
  if (timed.notebook != kNoIndex)
    return std::string(catalog_.text(catalog_.table<Notebook>()[timed.notebook].service));
  return fmt::format("{} in {}, {}", type_name(timed.type),
                     catalog_.text(catalog_.regions()[catalog_.prices()[scored.price].region].key),
                     purchase_title(scored.purchase));
}

}  // namespace cloudplan
