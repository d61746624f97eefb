#include "cloudplan/own_measurements.hpp"

#include "performance/row_columns.hpp"
#include "support/csv.hpp"
#include "support/printable.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace cloudplan {

namespace {

// Beyond it a figure is of another unit, of one device, or of another job.
constexpr double kLargestRatio = 30;

std::string_view kind_name(JobKind kind) {
  switch (kind) {
    case JobKind::train:
      return "training";
    case JobKind::generate:
      return "generation";
    case JobKind::tabular_fit:
      return "a fit";
    default:
      return "inference";
  }
}

// Whether a text has the form of a date, "2026-11-22".
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t at : {0UL, 1UL, 2UL, 3UL, 5UL, 6UL, 8UL, 9UL})
    if (text[at] < '0' || text[at] > '9') return false;
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  return two(5) >= 1 && two(5) <= 12 && two(8) >= 1 && two(8) <= 31;
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view file, std::string_view today,
         const PerformanceCatalog* catalog)
      : csv_(text, file), columns_(csv_), today_(today), catalog_(catalog) {
    throughput_ = csv_.column("throughput");
    if (throughput_ != CsvReader::kNoColumn) return;
    const std::string_view near = closest_name("throughput", {csv_.header().begin(), csv_.header().end()});
    throw InputError({csv_.header_diagnostic(
        0, "no column is called \"throughput\"",
        near.empty()
            ? "the measured items a second, over all devices; the other columns are those of predict --csv"
            : fmt::format("is {} meant?", in_quotes(near)))});
  }

  std::vector<OwnMeasurement> all() {
    while (csv_.next()) read_row();
    if (!mistakes_.empty()) throw InputError(std::move(mistakes_));
    return std::move(measurements_);
  }

 private:
  void mistake(std::string_view column, std::string message, std::string hint = {}) {
    const std::size_t at = csv_.column(column);
    mistakes_.push_back(
        csv_.diagnostic(at == CsvReader::kNoColumn ? 0 : at, std::move(message), std::move(hint)));
  }

  void read_row() {
    const std::size_t before = mistakes_.size();
    OwnMeasurement made;
    std::vector<std::string> bad;
    made.row = columns_.read(csv_, &bad);
    for (const std::string& column : bad) mistake(column, "not a positive number");
    bool wrong = false;
    made.throughput = number_of(csv_.cell(throughput_), &wrong);
    if (wrong || !(made.throughput > 0)) mistake("throughput", "not a positive number");
    made.date = std::string(csv_.cell_or_blank(csv_.column("date")));
    if (made.date.empty()) made.date = std::string(today_);
    if (!is_date(made.date)) mistake("date", "not a date", "write it like 2026-11-22");
    if (made.row.model.empty()) mistake("model", "a measurement needs a model");
    if (mistakes_.size() == before && catalog_ != nullptr) check(made);
    if (mistakes_.size() == before) measurements_.push_back(std::move(made));
  }

  void check(const OwnMeasurement& made) {
    const OwnFinding finding = finding_of(made, *catalog_);
    if (!finding.problem.empty()) {
      const bool machine = finding.problem.find("model") == std::string::npos && !made.row.device.empty();
      return mistake(machine ? "device" : "model", finding.problem);
    }
    if (std::abs(std::log(finding.ratio)) <= std::log(kLargestRatio)) return;
    mistake("throughput",
            fmt::format("{:.3g} {} is {:.3g} times the prediction", made.throughput, printable(finding.unit),
                        finding.ratio),
            "give the total over all devices, and its throughput_unit");
  }

  CsvReader csv_;
  RowColumns columns_;
  std::string_view today_;
  const PerformanceCatalog* catalog_;
  std::size_t throughput_ = 0;
  std::vector<OwnMeasurement> measurements_;
  std::vector<Diagnostic> mistakes_;
};

// What makes two measurements ones of the same thing.
auto setting_of(const OwnMeasurement& m) {
  const MeasurementRow& r = m.row;
  const auto number = [](double value) { return is_known(value) ? value : -1; };
  return std::tuple(r.task, r.model, r.device, r.instance, r.precision, r.image_size, r.dataset, r.framework,
                    r.unit, number(r.device_count), number(r.nodes), number(r.global_batch),
                    number(r.seq_len), number(r.epochs), number(r.depth), number(r.features), number(r.rows));
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : std::sqrt(values[half - 1] * values[half]);
}

}  // namespace

