// Every way to do one task, ranked per place. Instance types are timed once;
// their prices in every region are then only multiplied.

#ifndef CLOUDPLAN_SRC_PLANNER_TASK_SEARCH_HPP_
#define CLOUDPLAN_SRC_PLANNER_TASK_SEARCH_HPP_

#include "cloudplan/compute_cost.hpp"
#include "cloudplan/price_guard.hpp"
#include "planner/adjustments.hpp"
#include "planner/candidate_filter.hpp"
#include "planner/exclusions.hpp"
#include "planner/hardware_classes.hpp"
#include "planner/places.hpp"
#include "planner/purchase.hpp"
#include "planner/run_timer.hpp"

#include <array>
#include <optional>
#include <vector>

namespace cloudplan {

// A candidate in few bytes; TaskSearch::materialize makes the whole of it.
struct Scored {
  static constexpr double kImpossibleScore = 1e300;

  double score = kImpossibleScore;
  std::uint32_t timed = kNoIndex;  // into the search's timings
  Index price = kNoIndex;
  PurchaseOption purchase = PurchaseOption::on_demand;

  bool possible() const { return score < kImpossibleScore; }
};

// The best of each place, by kind of offer.
struct Ranking {
  Ranking(std::size_t places, std::size_t timings)
      : any(places),
        cpu(places),
        gpu(places),
        free(places),
        on_demand(places),
        suspect(places),
        by_timed(timings) {}

  std::vector<Scored> any, cpu, gpu, free, on_demand;  // by place
  std::vector<Scored> suspect;                         // by place: what the price guard keeps from winning
  std::vector<Scored> by_timed;                        // the best of each timed machine, over places
  std::size_t considered = 0;
};

// One way to do a task, by what it costs and how long a run takes.
struct Tradeoff {
  double usd = 0;    // a month
  double hours = 0;  // of a run
  Scored offer{};
};
// By place: rising hours, falling dollars.
using Tradeoffs = std::vector<std::vector<Tradeoff>>;

// Machines of which a search is made again under other adjustments.
struct Touched {
  std::vector<Index> types{};  // rising
  bool notebooks = false;      // all of them

  bool any() const { return notebooks || !types.empty(); }
  auto operator<=>(const Touched&) const = default;
};

class TaskSearch {
 public:
  // A hundred-thousandth of a dollar an hour settles ties between equal prices for the faster.
  static constexpr double kTieBreak = 1e-5;

  // Everything that is passed must outlive the search. `data` is the task's dataset or null.
  TaskSearch(const Task& task, const Dataset* data, const Workload& workload, const Market& market,
             const Places& places, const PlanOptions& options, const Adjustments& adjustments);
  // The same search under adjustments that matter to the touched machines alone: those are timed again, all
  // others are `base`'s. Both must outlive it. What was ruled out is as in `base`.
  TaskSearch(const TaskSearch& base, const Adjustments& adjustments, const Touched& touched);

  const Catalog& catalog() const { return catalog_; }
  const TaskWork& work() const { return work_; }
  const Exclusions& exclusions() const { return exclusions_; }
  bool calibrated() const { return calibrated_; }
  // What the user keeps of the model, where it was used; else nullptr.
  const OwnShift* own_shift() const { return own_; }

  // Ranks by dollars a month + hours of a run x `usd_per_hour`.
  // Everywhere, or within one place.
  Ranking rank(double usd_per_hour, std::optional<Place> only = std::nullopt) const;
  // All that no other offer of the same place beats in both cost and time.
  Tradeoffs tradeoffs() const;
  // What an hour is worth when the cheapest offer's dollars and hours count
  // the same: its dollars over its hours; 0 without a timed job. `by_cost` is rank(0).
  double balanced_usd_per_hour(const Ranking& by_cost) const;

  // The best of each place but for the touched machines; `all` is rank(usd_per_hour). Only `any` is filled.
  Ranking rank_untouched(const Touched& touched, const Ranking& all, double usd_per_hour) const;
  Tradeoffs untouched_tradeoffs(const Touched& touched, const Tradeoffs& all) const;
  // Of a search that has a base: what the base has without the touched machines, and these. Of a ranking only
  // `any` is filled.
  Ranking rank_with(const Ranking& untouched, double usd_per_hour) const;
  Tradeoffs tradeoffs_with(const Tradeoffs& untouched) const;

  Place place_of(const Scored& scored) const;
  Candidate materialize(const Scored& scored) const;
  Cost cost_lines(const Candidate& candidate) const;
  // Of one run, as rank() counts them: a notebook's waiting for next week's quota included; 0 without a job.
  double run_hours(const Scored& scored) const;

  // Hours a month that the machines are used, all together; a commitment is paid for more.
  double hours_of_use(const Candidate& candidate) const;

