// A small catalog and a plan made by hand, for the tests of reports.

#ifndef CLOUDPLAN_TESTS_REPORT_FIXTURE_HPP_
#define CLOUDPLAN_TESTS_REPORT_FIXTURE_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/report.hpp"
#include "cloudplan/workload.hpp"

#include <string>
#include <vector>

namespace cloudplan {

struct ReportFixture {
  ReportFixture();
  std::string render(ReportFormat format, int columns = 80) const;

  std::vector<std::byte> image;
  Catalog catalog;
  Workload workload;
  Plan plan;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_TESTS_REPORT_FIXTURE_HPP_
