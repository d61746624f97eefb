// TaskSearch: what each candidate costs.

#include "planner/notebook_use.hpp"
#include "planner/purchase.hpp"
#include "planner/spot.hpp"
#include "planner/task_search.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

// A commitment binds for longer than the plan looks ahead, unless the horizon
// covers it or the user asked for it by name.
bool TaskSearch::may_buy(PurchaseOption purchase) const {
  if (filter_.any_purchase_named()) return filter_.purchase_named(purchase_key(purchase));
  switch (purchase) {
    case PurchaseOption::on_demand:
      return true;
    case PurchaseOption::spot:
      return is_job(task_.kind);  // a service or a person must not lose the machine
    case PurchaseOption::commit_1y:
      return workload_.horizon.value >= 12 * kSecondsPerMonth;
    case PurchaseOption::commit_3y:
      return workload_.horizon.value >= 36 * kSecondsPerMonth;
  }
  return false;
}

double TaskSearch::service_hours() const {
  if (task_.kind == TaskKind::notebook) return hours_of_person(task_);
  return task_.hours_per_month.value_or(kHoursPerMonth);
}

double TaskSearch::machines_of(const Timed& timed) const {
  if (task_.kind == TaskKind::notebook) return people(task_);
  return task_.kind == TaskKind::vm ? task_.count : timed.machines;
}

double TaskSearch::disk_gb(double machines) const {
  constexpr double kBootGb = 50;           // an image with drivers, CUDA and a framework
  constexpr double kMostOnDiskGb = 10000;  // more is streamed from where it is stored
  const double extra = task_.disk ? in_gib(*task_.disk) : 0;
  return kBootGb + std::min(in_gib(share_of_input(work_.input, machines)), kMostOnDiskGb) + extra;
}

void TaskSearch::place_disks() {
  const bool divided = is_job(task_.kind) && work_.input.value > 0;
  for (const double machines : counts_)
    if (divided || disks_.empty()) disks_.push_back(places_.work_disks(disk_gb(divided ? machines : 1)));
}

std::uint32_t TaskSearch::disks_of(double machines) const {
  if (disks_.size() == 1) return 0;
  return static_cast<std::uint32_t>(std::lower_bound(counts_.begin(), counts_.end(), machines) -
                                    counts_.begin());
}

// The run under a purchase option; nothing when it would never end.
std::optional<RunTime> TaskSearch::run_under(const Timed& timed, PurchaseOption purchase,
                                             InterruptionBand band) const {
  RunTime run = timed.run;
  if (purchase != PurchaseOption::spot || !is_job(task_.kind)) return run;
  const auto spot =
      spot_run(run.work, task_.checkpoint_interval, interruptions_per_hour(band) * timed.machines);
  if (!spot) return std::nullopt;
  run.lost = spot->expected - run.work;
  run.interruptions = spot->interruptions;
  return run;
}

TaskSearch::Use TaskSearch::use_of(const Timed& timed, PurchaseOption purchase, InterruptionBand band) const {
  const double machines = machines_of(timed);
  if (!is_job(task_.kind)) {
    // A service's or a person's disk stays all month, also while the machine is off.
    const double paid =
        is_commitment(purchase) ? kHoursPerMonth * committed_machines(service_hours()) : service_hours();
    return {true, machines * paid, machines, 0};
  }
  const auto late = [&](const RunTime& run) { return deadline_ && run.total() > *deadline_; };
  if (late(timed.run)) return {};  // and the later with interruptions
  const auto run = run_under(timed, purchase, band);
  if (!run || late(*run)) return {};
  const InstanceType& type = catalog_.instance_types()[timed.type];
  const double billed = in_hours(billed_time(granularity_[type.provider], run->total()));
  const double used = billed * task_.runs_per_month;
  const double paid = is_commitment(purchase) ? kHoursPerMonth * committed_machines(used) : used;
  return {true, machines * paid, machines * used / kHoursPerMonth, in_hours(run->total())};
}

