#include "predict_output.hpp"

#include "performance/names.hpp"
#include "report/json_parts.hpp"
#include "support/csv.hpp"
#include "support/format_text.hpp"
#include "support/json_writer.hpp"

#include <cmath>
#include <cstdlib>
#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

void write_question(JsonWriter& json, const MeasurementRow& question) {
  const std::pair<std::string_view, const std::string&> texts[] = {
      {"task", question.task},           {"family", question.family},        {"model", question.model},
      {"framework", question.framework}, {"device", question.device},        {"instance", question.instance},
      {"precision", question.precision}, {"image_size", question.image_size}};
  const std::pair<std::string_view, double> numbers[] = {{"params_millions", question.parameters_millions},
                                                         {"flops_per_sample_forward", question.forward_flops},
                                                         {"seq_len", question.seq_len},
                                                         {"year", question.year},
                                                         {"device_count", question.device_count},
                                                         {"nodes", question.nodes},
                                                         {"global_batch", question.global_batch},
                                                         {"epochs", question.epochs},
                                                         {"depth", question.depth},
                                                         {"features", question.features},
                                                         {"rows", question.rows}};
  json.begin_object("question");
  for (const auto& [name, text] : texts)
    if (!text.empty()) json.text(name, text);
  for (const auto& [name, number] : numbers)
    if (is_known(number)) json.text(name, fmt::format("{:.15g}", number));
  json.end_object();
}

void write_details(JsonWriter& json, const Prediction& p) {
  json.begin_object("details");
  json.text("precision", describe_precision(p.precision));
  json.number("seconds", p.seconds);
  json.number("global_batch", p.global_batch);
  write_step_seconds(json, p.step);
  json.number("memory_needed_bytes", p.memory_needed_bytes, 12);
  json.number("memory_available_bytes", p.memory_available_bytes, 12);
  json.end_object();
}

void begin_document(JsonWriter& json) {
  json.begin_object();
  json.text("schema", "cloudplan.prediction/1");
  json.begin_array("predictions");
}

std::string end_document(JsonWriter& json) {
  json.end_array();
  json.end_object();
  return json.take();
}

// Four digits that count, the way people write them: "58,850", "369", "0.3469".
std::string digits(double value) {
  if (!(value >= 1000)) return fmt::format("{:.4g}", value);
  const double step = std::pow(10, std::floor(std::log10(value)) - 3);
  return count_text(std::round(value / step) * step);
}

}  // namespace

std::string prediction_as_text(const RowJob& row, const Prediction& p) {
  if (p.status != PredictionStatus::ok) return describe_status(row, p) + "\n";
  const StepTime& t = p.step;
  const double total = t.total > 0 ? t.total : 1;
  const auto share = [&](double part) { return 100 * part / total; };
  std::string text = fmt::format("{} {} (10th to 90th percentile: {} to {})\n", digits(p.throughput),
                                 row.unit, digits(p.p10), digits(p.p90));
  text += fmt::format("status      {}\nbottleneck  {}\nprecision   {}\n", describe_status(row, p),
                      describe_bottleneck(p.bottleneck), describe_precision(p.precision));
  if (row.job.kind == JobKind::tabular_fit)
    return text + fmt::format("time        {} s\n", digits(p.seconds));
  text += fmt::format("batch       {}\n", digits(p.global_batch));
  text += fmt::format("step        {} s; each part alone:\n", digits(t.total));
  text += fmt::format(
      "            compute {:.0f} %, memory {:.0f} %, input {:.0f} %,\n"
      "            communication {:.0f} %, overhead {:.0f} %\n",
      share(t.compute), share(t.memory), share(t.input), share(t.communication), share(t.overhead));
  if (p.memory_needed_bytes > 0)
    text += fmt::format("memory      {:.3g} GiB needed, {:.3g} GiB usable\n",
                        p.memory_needed_bytes / kGibibyte, p.memory_available_bytes / kGibibyte);
  return text;
}

std::string prediction_as_json(const MeasurementRow& question, const RowJob& row, const Prediction& p) {
  const bool ok = p.status == PredictionStatus::ok;
  JsonWriter json;
  begin_document(json);
  json.begin_object();
  write_question(json, question);
  json.number("throughput", ok ? p.throughput : kUnknown);
  text_or_null(json, "unit", row.unit);
  json.number("p10", ok ? p.p10 : kUnknown);
  json.number("p90", ok ? p.p90 : kUnknown);
  text_or_null(json, "bottleneck", ok ? bottleneck_name(p.bottleneck) : "");
  json.text("status", describe_status(row, p));
  if (ok) write_details(json, p);
  json.end_object();
  return end_document(json);
}

std::string predictions_as_json(std::string_view text) {
  CsvReader csv(text, "predictions");
  const std::size_t first = csv.column("predicted_throughput");  // the six appended columns end the row
  JsonWriter json;
  begin_document(json);
  while (csv.next()) {
    const auto number = [&](std::size_t at) {
      return csv.cell(at).empty() ? kUnknown : std::strtod(std::string(csv.cell(at)).c_str(), nullptr);
    };
    json.begin_object();
    json.begin_object("question");
    for (std::size_t i = 0; i < first; ++i) json.text(csv.header()[i], csv.cell(i));
    json.end_object();
    json.number("throughput", number(first));
    text_or_null(json, "unit", csv.cell(first + 1));
    json.number("p10", number(first + 2));
    json.number("p90", number(first + 3));
    text_or_null(json, "bottleneck", csv.cell(first + 4));
    json.text("status", csv.cell(first + 5));
    json.end_object();
  }
  return end_document(json);
}

}  // namespace cloudplan::cli