OwnFinding finding_of(const OwnMeasurement& measurement, const PerformanceCatalog& catalog) {
  OwnFinding made;
  RowJob row = job_of_row(measurement.row, catalog);
  if (row.unknown_model) row.hint = model_hint(measurement.row.model, catalog);
  made.model = row.model;
  made.kind = row.job.kind;
  made.unit = row.unit;
  const Prediction p = row.problem.empty() ? predict(catalog.model(), row.job, row.machine) : Prediction{};
  if (p.status != PredictionStatus::ok) {
    made.problem = describe_status(row, p);
    return made;
  }
  made.predicted = p.throughput;
  made.ratio = measurement.throughput / p.throughput;
  return made;
}

std::vector<OwnMeasurement> read_own_measurements(std::string_view csv, std::string_view file,
                                                  std::string_view today, const PerformanceCatalog* catalog) {
  return Reader(csv, file, today, catalog).all();
}

std::string own_measurements_csv(const std::vector<OwnMeasurement>& measurements) {
  std::string out =
      "task,family,model,dataset,framework,device,instance,precision,image_size,throughput_unit,params_"
      "millions,"
      "flops_per_sample_forward,seq_len,year,device_count,nodes,global_batch,epochs,depth,features,rows,"
      "throughput,"
      "date\n";
  for (const OwnMeasurement& m : measurements) {
    const MeasurementRow& r = m.row;
    for (const std::string* text : {&r.task, &r.family, &r.model, &r.dataset, &r.framework, &r.device,
                                    &r.instance, &r.precision, &r.image_size, &r.unit})
      out += csv_cell(*text) + ',';
    for (const double number : {r.parameters_millions, r.forward_flops, r.seq_len, r.year, r.device_count,
                                r.nodes, r.global_batch, r.epochs, r.depth, r.features, r.rows})
      out += (is_known(number) ? fmt::format("{},", number) : ",");
    out += fmt::format("{},{}\n", m.throughput, m.date);
  }
  return out;
}

std::vector<OwnMeasurement> merge_measurements(std::vector<OwnMeasurement> old,
                                               const std::vector<OwnMeasurement>& added) {
  for (const OwnMeasurement& one : added) {
    const auto same = std::find_if(old.begin(), old.end(),
                                   [&](const OwnMeasurement& m) { return setting_of(m) == setting_of(one); });
    if (same == old.end())
      old.push_back(one);
    else
      *same = one;
  }
  return old;
}

std::vector<OwnShift> own_shifts(const std::vector<OwnMeasurement>& measurements,
                                 const PerformanceCatalog& catalog) {
  std::map<std::pair<std::string, JobKind>, std::pair<OwnShift, std::vector<double>>> found;
  for (const OwnMeasurement& measurement : measurements) {
    const OwnFinding finding = finding_of(measurement, catalog);
    if (!finding.problem.empty()) continue;
    auto& [shift, ratios] = found[{finding.model, finding.kind}];
    shift.model = finding.model;
    shift.kind = finding.kind;
    shift.newest = std::max(shift.newest, measurement.date);
    ratios.push_back(finding.ratio);
  }
  std::vector<OwnShift> shifts;
  for (auto& [key, value] : found) {
    value.first.measurements = value.second.size();
    value.first.ratio = median(value.second);
    shifts.push_back(std::move(value.first));
  }
  return shifts;
}

void anchor_prediction(Prediction& prediction, double ratio) {
  const double low = prediction.p10 / prediction.throughput, high = prediction.p90 / prediction.throughput;
  prediction.throughput *= ratio;
  prediction.p10 = prediction.throughput * std::sqrt(low);
  prediction.p90 = prediction.throughput * std::sqrt(high);
  prediction.seconds /= ratio;
}

Prediction predict_row(const RowJob& row, const PerformanceCatalog& catalog) {
  if (!row.problem.empty()) return {};
  Prediction made = predict(catalog.model(), row.job, row.machine);
  if (row.own != nullptr && made.status == PredictionStatus::ok) anchor_prediction(made, row.own->ratio);
  return made;
}

std::string describe_own_shift(const OwnShift& shift) {
  const bool one = shift.measurements == 1;
  const bool slower = shift.ratio < 1;
  return fmt::format(
      "calibrated by {} measurement{} of {} of your own ({}{}), {}: {:.3g} times as {} as predicted, "
      "and the band is half as wide",
      shift.measurements, one ? "" : "s", printable(shift.model), one ? "" : "newest ",
      printable(shift.newest), kind_name(shift.kind), slower ? 1 / shift.ratio : shift.ratio,
      slower ? "slow" : "fast");
}

}  // namespace cloudplan
