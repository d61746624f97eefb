#include "commands.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/policy.hpp"
#include "cloudplan/report.hpp"
#include "cloudplan/workload.hpp"
#include "files.hpp"

#include <memory>

namespace cloudplan::cli {

namespace {

struct SchemaOptions {
  std::string document = "workload";
  std::string format = "json";
  std::string output = "-";
};

int run(const SchemaOptions& options) {
  if (options.document != "workload" && options.format != "json")
    throw InputError({{"--format", 0, 0, "", "this schema is JSON only", "leave --format out"}});
  const std::string text = options.document == "plan"     ? plan_schema()
                           : options.document == "policy" ? policy_schema()
                           : options.format == "json"     ? workload_schema()
                                                          : workload_reference();
  write_file_atomically(options.output, text);
  return kOk;
}

}  // namespace

Command schema_command() {
  auto options = std::make_shared<SchemaOptions>();
  return {
      .name = "schema",
      .summary = "Print the JSON Schema of the workload file or of a plan",
      .description =
          "Prints the JSON Schema (2020-12) of the workload file: editors that know it complete keys and "
          "mark "
          "mistakes. Say where it is with \"$schema\": \"./workload.schema.json\" in the file, or in the "
          "editor's settings.",
      .examples =
          "  cloudplan schema -o workload.schema.json\n"
          "  cloudplan schema --format markdown\n"
          "  cloudplan schema plan\n",
      .options = {{.flags = "document",
                   .value = "DOCUMENT",
                   .help =
                       "Whose schema: workload, policy of check, or plan for the JSON that estimate writes",
                   .target = &options->document,
                   .choices = {"workload", "plan", "policy"}},
                  {.flags = "--format",
                   .value = "FORMAT",
                   .help = "json, or markdown for a table of all keys",
                   .target = &options->format,
                   .choices = {"json", "markdown"}},
                  {.flags = "-o,--output",
                   .value = "FILE",
                   .help = "Write into this file instead of standard output",
                   .target = &options->output,
                   .completes = "file"}},
      .run = [options](const Environment&) { return run(*options); }};
}

}  // namespace cloudplan::cli