  // The possible candidate whose run is shortest; none for what is not timed.
  Scored fastest(const Ranking& ranking) const;
  // Whether the type is looked at, so that its price and speed matter to the search.
  bool looks_at(Index type) const;
  // Whether it is the same type or notebook, wherever and however bought.
  bool same_machine(const Scored& scored, const Offer& offer) const;
  std::string describe(
      const Scored& scored) const;          // "azure/Standard_F8ams_v6 in newzealandnorth, on demand"
  std::string type_name(Index type) const;  // "" for kNoIndex

 private:
  // What is paid for, a month.
  struct Use {
    bool possible = false;  // it ends, and in time
    double machine_hours = 0;
    double disk_months = 0;  // of one machine's disk
    double run_hours = 0;    // wall time of one run
  };
  // The ways to pay that differ in use: on demand, commitment, spot in each interruption band.
  static constexpr unsigned kInterruptionBands = 6;
  static constexpr std::size_t kUses = 2 + kInterruptionBands;
  // One instance type (or notebook) with a number of machines, timed. Its uses
  // are worked out once; a price in a region only multiplies them.
  struct Timed {
    Index type = kNoIndex;
    Index notebook = kNoIndex;
    double machines = 1;
    bool gpu = false;
    bool divided = false;     // as in ClassTiming
    bool all_ways = false;    // it is in time however it is bought
    std::uint32_t disks = 0;  // into disks_
    double price_factor = 1;  // on what the catalog says; see Adjustment
    RunTime run{};
    std::array<std::uint32_t, kUses> uses{};  // into uses_; 0 where there is none
  };
  // What timing machines of a hardware class gave, but for the copy of the data.
  struct ClassTiming {
    double memory_gib = 0;  // of the machine that was timed
    const char* problem = nullptr;
    RunTime run{};
    double replicas = 1;
    // No accelerator holds the whole model, or only by recomputing: with more of them a run may cost less.
    bool divided = false;
  };
  // The timings of one number of machines, as places in class_timings_; 0: not timed yet.
  struct CountTimings {
    std::vector<std::uint32_t> by_class{};
    std::vector<std::uint32_t> by_processors{};  // the least memory that was enough
  };
  struct Spend {
    double usd_per_month = 0;
    double hours = 0;  // of a run
  };

  // Candidates of the base come first in Scored::timed, then its own.
  const Timed& timed_at(std::uint32_t index) const {
    return index < first_ ? base_->timed_[index] : timed_[index - first_];
  }
  bool is_of_base(const Scored& scored) const { return scored.timed < first_; }
  bool touches(const Touched& touched, const Scored& scored) const;

  void find_anchor();
  void time_types();
  void look_at(Index type);
  void look_at_notebook(Index notebook);
  bool looks_at_notebooks();
  double time_type(Index index, double machines, const char*& why);
  static ClassTiming class_timing(const InstanceType& type, const Timing& timing);
  bool in_a_hurry() const;
  double enough_machines(const Timed& timed) const;
  ClassTiming timing_of(Index index, double machines);
  std::uint32_t time_class(Index index, double machines, CountTimings& known);
  bool fewer_are_in_time(Index index, double machines) const;
  void time_notebooks();
  const char* unusable(const Timed& notebook) const;
  std::vector<double> machine_counts() const;
  const char* unmet_request(const InstanceType& type) const;
  Host host_of(const InstanceType& type, double machines) const;

  bool held_elsewhere(Index type, Index notebook) const {
    return held_ && (held_->offer.type != type || held_->offer.notebook != notebook);
  }
  double speed_of(Index type, Index notebook) const {
    return adjustments_.of(type, notebook).speed * (held_ ? held_->speed : 1);
  }
  QuotaUse quota_before() const {
    const auto task = static_cast<std::size_t>(&task_ - workload_.tasks.data());
    return adjustments_.quota_before.empty() ? QuotaUse{} : adjustments_.quota_before[task];
  }
  bool may_buy(PurchaseOption purchase) const;
  double service_hours() const;  // a month, of each machine
  double machines_of(const Timed& timed) const;
  double disk_gb(double machines) const;  // of each
  void place_disks();
  // Of machines of which so many share a run; into disks_.
  std::uint32_t disks_of(double machines) const;
  // A way to buy: which of the uses it has.
  struct Way {
    explicit Way(PurchaseOption bought)
        : purchase(bought),
          first_slot(bought == PurchaseOption::spot ? 2
                     : is_commitment(bought)        ? 1
                                                    : 0),
          bands(bought == PurchaseOption::spot ? 0xff : 0) {}
    std::size_t slot(InterruptionBand band) const {
      return first_slot + (static_cast<unsigned>(band) & bands);
    }

