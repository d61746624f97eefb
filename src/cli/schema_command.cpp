#include "cloudplan/error.hpp"
#include "cloudplan/policy.hpp"
#include "cloudplan/report.hpp"
#include "cloudplan/user_config.hpp"
#include "cloudplan/workload.hpp"
#include "commands.hpp"
#include "report_output.hpp"
#include "schemas.hpp"

#include <memory>
#include <utility>

namespace cloudplan::cli {

namespace {

struct SchemaOptions {
  std::string document = "workload";
  std::string format = "json";
  std::string output;
};

// Commands whose document has another name.
constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {{"estimate", "plan"},
                                                                         {"compare", "comparison"},
                                                                         {"explain", "explanation"},
                                                                         {"predict", "prediction"},
                                                                         {"validate", "validation"}};

std::vector<std::string> names() {
  std::vector<std::string> all = {"workload", "policy", "config", "plan"};
  for (const DocumentSchema& schema : document_schemas()) all.emplace_back(schema.name);
  for (const auto& [command, document] : kOtherNames) all.emplace_back(command);
  return all;
}

std::string schema_text(std::string_view name) {
  for (const auto& [command, document] : kOtherNames)
    if (name == command) name = document;
  if (name == "plan") return plan_schema();
  if (name == "policy") return policy_schema();
  if (name == "config") return config_schema();
  for (const DocumentSchema& schema : document_schemas())
    if (schema.name == name) return std::string(schema.text);
  return workload_schema();
}

int run(const SchemaOptions& options) {
  if (options.document != "workload" && options.format != "json")
    throw InputError({{"--format", 0, 0, "", "this schema is JSON only", "leave --format out"}});
  write_report(options.output,
               options.format == "json" ? schema_text(options.document) : workload_reference());
  return kOk;
}

}  // namespace

Command schema_command() {
  auto options = std::make_shared<SchemaOptions>();
  return {
      .name = "schema",
      .summary = "Print the JSON Schema of the workload file or of what a command writes",
      .description =
          "Prints the JSON Schema (2020-12) of the workload file: editors that know it complete keys and "
          "mark mistakes. Say where it is with \"$schema\": \"./workload.schema.json\" in the file, or in "
          "the editor's settings.\n\n"
          "Or that of a policy file, of your configuration, or of the JSON that a command writes: a plan is "
          "what estimate writes; "
          "the others have the name of their command.",
      .examples =
          "  cloudplan schema -o workload.schema.json\n"
          "  cloudplan schema --format markdown\n"
          "  cloudplan schema plan\n"
          "  cloudplan schema check\n",
      .options = {{.flags = "document",
                   .value = "DOCUMENT",
                   .help = "Whose schema",
                   .target = &options->document,
                   .choices = names()},
                  {.flags = "--format",
                   .value = "FORMAT",
                   .help = "json, or markdown for a table of all keys",
                   .target = &options->format,
                   .choices = {"json", "markdown"}},
                  output_option(&options->output)},
      .run = [options](const Environment&) { return run(*options); }};
}

}  // namespace cloudplan::cli
