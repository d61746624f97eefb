// What the members of a dataset say together.

#include "cloudplan/quantity.hpp"
#include "workload/workload_text.hpp"

#include <algorithm>

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
  if (!data.size || !data.rows || !data.row_size) {
    if (data.size && data.working_set && data.working_set->value > data.size->value)
      place_of(at, "working_set")
          .error({"the working set is larger than the data",
                  fmt::format("at most {}", size_text(*data.size)),
                  {}});
    return;
  }
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

}  // namespace

void check_datasets(const WorkloadText& text) {
  for (std::size_t i = 0; i < text.data.size(); ++i) {
    const JsonCursor& at = text.data[i];
    const JsonValue* const kind = at.value().find("kind");
    if (!kind || kind->string != kind_name(text.workload.data[i].kind)) continue;
    if (text.workload.data[i].kind == DatasetKind::records)
      check_records(text.workload.data[i], at);
    else
      check_files(text.workload.data[i], at);
  }
}

}  // namespace cloudplan