// False when the machine is no option however it is bought.
bool TaskSearch::fill_uses(Timed& timed) {
  // However it is bought, a run takes at least as long as on demand.
  const Use on_demand = use_of(timed, PurchaseOption::on_demand, InterruptionBand::unknown);
  if (!on_demand.possible) return false;
  const auto buyable = [&](PurchaseOption purchase) { return buyable_[static_cast<std::size_t>(purchase)]; };
  const std::size_t before = uses_.size();
  timed.all_ways = true;
  const auto keep = [&](std::size_t slot, const Use& use) {
    timed.all_ways = timed.all_ways && use.possible;
    if (!use.possible) return;
    timed.uses[slot] = static_cast<std::uint32_t>(uses_.size());
    uses_.push_back(use);
  };
  if (buyable(PurchaseOption::on_demand)) keep(0, on_demand);
  if (buyable(PurchaseOption::commit_1y) || buyable(PurchaseOption::commit_3y))
    keep(1, use_of(timed, PurchaseOption::commit_1y, InterruptionBand::unknown));
  if (buyable(PurchaseOption::spot)) {
    // Only the bands that the type's prices have.
    const InstanceType& type = catalog_.instance_types()[timed.type];
    std::uint32_t bands = 0;
    for (const Price& price : catalog_.prices_of(type))
      bands |= 1U << static_cast<unsigned>(price.interruption);
    for (unsigned band = 0; band < kInterruptionBands; ++band)
      if ((bands >> band & 1U) != 0)
        keep(Way(PurchaseOption::spot).slot(static_cast<InterruptionBand>(band)),
             use_of(timed, PurchaseOption::spot, static_cast<InterruptionBand>(band)));
  }
  return uses_.size() > before || catalog_.instance_types()[timed.type].price_count == 0;
}

Cost TaskSearch::machine_lines(const Candidate& candidate) const {
  const Offer& offer = candidate.offer;
  const InstanceType& type = catalog_.instance_types()[offer.type];
  const Price& price = catalog_.prices()[offer.price];
  Timed timed{.type = offer.type, .machines = candidate.machines, .run = candidate.run};
  timed.run.lost = {};
  const Use use = use_of(timed, offer.purchase, price.interruption);
  const auto option = static_cast<std::size_t>(offer.purchase);
  const Recurrence recurrence = is_job(task_.kind) && !task_.runs_given && !is_commitment(offer.purchase)
                                    ? Recurrence::once
                                    : Recurrence::monthly;
  Cost cost;
  const double rate = price.rate[option].dollars() * adjustments_.of(offer.type, kNoIndex).price;
  double open = use.machine_hours;
  for (const CoveredHours& share : candidate.covered) {
    const OwnedCapacity& capacity = options_.owned[share.capacity];
    if (capacity.limit) continue;
    cost.lines.push_back(cost_line(fmt::format("{}, paid for already", catalog_.text(type.name)), share.hours,
                                   "machine-hour", 0, price.source, recurrence, capacity.label));
    cost.lines.back().list_price_usd = rate;
    open -= share.hours;
  }
  // What is left of a sum of shares is no hour that anybody bills.
  if (open > 1e-9 * use.machine_hours || candidate.covered.empty()) {
    cost.lines.push_back(cost_line(
        fmt::format("{}, {}", catalog_.text(type.name), purchase_title(offer.purchase)), open, "machine-hour",
        rate, price.source, recurrence, is_commitment(offer.purchase) ? "paid whether used or not" : ""));
    HourlyRate list;
    if (const PriceChange* const change = catalog_.change_of(offer.price, offer.purchase, list)) {
      cost.lines.back().change = change->text;
      if (is_known(list)) cost.lines.back().list_price_usd = list.dollars();
    }
  }
  const WorkDisk& disk = disks_[disks_of(candidate.machines)][price.region];
  if (disk.row)
    cost.lines.push_back(cost_line(fmt::format("{} disk, {:.0f} GB a machine", catalog_.text(disk.row->type),
                                               disk.whole ? disk.row->fixed_size_gb : disk.units),
                                   use.disk_months * disk.units, disk.whole ? "disk-month" : "GB-month",
                                   disk.whole ? disk.row->usd_per_disk_month : disk.row->usd_per_gb_month,
                                   disk.row->source, recurrence));
  else
    cost.unknown_meters.emplace_back("boot and work disk");
  return cost;
}

}  // namespace cloudplan
