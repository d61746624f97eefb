// The providers' own command lines: aws, gcloud, az, ibmcloud, heroku.

#include "foreign/export/commands.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

// Inside "${NAME:?...}" in double quotes nothing may be special to any shell.
std::string harmless(std::string_view text) {
  std::string out;
  for (const char c : comment_text(text))
    out += std::string_view("\"'$`\\{}!").find(c) == std::string_view::npos ? c : '_';
  return out;
}

std::string capitals(std::string_view name) {
  std::string out = identifier(name);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

}  // namespace

std::string CommandScript::variable(std::string_view name, std::string_view description) {
  return fmt::format("\"${}\"", variables_.need(capitals(name), description));
}

std::string option(std::string_view name, std::string_view value) {
  return fmt::format("{} {}", name, shell_text(value));
}
std::string raw_option(std::string_view name, std::string_view value) {
  return fmt::format("{} {}", name, value);
}

void CommandScript::command(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    body_ += fmt::format("{}{}{}\n", i == 0 ? "" : "  ", words[i], i + 1 < words.size() ? " \\" : "");
}

ExportedPlan CommandScript::write(const ExportPlan& plan) {
  ExportedPlan out;
  out.text = fmt::format("#!/bin/sh\n# {}, as planned by cloudplan.\nset -eu\n", comment_text(plan.name));
  if (!variables_.all().empty()) out.text += "\n# What a plan does not know, to be set before.\n";
  for (const ExportVariables::Variable& variable : variables_.all())
    out.text += fmt::format(": \"${{{}:?{}}}\"\n", variable.name, harmless(variable.description));
  out.text += body_;
  out.notes = notes_;
  return out;
}

ExportedPlan export_commands(const ExportPlan& plan) {
  CommandScript script;
  for (const ExportMachine& machine : plan.machines) add_machine_command(machine, script);
  for (const ExportStore& store : plan.stores) {
    if (store.kind == "bucket") add_bucket_command(store, script);
    if (store.kind == "database") add_database_command(store, script);
    if (store.kind == "disk") add_disk_command(store, script);
  }
  return script.write(plan);
}

}  // namespace cloudplan