    PurchaseOption purchase;
    unsigned first_slot;  // spot has one for each band
    unsigned bands;       // mask: of no account to the others
  };
  std::optional<RunTime> run_under(const Timed& timed, PurchaseOption purchase, InterruptionBand band) const;
  Use use_of(const Timed& timed, PurchaseOption purchase, InterruptionBand band) const;
  bool fill_uses(Timed& timed);
  const Use& use(const Timed& timed, PurchaseOption purchase, InterruptionBand band) const {
    return uses_[timed.uses[Way(purchase).slot(band)]];
  }
  // Dollars, and hours at their worth.
  static double score_of(const Spend& spent, double usd_per_hour) {
    return spent.usd_per_month + (usd_per_hour + kTieBreak) * spent.hours;
  }
  // Most are dearer than what is kept already: this is asked some 100,000 times a plan.
  void keep(Scored& best, const Scored& scored) const {
    if (scored.score <= best.score) keep_better(best, scored);
  }
  void keep_better(Scored& best, const Scored& scored) const;
  bool preferred(const Scored& a, const Scored& b) const;
  bool in_order(const Scored& a, const Scored& b) const;
  double year_of(const InstanceType& type) const;
  // What every price of a region has in common.
  struct RegionTerms {
    double disk_usd = 0;  // of one machine's disk, a month
    double penalty = 0;   // on the score, where no disk has a price
    bool allowed = false;
  };
  // By the machines' disks, as disks_, and by region.
  std::vector<std::vector<RegionTerms>> region_terms(std::optional<Place> only) const;
  std::vector<std::vector<RegionTerms>> region_terms_of(const std::vector<bool>& places) const;
  // One way to pay for a timed machine in one region.
  struct Priced {
    Index index = kNoIndex;  // of the price
    const Price& price;
    const RegionTerms& terms;
    PurchaseOption purchase = PurchaseOption::on_demand;
    Spend spent{};  // dollars kUnknown where the user has fewer machines than it takes
  };
  // Defined in task_prices.hpp: `found` is called with each Priced whose rate is known and whose run is
  // possible.
  template <class Found>
  void for_each_price(const Timed& timed, const std::vector<RegionTerms>& regions, Found found) const;
  // Whether the price guard keeps it from winning.
  bool distrusted(const Priced& priced) const {
    return priced.price.suspect != 0 && is_suspect(priced.price, priced.purchase) && !options_.trust_outliers;
  }
  void rank_prices(Ranking& ranking, std::uint32_t index, double usd_per_hour,
                   const std::vector<RegionTerms>& regions) const;
  void keep_tradeoff(std::vector<Tradeoff>& list, const Tradeoff& made) const;
  void add_tradeoffs(std::uint32_t index, const std::vector<RegionTerms>& regions, Tradeoffs& found) const;
  void add_notebook_tradeoff(std::uint32_t index, Tradeoffs& found) const;
  void settle(Ranking& ranking) const;
  void rank_notebook(Ranking& ranking, std::uint32_t index, double usd_per_hour) const;
  Cost machine_lines(const Candidate& candidate) const;
  // Of use.machine_hours on demand: what was paid for already; nothing where the user has fewer machines than
  // that.
  std::optional<std::vector<CoveredHours>> covered(const Timed& timed, const Use& use,
                                                   const Price& price) const;
  // The rest of use.machine_hours; kUnknown where the user has fewer machines.
  double hours_to_pay(const Timed& timed, const Use& use, const Price& price) const;
  bool more_than_owned(const Timed& timed) const;

  const TaskSearch* const base_ = nullptr;  // of one that was made again in part
  const std::uint32_t first_ = 0;           // of its candidates: so many has the base
  const Task& task_;
  const Workload& workload_;
  const Catalog& catalog_;
  const PerformanceCatalog& performance_;
  const HardwareClasses& hardware_;
  const Places& places_;
  const PlanOptions& options_;
  const Adjustments& adjustments_;
  std::optional<Seconds> deadline_;
  const HeldOffer* held_ = nullptr;  // the only offer to look at; none: all
  CandidateFilter filter_;
  TaskWork work_;
  RunTimer timer_;
  std::vector<ClassTiming> class_timings_{ClassTiming{}};  // the first is none
  std::vector<double> counts_;                             // of machines that are tried, rising
  std::vector<CountTimings> count_timings_;                // of each of the counts; none for a held offer
  std::vector<Timed> timed_;
  std::vector<Use> uses_{Use{}};          // the first is impossible
  std::vector<Granularity> granularity_;  // by provider
  // By place in counts_ where machines of a run divide data among them (else one for all), and by region.
  std::vector<std::vector<WorkDisk>> disks_;
  std::array<bool, kPurchaseOptions> buyable_{};
  std::vector<Way> ways_;  // what is buyable, in their order; of a held offer its own only
  Exclusions exclusions_;
  bool calibrated_ = false;
  bool chained_ = false;  // tasks follow each other under one deadline
  const OwnShift* own_ = nullptr;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_TASK_SEARCH_HPP_
