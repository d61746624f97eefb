#include "calibrate/report.hpp"

#include "calibrate/validation.hpp"
#include "performance/constants.hpp"
#include "performance/names.hpp"
#include "support/csv.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

namespace cloudplan {
namespace {

struct Line {
  std::string table, key;
  double value = 0, error = kUnknown;
  auto order() const { return std::tie(table, key); }
};

std::vector<Line> lines_of(const Fit& fit, PerformanceModel model) {
  std::vector<Line> out;
  std::map<std::pair<std::string, std::string>, double> errors;
  for (const Parameter& p : fit.parameters()) errors[{p.table, p.key}] = p.error;
  for (const performance::ModelConstant& c : performance::constants_of(&model)) {
    const auto at = errors.find({c.table, c.key});
    out.push_back({c.table, c.key, *c.value, at == errors.end() ? kUnknown : at->second * *c.value});
  }
  for (std::size_t p = fit.globals(); p < fit.parameters().size(); ++p) {
    const Parameter& parameter = fit.parameters()[p];
    const double value = std::exp(parameter.value);
    out.push_back({parameter.table, parameter.key, value, parameter.error * value});
  }
  std::set<std::string> devices;
  for (const FitRow& row : fit.rows()) {
    if (row.work_is_learned && row.learned >= 0)
      out.push_back({"learned.flops", fit.learned_keys()[static_cast<std::size_t>(row.learned)],
                     row.row.job.model.forward_flops, kUnknown});
    if (row.row.machine.has_accelerator && devices.insert(row.device).second)
      out.push_back({"measured.device", row.device, 1, kUnknown});
  }
  std::sort(out.begin(), out.end(), [](const Line& a, const Line& b) { return a.order() < b.order(); });
  const auto last = std::unique(out.begin(), out.end(),
                                [](const Line& a, const Line& b) { return a.order() == b.order(); });
  out.erase(last, out.end());
  return out;
}

void add_line(const std::string& name, const std::vector<double>& residuals, std::string* out) {
  const ErrorSummary s = summarize(residuals);
  fmt::format_to(std::back_inserter(*out), "{:36} {:6} {:6}  {:6.3f} {:7.2f}  {:5.1f}%  {:5.1f}%\n", name,
                 s.rows, s.answered, s.median, s.p90, 100 * s.within_125, 100 * s.within_2);
}

}  // namespace

std::string constants_csv(const Fit& fit, const PerformanceModel& model) {
  std::string out = "table,key,value,error\n";
  for (const Line& line : lines_of(fit, model)) {
    const std::string error =
        std::isfinite(line.error) && line.error > 0 ? fmt::format("{:.3g}", line.error) : "";
    fmt::format_to(std::back_inserter(out), "{},{},{:.5g},{}\n", line.table, csv_cell(line.key), line.value,
                   error);
  }
  return out;
}

std::string constants_markdown(const Fit& fit) {
  std::string out =
      "| table | constant | prior | fitted | standard error | meaning |\n|---|---|--:|--:|--:|---|\n";
  for (std::size_t i = 0; i < fit.globals(); ++i) {
    const Parameter& p = fit.parameters()[i];
    fmt::format_to(std::back_inserter(out), "| `{}` | `{}` | {:.3g} | {:.3g} | {:.0f}% | {} |\n", p.table,
                   p.key, std::exp(p.prior), std::exp(p.value), 100 * p.error, p.meaning);
  }
  return out;
}

std::string residuals_csv(const Fit& fit, const Residuals& residuals) {
  std::string out = "id,source,device,model,family,task,bottleneck,fitted,device_out,model_out,source_out\n";
  for (std::size_t i = 0; i < fit.rows().size(); ++i) {
    const FitRow& row = fit.rows()[i];
    fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{},{}", csv_cell(row.id), csv_cell(row.source),
                   csv_cell(row.device), csv_cell(row.model), row.family, row.task,
                   bottleneck_name(fit.predict_row(i).bottleneck));
    for (const std::vector<double>* which : {&residuals.fitted, &residuals.by_device.residuals,
                                             &residuals.by_model.residuals, &residuals.by_source.residuals})
      out += i < which->size() && std::isfinite((*which)[i]) ? fmt::format(",{:.4f}", (*which)[i]) : ",";
    out += '\n';
  }
  return out;
}

std::string error_table(const Fit& fit, const std::vector<double>& residuals, std::string_view title) {
  std::map<std::string, std::vector<double>> groups;
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    const FitRow& row = fit.rows()[i];
    groups["family " + row.family + " " + row.task].push_back(residuals[i]);
    groups["source " + row.source].push_back(residuals[i]);
    groups["device " + row.device].push_back(residuals[i]);
  }
  std::string out = fmt::format("{}\n{:36} {:>6} {:>6}  {:>6} {:>7}  {:>6}  {:>6}\n", title, "", "rows",
                                "answ.", "median", "p90", "<1.25x", "<2x");
  add_line("all", residuals, &out);
  for (const auto& [name, members] : groups) add_line(name, members, &out);
  return out;
}

std::string error_figure(const Fit& fit, const std::vector<double>& residuals, ModelFamily family) {
  constexpr double kWidth = 640, kHeight = 320, kMargin = 40;
  double least = 1e300, most = 0;
  std::vector<std::size_t> members;
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    if (!std::isfinite(residuals[i]) || fit.rows()[i].row.job.model.family != family) continue;
    members.push_back(i);
    least = std::min(least, fit.rows()[i].throughput);
    most = std::max(most, fit.rows()[i].throughput);
  }
  if (members.empty()) return {};
  const double span = std::max(std::log(most / least), 1e-9);
  const auto y_of = [&](double residual) {
    return kHeight / 2 - std::clamp(residual, -1.7, 1.7) / 1.7 * (kHeight / 2 - kMargin);
  };
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" font-family=\"sans-serif\" "
      "font-size=\"11\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"white\"/>\n"
      "<text x=\"{2}\" y=\"18\">{3}: predicted / measured against measured throughput, {4} rows</text>\n",
      kWidth, kHeight, kMargin, family_name(family), members.size());
  for (const auto& [factor, label] :
       {std::pair{0.5, "0.5"}, {0.8, "0.8"}, {1.0, "1"}, {1.25, "1.25"}, {2.0, "2"}}) {
    const double y = y_of(std::log(factor));
    fmt::format_to(std::back_inserter(out),
                   "<line x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"#bbb\"/><text x=\"6\" "
                   "y=\"{3:.1f}\">{4}</text>\n",
                   kMargin, kWidth - 10, y, y + 4, label);
  }
  for (const std::size_t i : members) {
    const double x = kMargin + std::log(fit.rows()[i].throughput / least) / span * (kWidth - kMargin - 10);
    const std::string_view color = fit.rows()[i].row.machine.has_accelerator ? "#1f6fb2" : "#c0562b";
    fmt::format_to(std::back_inserter(out),
                   "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"1.6\" fill=\"{}\" fill-opacity=\"0.45\"/>\n", x,
                   y_of(residuals[i]), color);
  }
  out += "</svg>\n";
  return out;
}

}  // namespace cloudplan
