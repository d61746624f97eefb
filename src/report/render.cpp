#include "cloudplan/report.hpp"

#include "report/renderers.hpp"

namespace cloudplan {

std::string render(std::span<const PlanDocument> documents, const Catalog& catalog,
                   const ReportOptions& options) {
  std::vector<PlanView> plans;
  for (const PlanDocument& document : documents) plans.push_back(make_view(document, catalog));
  switch (options.format) {
    case ReportFormat::table:
      return render_table(plans, options);
    case ReportFormat::json:
      return render_json(plans);
    case ReportFormat::markdown:
      return render_markdown(plans);
    case ReportFormat::csv:
      return render_csv(plans);
    case ReportFormat::html:
      return render_html(plans);
  }
  return {};
}

std::string render(const Plan& plan, const Workload& workload, const Catalog& catalog,
                   const ReportOptions& options) {
  const PlanDocument document{"", &workload, &plan};
  return render(std::span(&document, 1), catalog, options);
}

}  // namespace cloudplan
