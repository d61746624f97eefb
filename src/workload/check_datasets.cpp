// What the members of a dataset say together.

#include "cloudplan/quantity.hpp"
#include "support/printable.hpp"
#include "workload/workload_text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string size_text(Bytes size) { return format_quantity(QuantityKind::bytes, size.value); }

void check_peak(const JsonCursor& at, std::string_view key, std::optional<PerSecond> peak,
                std::string_view mean_key, std::optional<PerSecond> mean) {
  if (!peak || !mean || peak->value >= mean->value) return;
  place_of(at, key).error(
      {fmt::format("the peak, {}, is below the mean, {}", format_quantity(QuantityKind::rate, peak->value),
                   format_quantity(QuantityKind::rate, mean->value)),
       fmt::format("at least \"{}\"", mean_key),
       {}});
}

void check_records(const Dataset& data, const JsonCursor& at) {
  if (!has(at, "size") && !(has(at, "rows") && has(at, "row_size")))
    at.error(
        {"a dataset of records does not say how large it is", "rows and row_size, or size",
         has(at, "rows") ? R"(add "row_size": "512 B")" : R"(add "rows": 2000000, "row_size": "512 B")"});
  check_peak(at, "peak_reads", data.peak_reads, "reads", data.reads);
  check_peak(at, "peak_writes", data.peak_writes, "writes", data.writes);
  const bool counted = data.rows && data.row_size;
  const auto whole = data.size ? data.size
                     : counted ? std::optional(*data.row_size * *data.rows)
                               : std::nullopt;
  if (whole && data.working_set && data.working_set->value > whole->value)
    place_of(at, "working_set")
        .error({"the working set is larger than the data", fmt::format("at most {}", size_text(*whole)), {}});
  if (!data.size || !counted) return;
  // Indexes and free space make the whole larger than its rows, but not tenfold.
  const double rows = *data.rows * data.row_size->value;
  if (data.size->value < 0.5 * rows || data.size->value > 10 * rows)
    place_of(at, "size")
        .warning({fmt::format("rows x row_size is {}, far from this", size_text({rows})), {}, {}});
}

void check_files(const Dataset& data, const JsonCursor& at) {
  if (data.size && data.objects && *data.objects > data.size->value)
    place_of(at, "objects")
        .error({"more objects than bytes",
                fmt::format("at most {}", format_quantity(QuantityKind::count, data.size->value)),
                {}});
  if (data.hot_for && data.retention && data.hot_for->value > data.retention->value)
    place_of(at, "hot_for")
        .error({"\"hot_for\" is above \"retention\": an object is read for longer than it is kept",
                fmt::format("at most {}", format_quantity(QuantityKind::duration, data.retention->value)),
                {}});
  if (data.access == Access::archive && data.reads_per_month.value_or(0) >= 1)
    place_of(at, "access")
        .warning({"an archive that is read every month",
                  {},
                  "an archive class takes hours to answer and charges each read; \"cold\" may be meant"});
  if (data.access == Access::archive && data.latency_p99 && data.latency_p99->value < 60)
    place_of(at, "latency_p99")
        .error({"an archive does not answer within a minute",
                "no latency_p99, or access \"cold\" or warmer",
                {}});
}

// What a growth makes of the data until the end of the horizon.
void check_growth(const Dataset& data, Seconds horizon, const JsonCursor& at) {
  constexpr double kMost = 1e21;  // a thousand exabytes: no provider keeps so much of anybody's
  const bool counted = data.rows && data.row_size;
  const double now = data.size ? data.size->value : counted ? *data.rows * data.row_size->value : 0;
  const double end = now * std::pow(1 + data.growth_per_month, horizon.value / kSecondsPerMonth);
  if (data.growth_per_month > 0 && !(end <= kMost))
    place_of(at, "growth")
        .error({fmt::format("at this rate the data is {:.0e} times as large at the end of the horizon",
                            end / now),
                "less than 1000 EB at its end", "\"horizon\" says how long it grows"});
}

// A place that its own constraints leave out.
void check_location(const Dataset& data, const JsonCursor& at) {
  const std::string provider = data.location.substr(0, data.location.find('/'));
  const std::vector<std::string>& allowed = data.constraints.providers;
  if (data.location.empty() || allowed.empty()) return;
  if (std::find(allowed.begin(), allowed.end(), provider) == allowed.end())
    place_of(at, "location")
        .error(
            {fmt::format("the data is with {}, which its own \"providers\" leave out", in_quotes(provider)),
             {},
             "leave \"location\" out if it may be moved"});
}

}  // namespace

void check_datasets(const WorkloadText& text) {
  for (std::size_t i = 0; i < text.data.size(); ++i) {
    const JsonCursor& at = text.data[i];
    const JsonValue* const kind = at.value().find("kind");
    if (!kind || kind->string != kind_name(text.workload.data[i].kind)) continue;
    check_growth(text.workload.data[i], text.workload.horizon, at);
    check_location(text.workload.data[i], at);
    if (text.workload.data[i].kind == DatasetKind::records)
      check_records(text.workload.data[i], at);
    else
      check_files(text.workload.data[i], at);
  }
}

}  // namespace cloudplan
