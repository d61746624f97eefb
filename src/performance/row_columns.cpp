#include "performance/row_columns.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cloudplan {

RowColumns::RowColumns(const CsvReader& csv) {
  using Row = MeasurementRow;
  const std::pair<std::string_view, std::string Row::*> texts[] = {
      {"task", &Row::task},           {"family", &Row::family},       {"model", &Row::model},
      {"dataset", &Row::dataset},     {"framework", &Row::framework}, {"device", &Row::device},
      {"instance", &Row::instance},   {"precision", &Row::precision}, {"image_size", &Row::image_size},
      {"throughput_unit", &Row::unit}};
  const std::pair<std::string_view, double Row::*> numbers[] = {
      {"params_millions", &Row::parameters_millions},
      {"flops_per_sample_forward", &Row::forward_flops},
      {"seq_len", &Row::seq_len},
      {"year", &Row::year},
      {"device_count", &Row::device_count},
      {"nodes", &Row::nodes},
      {"global_batch", &Row::global_batch},
      {"epochs", &Row::epochs},
      {"depth", &Row::depth},
      {"features", &Row::features},
      {"rows", &Row::rows}};
  for (const auto& [name, member] : texts)
    if (const std::size_t at = csv.column(name); at != CsvReader::kNoColumn) texts_.emplace_back(at, member);
  for (const auto& [name, member] : numbers)
    if (const std::size_t at = csv.column(name); at != CsvReader::kNoColumn)
      numbers_.emplace_back(at, member);
}

MeasurementRow RowColumns::read(const CsvReader& csv, std::vector<std::string>* problems) const {
  MeasurementRow out;
  for (const auto& [at, member] : texts_) out.*member = std::string(csv.cell(at));
  for (const auto& [at, member] : numbers_) {
    bool bad = false;
    out.*member = number_of(csv.cell(at), &bad);
    const bool zero_epochs =
        member == &MeasurementRow::epochs && out.*member == 0;  // inference tables write 0
    if (bad || (out.*member <= 0 && !zero_epochs)) problems->push_back(csv.header()[at]);
    if (out.*member <= 0) out.*member = kUnknown;
  }
  return out;
}

namespace {

// More than any count of operations, parameters or rows.
constexpr double kLargestNumber = 1e20;

// What tools write for a cell without a value.
bool is_blank(std::string_view text) {
  constexpr std::array<std::string_view, 8> kBlanks = {"", "nan", "NaN", "NA", "N/A", "null", "None", "-"};
  return std::find(kBlanks.begin(), kBlanks.end(), text) != kBlanks.end();
}

}  // namespace

double number_of(std::string_view text, bool* bad) {
  if (is_blank(text)) return kUnknown;
  double out = 0;
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, out);
  *bad = error != std::errc() || at != end || !(std::abs(out) <= kLargestNumber);
  return *bad ? kUnknown : out;
}

}  // namespace cloudplan
