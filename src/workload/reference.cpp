// The reference of the workload file's keys, as Markdown, made from their table.

#include "workload/fields.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

struct Section {
  Scope scope = Scope::workload;
  std::string_view title;
  std::string_view text;
};
constexpr Section kSections[] = {
    {Scope::workload, "The workload", "The file is one object."},
    {Scope::constraints, "constraints",
     "Of the workload, of a task, or of a dataset, where those of the workload hold as well. \"Whose\" says "
     "where a "
     "key may stand."},
    {Scope::task, "tasks[]", "\"Kinds\" says which kinds of task have the key, and which must have it."},
    {Scope::model, "model",
     "A model that the registry does not have, or one of the registry with other facts."},
    {Scope::dataset, "data[]", "\"Kinds\" says which kinds of dataset have the key, and which must have it."},
    {Scope::measurement, "measured[]", ""}};

std::string code(std::string_view text) { return fmt::format("`{}`", text); }

// What the value is, with its bounds.
std::string value_of(const Field& field) {
  if (const auto quantity = quantity_of(field.type))
    return fmt::format("{}, {} to {}{}",
                       field.type == FieldType::whole
                           ? "whole number"
                           : quantity_noun(*quantity).substr(quantity_noun(*quantity).find(' ') + 1),
                       format_quantity(*quantity, field.low), format_quantity(*quantity, field.high),
                       field.range ? "; or a range" : "");
  std::string list;
  for (const std::string_view choice : field.choices) list += (list.empty() ? "" : ", ") + code(choice);
  switch (field.type) {
    case FieldType::version:
      return "`1`";
    case FieldType::boolean:
      return "`true` or `false`";
    case FieldType::choice:
      return list;
    case FieldType::choices:
      return "array of " + list;
    case FieldType::names:
      return "array of texts";
    case FieldType::throughput:
      return "throughput";
    case FieldType::constraints:
      return "object, see constraints";
    case FieldType::model:
      return "text, or object, see model";
    case FieldType::tasks:
    case FieldType::data:
    case FieldType::measurements:
      return "array of objects, see below";
    case FieldType::tags:
      return "object of texts";
    default:
      return "text";
  }
}

std::string owners(const Field& field, Scope scope) {
  const auto names = kind_names(scope);
  const Kinds every = (1U << names.size()) - 1;
  const Kinds allowed = field.kinds & every;
  const Kinds required = field.required & every;
  const std::string who = allowed == every ? "all" : kind_list(scope, allowed);
  if (required == 0) return who;
  if (required == allowed) return who + "; required";
  return fmt::format("{}; required for {}", who, kind_list(scope, required));
}

// Vertical bars end a cell.
std::string cell(std::string_view text) {
  std::string safe;
  for (const char c : text) safe += c == '|' ? std::string("\\|") : std::string(1, c);
  return safe;
}

std::string section(const Section& section) {
  const bool kinds = !kind_names(section.scope).empty();
  std::string text = fmt::format("### {}\n\n", section.title);
  if (!section.text.empty()) text += fmt::format("{}\n\n", section.text);
  text += fmt::format("| Key | {}Value | Default | Meaning | Example |\n|---|{}---|---|---|---|\n",
                      kinds ? (section.scope == Scope::constraints ? "Whose | " : "Kinds | ") : "",
                      kinds ? "---|" : "");
  for (const Field* const field : fields_of(section.scope)) {
    std::string fallback(field->fallback);
    if (fallback.empty() && field->required == kAllKinds) fallback = "required";
    text += fmt::format("| {} | {}{} | {} | {} | {} |\n", code(field->key),
                        kinds ? owners(*field, section.scope) + " | " : "", value_of(*field), cell(fallback),
                        cell(field->doc), cell(code(field->example)));
  }
  return text;
}

}  // namespace

std::string workload_reference() {
  std::string text;
  for (const Section& part : kSections) text += (text.empty() ? "" : "\n") + section(part);
  return text;
}

}  // namespace cloudplan
