#include "commands.hpp"

#include "cloudplan/contradictions.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/workload.hpp"
#include "github.hpp"
#include "mapped_file.hpp"
#include "open_catalog.hpp"
#include "report_output.hpp"
#include "vocabulary.hpp"

#include <memory>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace cloudplan::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ValidateOptions {
  std::vector<std::string> files;
  std::string format = "text";
  std::string output;
  CatalogChoice catalog;
  bool deny_warnings = false;
};

// What was found in one file, in its order.
struct Finding {
  std::string file;
  bool valid = false;
  std::vector<Diagnostic> diagnostics;
};

Finding validate(const std::string& file, const Vocabulary& vocabulary, const Catalog& catalog) {
  Finding finding{.file = file == "-" ? "<stdin>" : file, .valid = false, .diagnostics = {}};
  try {
    const std::string text = read_text(file);
    const Workload workload = parse_workload(text, finding.file, vocabulary, &finding.diagnostics);
    const std::vector<Diagnostic> found = contradictions(text, finding.file, workload, catalog);
    finding.valid = found.empty();
    finding.diagnostics.insert(finding.diagnostics.end(), found.begin(), found.end());
  } catch (const InputError& e) {
    finding.diagnostics = e.diagnostics();
  }
  return finding;
}

Json to_json(const Diagnostic& diagnostic) {
  Json json = {{"severity", diagnostic.severity == Severity::error ? "error" : "warning"}};
  if (diagnostic.line > 0) {
    json["line"] = diagnostic.line;
    json["column"] = diagnostic.column;
    json["pointer"] = diagnostic.pointer;
  }
  json["message"] = diagnostic.message;
  if (!diagnostic.expected.empty()) json["expected"] = diagnostic.expected;
  if (!diagnostic.hint.empty()) json["hint"] = diagnostic.hint;
  return json;
}

std::string as_json(const std::vector<Finding>& findings) {
  bool valid = true;
  Json files = Json::array();
  for (const Finding& finding : findings) {
    valid = valid && finding.valid;
    Json diagnostics = Json::array();
    for (const Diagnostic& diagnostic : finding.diagnostics) diagnostics.push_back(to_json(diagnostic));
    files.push_back(
        {{"file", finding.file}, {"valid", finding.valid}, {"diagnostics", std::move(diagnostics)}});
  }
  const Json report = {{"schema", "cloudplan.validation/1"}, {"valid", valid}, {"files", std::move(files)}};
  constexpr int kIndent = 2;
  return report.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

// What is wrong goes to standard error, as from a compiler.
std::string as_text(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    for (const Diagnostic& diagnostic : finding.diagnostics) tell(diagnostic.to_string());
    const std::size_t warnings = finding.diagnostics.size();
    if (finding.valid && warnings == 0) text += fmt::format("{}: valid\n", finding.file);
    if (finding.valid && warnings > 0)
      text += fmt::format("{}: valid, {} warning{}\n", finding.file, warnings, warnings == 1 ? "" : "s");
  }
  return text;
}

void annotate_mistakes(const std::vector<Finding>& findings, const Environment& environment) {
  for (const Finding& finding : findings)
    for (const Diagnostic& d : finding.diagnostics)
      annotate(environment, d.severity == Severity::error ? Annotation::error : Annotation::warning,
               finding.file, d.line, d.column, "cloudplan validate",
               d.hint.empty() ? d.message : d.message + "; " + d.hint);
}

int run(const ValidateOptions& options, const Environment& environment) {
  std::vector<Finding> findings;
  bool good = true;
  const OpenCatalog catalog(options.catalog, environment);
  const KnownNames names(catalog.get());
  for (const std::string& file : options.files) {
    const Finding& finding = findings.emplace_back(validate(file, names.vocabulary(), catalog.get()));
    good = good && finding.valid && (finding.diagnostics.empty() || !options.deny_warnings);
  }
  annotate_mistakes(findings, environment);
  const bool json = is_json(options.format);
  write_report(options.output,
               json ? in_format(as_json(findings), options.format, "files") : as_text(findings));
  return good ? kOk : kBadInput;
}

}  // namespace

Command validate_command() {
  auto options = std::make_shared<ValidateOptions>();
  std::vector<Option> all = {{.flags = "file",
                              .value = "FILE...",
                              .help = "Workload files; - is standard input",
                              .target = &options->files,
                              .required = true,
                              .completes = "file"},
                             {.flags = "--format",
                              .value = "FORMAT",
                              .help = "text, json or ndjson",
                              .target = &options->format,
                              .choices = {"text", "json", "ndjson"}},
                             output_option(&options->output),
                             {.flags = "--deny-warnings",
                              .help = "Warnings make the exit code 2 too",
                              .target = &options->deny_warnings}};
  for (Option& option : catalog_options(options->catalog)) all.push_back(std::move(option));
  return {
      .name = "validate",
      .summary = "Check workload files",
      .description =
          "Reads workload files and reports every mistake in them, each with its line, its column and what "
          "was expected; limits that leave a task no machine or data no place are mistakes, too. Exit code 2 "
          "when a "
          "file is not valid.",
      .examples =
          "  cloudplan validate workload.json\n"
          "  cloudplan validate --format json services/*/workload.json\n"
          "  generate-workload | cloudplan validate -\n",
      .options = std::move(all),
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
