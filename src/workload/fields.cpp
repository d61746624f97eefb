#include "workload/fields.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

template <class S>
std::vector<const Field*> fields(std::span<const Member<S>> members) {
  std::vector<const Field*> list;
  for (const Member<S>& member : members) list.push_back(&member.field);
  return list;
}

std::string one_of(std::span<const std::string_view> names) {
  std::string text = "one of ";
  for (const std::string_view name : names)
    text += fmt::format("{}\"{}\"", name == names[0] ? "" : ", ", name);
  return text;
}

}  // namespace

std::vector<const Field*> fields_of(Scope scope) {
  switch (scope) {
    case Scope::workload:
      return fields(workload_members());
    case Scope::constraints:
      return fields(constraints_members());
    case Scope::task:
      return fields(task_members());
    case Scope::model:
      return fields(model_members());
    case Scope::dataset:
      return fields(dataset_members());
    case Scope::measurement:
      return fields(measurement_members());
  }
  return {};
}

std::span<const std::string_view> kind_names(Scope scope) {
  if (scope == Scope::task) return kTaskKindNames;
  if (scope == Scope::dataset) return kDatasetKindNames;
  if (scope == Scope::constraints) return kPlaceNames;
  return {};
}

std::string_view kind_name(TaskKind kind) { return kTaskKindNames[static_cast<unsigned>(kind)]; }
std::string_view kind_name(DatasetKind kind) { return kDatasetKindNames[static_cast<unsigned>(kind)]; }

std::string kind_list(Scope scope, Kinds kinds) {
  std::vector<std::string_view> names;
  const auto all = kind_names(scope);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (kinds & (1U << i)) names.push_back(all[i]);
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += fmt::format("{}{}", i == 0 ? "" : i + 1 == names.size() ? " or " : ", ", names[i]);
  return text;
}

std::optional<QuantityKind> quantity_of(FieldType type) {
  switch (type) {
    case FieldType::count:
    case FieldType::whole:
      return QuantityKind::count;
    case FieldType::share:
      return QuantityKind::share;
    case FieldType::growth:
      return QuantityKind::growth;
    case FieldType::bytes:
      return QuantityKind::bytes;
    case FieldType::time:
      return QuantityKind::duration;
    case FieldType::rate:
      return QuantityKind::rate;
    case FieldType::money:
      return QuantityKind::money;
    default:
      return std::nullopt;
  }
}

std::string expectation(const Field& field) {
  if (const auto quantity = quantity_of(field.type)) {
    if (*quantity == QuantityKind::count)
      return fmt::format("{} from {} to {}", field.type == FieldType::whole ? "a whole number" : "a number",
                         format_quantity(*quantity, field.low), format_quantity(*quantity, field.high));
    return fmt::format("{} such as {}", quantity_noun(*quantity), quantity_examples(*quantity));
  }
  switch (field.type) {
    case FieldType::boolean:
      return "true or false";
    case FieldType::version:
      return "the number 1";
    case FieldType::choice:
      return one_of(field.choices);
    case FieldType::choices:
      return "an array of some of " + one_of(field.choices).substr(7);
    case FieldType::names:
      return "an array of texts such as " + std::string(field.example);
    case FieldType::constraints:
      return "an object";
    case FieldType::model:
      return "a model's name, or an object that describes one";
    case FieldType::tasks:
    case FieldType::data:
    case FieldType::measurements:
      return "an array of objects";
    case FieldType::tags:
      return "an object of texts";
    default:
      return "a text such as " + std::string(field.example);
  }
}

}  // namespace cloudplan
