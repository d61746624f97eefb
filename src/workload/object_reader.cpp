#include "workload/object_reader.hpp"

#include "support/printable.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

// "a serve task", "a dataset of records".
std::string name_of(const ObjectKind& object) {
  const auto kinds = kind_names(object.scope);
  const std::string kind(object.kind && !kinds.empty() ? kinds[*object.kind] : "");
  switch (object.scope) {
    case Scope::workload:
      return "a workload";
    case Scope::constraints:
      return "constraints of " + (kind.empty() ? "a workload" : kind);
    case Scope::task:
      return kind.empty() ? "a task" : fmt::format("{} {} task", kind == "infer" ? "an" : "a", kind);
    case Scope::model:
      return "a model";
    case Scope::dataset:
      return kind.empty() ? "a dataset" : "a dataset of " + kind;
    case Scope::measurement:
      return "a measurement";
  }
  return {};
}

std::string known_keys(const ObjectKind& object) {
  std::string keys;
  for (const Field* const field : fields_of(object.scope)) {
    if (object.kind && !(field->kinds & (1U << *object.kind))) continue;
    if (field->type != FieldType::ignored) keys += fmt::format("{}{}", keys.empty() ? "" : ", ", field->key);
  }
  return keys;
}

// "\"vcpus\" is for vm tasks"
std::string only_for(Scope scope, const Field& field) {
  return fmt::format("\"{}\" is for {}{}", field.key, kind_list(scope, field.kinds),
                     scope == Scope::task ? " tasks" : "");
}

// Other objects that have a key of this name.
std::string other_owner(Scope scope, std::string_view key) {
  for (int i = 0; i < kScopes; ++i) {
    const auto other = static_cast<Scope>(i);
    if (other == scope) continue;
    for (const Field* const field : fields_of(other))
      if (field->key == key)
        return fmt::format("\"{}\" is a key of {}", key, name_of({.scope = other, .kind = {}}));
  }
  return {};
}

// The key that has the name as one of its words: "hours" in "core_hours".
std::string with_word(std::string_view word, const std::vector<std::string_view>& keys) {
  constexpr std::size_t kShortest = 4;
  if (word.size() < kShortest) return {};
  for (const std::string_view key : keys)
    if (("_" + std::string(key) + "_").find("_" + std::string(word) + "_") != std::string::npos)
      return fmt::format("did you mean \"{}\"?", key);
  return {};
}

// "\"vcpus\" is for vm tasks": what was meant has no place here.
std::string of_other_kind(const ObjectKind& object, std::string_view name) {
  std::vector<std::string_view> all;
  for (const Field* const field : fields_of(object.scope)) all.push_back(field->key);
  const std::string_view near = nearest_name(name, all);
  for (const Field* const field : fields_of(object.scope))
    if (field->key == near && !near.empty()) return only_for(object.scope, *field);
  return {};
}

}  // namespace

void unknown_key(const ObjectKind& object, const JsonCursor& at, std::size_t index) {
  const JsonName& name = at.value().names[index];
  if (at.document().is_full()) return at.document().add(Severity::error, name.offset, {}, {});
  std::vector<std::string_view> own;
  for (const Field* const field : fields_of(object.scope))
    if (!object.kind || (field->kinds & (1U << *object.kind))) own.push_back(field->key);
  std::string hint = nearest(name.text, own);
  if (hint.empty()) hint = with_word(name.text, own);
  if (hint.empty()) hint = other_owner(object.scope, name.text);
  if (hint.empty()) hint = of_other_kind(object, name.text);
  if (hint.empty()) hint = "known keys are " + known_keys(object);
  at.document().add(
      Severity::error, name.offset, at.element(index).pointer(),
      {fmt::format("unknown key {} in {}", in_quotes(name.text), name_of(object)), {}, std::move(hint)});
}

void misplaced_key(const ObjectKind& object, const JsonCursor& at, std::size_t index, const Field& field) {
  const JsonName& name = at.value().names[index];
  at.document().add(
      Severity::error, name.offset, at.element(index).pointer(),
      {fmt::format("\"{}\" is no key of {}", field.key, name_of(object)), {}, only_for(object.scope, field)});
}

void missing_key(const ObjectKind& object, const JsonCursor& at, const Field& field) {
  at.error({fmt::format("{} needs \"{}\"", name_of(object), field.key), expectation(field),
            fmt::format("add \"{}\": {}", field.key, field.example)});
}

bool expect_object(const ObjectKind& object, const JsonCursor& at) {
  if (at.value().kind == JsonValue::Kind::object) return true;
  at.error({fmt::format("{} is an object, not {}", name_of(object), kind_name(at.value().kind)),
            "an object: { ... }",
            {}});
  return false;
}

}  // namespace cloudplan
