#include "cloudplan/explain.hpp"

#include "report/explain_parts.hpp"
#include "report/explain_task.hpp"
#include "report/plan_words.hpp"
#include "support/format_text.hpp"

#include <cmath>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

std::string flops_text(double flops, std::string_view unit) {
  constexpr const char* kPrefixes[] = {"", "k", "M", "G", "T", "P", "E", "Z"};
  std::size_t step = 0;
  while (flops >= 1000 && step + 1 < std::size(kPrefixes)) flops /= 1000, ++step;
  return unbroken(fmt::format("{:.3g} {}{}", flops, kPrefixes[step], unit));
}

std::string bandwidth_text(double bytes_per_second) { return unbroken(size_text({bytes_per_second}) + "/s"); }

std::string short_time_text(double seconds) {
  if (seconds >= 10) return unbroken(time_text({seconds}));
  if (seconds >= 1) return unbroken(fmt::format("{:.3g} s", seconds));
  if (seconds >= 1e-3) return unbroken(fmt::format("{:.3g} ms", seconds * 1e3));
  return seconds > 0 ? unbroken(fmt::format("{:.3g} us", seconds * 1e6)) : "0";
}

std::string gap_text(double ratio) {
  if (!is_known(ratio)) return {};
  if (ratio >= 10) return unbroken(factor_text(ratio) + " times");
  const double percent = (ratio - 1) * 100;
  if (std::abs(percent) < 0.05) return unbroken("0 %");
  return unbroken(std::abs(percent) < 10 ? fmt::format("{:+.1f} %", percent)
                                         : fmt::format("{:+.0f} %", percent));
}

ExplainNumber explained(std::string key, std::string label, double value, std::string unit, std::string text,
                        std::string how) {
  return {std::move(key),  std::move(label),          value,
          std::move(unit), unbroken(std::move(text)), std::move(how)};
}

namespace {

Explanation explain_dataset(const DatasetView& view, const Workload& workload, const Catalog& catalog) {
  std::string headline = dataset_title(*view.dataset);
  headline += view.stores.empty() ? ": nothing can hold it"
                                  : fmt::format(": {} in {}", view.stores.front().name,
                                                place_text(view.stores.front().place));
  return {"dataset", view.dataset->name, std::move(headline), dataset_sections(view, workload, catalog)};
}

}  // namespace

std::vector<Explanation> explain(const Plan& plan, const Workload& workload,
                                 const PerformanceCatalog& performance, const ExplainOptions& options) {
  const Catalog& catalog = performance.catalog();
  const PlanView view = make_view({{}, &workload, &plan}, catalog);
  const OfferQuestion& question = options.question;
  const bool asked = !question.offer.empty() || !question.region.empty() || !question.purchase.empty();
  std::vector<Explanation> made;
  for (std::size_t t = 0; t < view.tasks.size(); ++t) {
    if (!options.item.empty() && workload.tasks[t].name != options.item) continue;
    const TaskExplainer explainer(view.tasks[t], workload, plan, performance);
    if (asked)
      made.push_back(
          explainer.other_offer(question, try_offer(workload, t, question, performance, options.plan)));
    else
      made.push_back(explainer.choice());
  }
  if (asked) return made;
  for (const DatasetView& data : view.data)
    if (options.item.empty() || data.dataset->name == options.item)
      made.push_back(explain_dataset(data, workload, catalog));
  return made;
}

}  // namespace cloudplan
