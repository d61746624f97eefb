#include "cloudplan/predict_table.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/own_measurements.hpp"
#include "performance/names.hpp"
#include "performance/row_columns.hpp"
#include "support/csv.hpp"

#include <fmt/core.h>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <vector>

namespace cloudplan {
namespace {

constexpr std::array<std::string_view, 6> kAppended = {"predicted_throughput", "unit",  "p10", "p90",
                                                       "bottleneck",           "status"};

std::string number(double value) {
  return std::isfinite(value) ? fmt::format("{:.6g}", value) : std::string();
}

std::string record(const RowJob& row, const Prediction& p, const std::string& status) {
  const bool ok = p.status == PredictionStatus::ok;
  return fmt::format("{},{},{},{},{},{}", ok ? number(p.throughput) : "", csv_cell(row.unit),
                     ok ? number(p.p10) : "", ok ? number(p.p90) : "",
                     ok ? bottleneck_name(p.bottleneck) : "", csv_cell(status));
}

}  // namespace

std::string predict_table(std::string_view text, std::string_view file, const PerformanceCatalog& catalog) {
  CsvReader csv(text, file);
  for (const std::string_view name : kAppended)
    if (const std::size_t at = csv.column(name); at != CsvReader::kNoColumn)
      throw InputError({csv.header_diagnostic(
          at, fmt::format("the column '{}' is one that predict appends", name), "rename or remove it")});
  const RowColumns columns(csv);
  std::string out;
  std::map<std::string, std::string> hints;  // by model: looking for the nearest name takes time
  const auto hint_of = [&](const std::string& model) {
    const auto [at, added] = hints.emplace(model, "");
    if (added) at->second = model_hint(model, catalog);
    return at->second;
  };
  const auto append = [&](std::string_view cell) { out += csv_cell(cell), out += ','; };
  for (const std::string& name : csv.header()) append(name);
  out += "predicted_throughput,unit,p10,p90,bottleneck,status\n";
  while (csv.next()) {
    std::vector<std::string> problems;
    const MeasurementRow asked = columns.read(csv, &problems);
    RowJob row = job_of_row(asked, catalog);
    if (!problems.empty()) row.problem = "not a positive number: " + problems.front();
    const Prediction prediction = predict_row(row, catalog);
    for (std::size_t i = 0; i < csv.header().size(); ++i) append(csv.cell(i));
    if (row.unknown_model && prediction.reason == Reason::unknown_work) row.hint = hint_of(asked.model);
    out += record(row, prediction, describe_status(row, prediction)) + '\n';
  }
  return out;
}

}  // namespace cloudplan
