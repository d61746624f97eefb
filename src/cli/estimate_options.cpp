#include "estimate_options.hpp"

#include "option_builders.hpp"
#include "report_output.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace cloudplan::cli {

namespace {

const std::vector<std::string> kFormats = {"table", "json", "markdown", "csv", "html", "ndjson"};

}  // namespace

ReportFormat report_format(const std::string& format, const std::string& output) {
  constexpr std::pair<std::string_view, ReportFormat> kEndings[] = {{".json", ReportFormat::json},
                                                                    {".md", ReportFormat::markdown},
                                                                    {".csv", ReportFormat::csv},
                                                                    {".html", ReportFormat::html}};
  if (is_json(format)) return ReportFormat::json;
  const auto named = std::find(kFormats.begin(), kFormats.end(), format);
  if (named != kFormats.end()) return static_cast<ReportFormat>(named - kFormats.begin());
  for (const auto& [ending, meant] : kEndings)
    if (output.size() > ending.size() &&
        output.compare(output.size() - ending.size(), ending.size(), ending) == 0)
      return meant;
  return ReportFormat::table;
}

std::vector<Option> estimate_options(EstimateOptions& o) {
  Option files =
      value("file", "FILE...", "Workload files; - is standard input", &o.files, "Options", {}, "file");
  files.required = true;
  const std::string report = "Report";
  std::vector<Option> made = {
      files,
      value("--format", "FORMAT",
            "table, json, ndjson, markdown, csv or html; else what the output's name ends in", &o.format,
            report, kFormats),
      value("-o,--output", "FILE", "Write the report to this file, whole or not at all", &o.output, report,
            {}, "file"),
      flag("--pareto", "The front of cost and time too: the plans that nothing beats in both", &o.pareto,
           report),
      flag("-v,--verbose", "Show sources, everything ruled out, and progress on standard error", &o.verbose,
           report),
      flag("-q,--quiet", "No warnings on standard error", &o.quiet, report),
      flag("--strict", "Exit code 5 when a price is missing", &o.strict, report)};
  for (Option& option : planning_options(o.planning)) made.push_back(std::move(option));
  return made;
}

}  // namespace cloudplan::cli
