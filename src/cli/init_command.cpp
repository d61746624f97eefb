#include "commands.hpp"

#include "cloudplan/error.hpp"
#include "files.hpp"
#include "support/text_table.hpp"
#include "templates.hpp"

#include <memory>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

struct InitOptions {
  std::string name = "image-classifier";
  std::string output = "workload.json";
  bool list = false;
  bool force = false, quiet = false;
};

std::string list_of_templates(int columns) {
  TextTable table({{.title = "TEMPLATE"}, {.title = "WHAT IT IS", .wraps = true}});
  for (const Template& entry : templates())
    table.add_row({std::string(entry.name), std::string(entry.summary)});
  return table.to_text(columns, {});
}

std::string names_of_templates() {
  std::string names;
  for (const Template& entry : templates()) names += (names.empty() ? "" : ", ") + std::string(entry.name);
  return names;
}

const Template* find_template(std::string_view name) {
  for (const Template& entry : templates())
    if (entry.name == name) return &entry;
  return nullptr;
}

int unknown_template(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Template& entry : templates()) names.push_back(entry.name);
  const std::string_view near = closest_name(name, names);
  warn(fmt::format(
      "init: unknown template '{}'\n  hint: {}", name,
      near.empty() ? "'cloudplan init --list' lists them" : fmt::format("did you mean '{}'?", near)));
  return kBadInput;
}

int run(const InitOptions& options, const Environment& environment) {
  if (options.list) {
    print(list_of_templates(environment.columns));
    return kOk;
  }
  const Template* const chosen = find_template(options.name);
  if (!chosen) return unknown_template(options.name);
  write_file_atomically(options.output, chosen->text, options.force ? Overwrite::yes : Overwrite::no);
  if (options.output != "-" && !options.quiet)
    print(fmt::format("{}: written from the template {}\nNext: edit it, then 'cloudplan estimate {}'\n",
                      options.output, chosen->name, options.output));
  return kOk;
}

}  // namespace

Command init_command() {
  auto options = std::make_shared<InitOptions>();
  return {
      .name = "init",
      .summary = "Write a workload file to start from",
      .description = "Writes a commented workload file to start from. The templates are " +
                     names_of_templates() + "; --list says what they are.",
      .examples =
          "  cloudplan init web-app\n"
          "  cloudplan init finetune-llm -o train.json\n"
          "  cloudplan init --list\n",
      .options = {{.flags = "template",
                   .value = "TEMPLATE",
                   .help = "What to start from; image-classifier unless given",
                   .target = &options->name},
                  {.flags = "-o,--output",
                   .value = "FILE",
                   .help = "The file to write, workload.json unless given; - is standard output",
                   .target = &options->output,
                   .completes = "file"},
                  {.flags = "--list", .help = "List the templates", .target = &options->list},
                  {.flags = "--force", .help = "Overwrite a file that exists", .target = &options->force},
                  {.flags = "-q,--quiet", .help = "Say nothing when all is well", .target = &options->quiet}},
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
