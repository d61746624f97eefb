// Where the answer flips: a parameter is moved out by factors of ten until
// another kind or class wins, then the factor is found by bisection on the very
// function that decides.

#include "storage_internal.hpp"

#include "catalog/catalog_size.hpp"
#include "support/format_text.hpp"
#include "support/in_parallel.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr double kFarthest = 1e3;  // factor at which the search ends
constexpr double kStep = 10;
constexpr double kPrecision = 1e-3;  // of the factor
constexpr double kLeastDays = 1;     // of retention: what is kept for hours says nothing about a store

// To two significant digits: a flip is not known better than its prices are.
double rounded(double value) {
  if (!(value > 0)) return value;
  const double unit = std::pow(10, std::floor(std::log10(value)) - 1);
  return std::round(value / unit) * unit;
}

double value_of(const DatasetLoad& load, std::string_view parameter, std::string& unit) {
  if (parameter == "size") return unit = "bytes", load.month_bytes.front();
  if (parameter == "reads") {
    if (load.records) return unit = "reads/s", load.reads;
    return unit = "object reads/month", load.object_gets;
  }
  if (parameter == "writes") {
    if (load.records) return unit = "writes/s", load.writes;
    return unit = "object writes/month", load.object_puts;
  }
  return unit = "days", load.life_months * kDaysPerMonth;
}

double usd_where_it_is(const StorageOption& option, const std::function<double(Index)>& reading) {
  return option.compared.dollars() + (reading ? reading(option.region) : 0);
}

}  // namespace

std::optional<Dataset> scaled(const Dataset& dataset, std::string_view parameter, double factor) {
  Dataset changed = dataset;
  const auto scale = [&](auto&... values) {
    bool any = false;
    const auto one = [&](auto& value) {
      if (!value) return;
      *value = *value * factor;
      any = true;
    };
    (one(values), ...);
    return any;
  };
  bool any = false;
  if (parameter == "size")
    any = scale(changed.size, changed.rows, changed.objects);
  else if (parameter == "reads")
    any = scale(changed.reads, changed.peak_reads, changed.reads_per_month, changed.object_reads_per_month);
  else if (parameter == "writes")
    any = scale(changed.writes, changed.peak_writes, changed.object_writes_per_month);
  else if (parameter == "retention")
    any = scale(changed.retention);
  if (!any) return std::nullopt;
  return changed;
}

// The same choice as decide() and the planner make, without what is beside it. Of files that cannot be rows
// no database is tried, and disks only where nothing else is left. What is there `now` stays until another
// saves kLeastGain; empty: nothing is there.
std::string StorageAdvisor::answer_for(const Dataset& dataset, const StorageContext& context,
                                       const RegionFilter& regions,
                                       const std::function<double(Index)>& reading,
                                       const std::string& now) const {
  const StorageQuestion q{
      .book = book_, .dataset = &dataset, .context = &context, .load = dataset_load(dataset, context.months)};
  if (q.load.records && q.load.item_bytes > kFileInTable)
    return answer_for(values_as_files(dataset, q.load), context, regions, reading, now);
  StorageOptions all;
  PriceLimit limit = PriceLimit::of_answer(reading);
  add_bucket_options(q, regions, all);
  if (q.load.records || files_could_be_rows(q.load))
    add_database_options(q, regions, *databases_, limit, all);
  mark_fragile(*book_, all.options);
  if (relational_instead(*book_, dataset, all.options)) mark_rewrites(*book_, all.options);
  const auto best = cheapest_store(all.options, store_kind(all.options, q.load));
  if (!best) return std::string(disk_holds(q, regions) ? kOnDisk : kNothingFits);
  const auto placed = placed_store(all.options, all.options[*best], reading);
  if (!placed) return std::string(kNothingFits);
  std::string there = answer(all.options[*placed]);
  if (now.empty() || there == now) return there;
  const double most = usd_where_it_is(all.options[*placed], reading) + kLeastGain;
  const bool keeps = std::any_of(all.options.begin(), all.options.end(), [&](const StorageOption& option) {
    return option.compared.dollars() <= most && stands_for(option, all.options[*best]) &&
           usd_where_it_is(option, reading) <= most && answer(option) == now;
  });
  return keeps ? now : there;
}

namespace {

// What a parameter of a dataset has to be multiplied by for another answer.
struct Flip {
  double before = 1, factor = 1;
  std::string becomes{};
};

// The first factor of ten at which the answer is another, then by bisection.
template <class Answer>
std::optional<Flip> find_flip(const Answer& at, const std::string& now, double step) {
  Flip flip{1, step, at(step)};
  while (flip.becomes == now && flip.factor < kFarthest && flip.factor > 1 / kFarthest) {
    flip.before = flip.factor, flip.factor *= step;
    flip.becomes = at(flip.factor);
  }
  if (flip.becomes == now) return std::nullopt;
  while (std::abs(std::log(flip.factor / flip.before)) > kPrecision) {
    const double middle = std::sqrt(flip.before * flip.factor);
    std::string there = at(middle);
    if (there == now)
      flip.before = middle;
    else
      flip.factor = middle, flip.becomes = std::move(there);
  }
  return flip;
}

}  // namespace

std::vector<FlipPoint> StorageAdvisor::flip_points(const Dataset& dataset, const StorageContext& context,
                                                   const ReadingCost& reading,
                                                   const StorageOption* placed) const {
  std::vector<FlipPoint> points;
  const auto reading_of = [&](double amount) -> std::function<double(Index)> {
    if (!reading) return {};
    return [&reading, amount](Index region) { return reading(region, amount); };
  };
  RegionFilter regions(*book_, *databases_, context);
  regions.leave_out_dearer_buckets(*book_, context.free_tier, reading_of(1));
  std::string now = placed ? answer(*placed) : "";
  now = answer_for(dataset, context, regions, reading_of(1), now);
  const auto at = [&](std::string_view parameter, double factor) {
    const bool read_more = parameter == "size" || parameter == "reads";
    return answer_for(*scaled(dataset, parameter, factor), context, regions,
                      reading_of(read_more ? factor : 1), now);
  };
  struct Turn {
    std::string_view parameter{};
    double step = 1;
    std::optional<Flip> flip{};
  };
  std::vector<Turn> turns;
  for (const std::string_view parameter : {"size", "reads", "writes", "retention"})
    if (scaled(dataset, parameter, 1))
      for (const double step : {1 / kStep, kStep}) turns.push_back({parameter, step});
  in_parallel(
      turns.size(),
      [&](std::size_t i) {
        Turn& turn = turns[i];
        turn.flip = find_flip([&](double factor) { return at(turn.parameter, factor); }, now, turn.step);
      },
      is_worth_threads(book_->catalog()));
  const DatasetLoad load = dataset_load(dataset, context.months);
  for (const auto& [parameter, step, flip] : turns) {
    if (!flip) continue;
    FlipPoint point;
    point.parameter = std::string(parameter);
    point.factor = flip->factor;
    point.before = flip->before;
    point.becomes = flip->becomes;
    point.value = value_of(load, parameter, point.unit) * point.factor;
    if (parameter == "retention" && point.value < kLeastDays) continue;
    point.text = point.unit == "bytes"
                     ? fmt::format("about {}", size_text(Bytes{rounded(point.value)}))
                     : fmt::format("about {} {}", count_text(rounded(point.value)), point.unit);
    points.push_back(std::move(point));
  }
  return points;
}

}  // namespace cloudplan
