// Where the answer flips: a parameter is moved out by factors of ten until
// another kind or class wins, then the factor is found by bisection on the very
// function that decides.

#include "storage_internal.hpp"

#include "support/format_text.hpp"

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

std::vector<FlipPoint> StorageAdvisor::flip_points(const Dataset& dataset, const StorageContext& context,
                                                   const StorageDecision& decision) const {
  std::vector<FlipPoint> points;
  if (!decision.best) return points;
  StorageContext here = context;
  if (here.copies.empty()) here.copies = context.regions;
  here.regions.assign(book_->catalog().regions().size(), false);
  const StorageOption& best = decision.all.options[*decision.best];
  for (const StorageDecision::ProviderBest& provider : decision.providers)
    for (const auto& place : {provider.bucket, provider.database})
      if (place && provider.provider == best.provider)
        here.regions[decision.all.options[*place].region] = true;
  const RegionFilter near_regions(*book_, *databases_, here);
  std::optional<RegionFilter> all_regions;
  const auto at = [&](std::string_view parameter, double factor) {
    const Dataset changed = *scaled(dataset, parameter, factor);
    const std::string near = answer_for(changed, here, near_regions);
    // Where the provider has nothing that fits but perhaps a disk, another one may have.
    const bool left_over = near == kNothingFits || (near == kOnDisk && best.kind != StoreKind::disk);
    if (!left_over) return near;
    if (!all_regions) all_regions.emplace(*book_, *databases_, context);
    return answer_for(changed, context, *all_regions);
  };
  const DatasetLoad load = dataset_load(dataset, context.months);
  std::optional<std::string> now;  // whatever is multiplied by 1
  for (const std::string_view parameter : {"size", "reads", "writes", "retention"}) {
    if (!scaled(dataset, parameter, 1)) continue;
    if (!now) now = at(parameter, 1);
    for (const double step : {1 / kStep, kStep}) {
      double same = 1, other = step;
      std::string becomes = at(parameter, other);
      while (becomes == *now && other < kFarthest && other > 1 / kFarthest) {
        same = other, other *= step;
        becomes = at(parameter, other);
      }
      if (becomes == *now) continue;
      while (std::abs(std::log(other / same)) > kPrecision) {
        const double middle = std::sqrt(same * other);
        std::string there = at(parameter, middle);
        if (there == *now)
          same = middle;
        else
          other = middle, becomes = std::move(there);
      }
      FlipPoint point;
      point.parameter = std::string(parameter);
      point.factor = other;
      point.before = same;
      point.becomes = std::move(becomes);
      point.value = value_of(load, parameter, point.unit) * other;
      if (parameter == "retention" && point.value < kLeastDays) continue;
      point.text = point.unit == "bytes"
                       ? fmt::format("about {}", size_text(Bytes{rounded(point.value)}))
                       : fmt::format("about {} {}", count_text(rounded(point.value)), point.unit);
      points.push_back(std::move(point));
    }
  }
  return points;
}

}  // namespace cloudplan
