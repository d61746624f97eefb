#include "support/printable.hpp"
#include "support/source_text.hpp"
#include "workload/object_reader.hpp"
#include "workload/workload_text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

using Kind = JsonValue::Kind;

class Parser {
 public:
  Parser(JsonDocument& document, const Vocabulary& vocabulary)
      : text_{.workload = {}, .root = JsonCursor(document), .tasks = {}, .data = {}, .measured = {}},
        values_(vocabulary) {}

  WorkloadText parse() {
    const ObjectReader<Workload> reader(
        values_, workload_members(), [&](const Field& field, const JsonCursor& at) {
          if (field.type == FieldType::version) return version(field, at);
          if (field.type == FieldType::constraints)
            return constraints(Place::workload, at, text_.workload.constraints);
          if (field.type == FieldType::tasks)
            return items(field, at, [&](const JsonCursor& item) { task(item); });
          if (field.type == FieldType::data)
            return items(field, at, [&](const JsonCursor& item) { dataset(item); });
          if (field.type == FieldType::measurements)
            return items(field, at, [&](const JsonCursor& item) { measurement(item); });
          if (field.type == FieldType::tags) return tags(field, at);
          if (field.type == FieldType::ignored) plain_text(field, at);
        });
    reader.read({.scope = Scope::workload, .kind = 0}, text_.root, text_.workload);
    text_.workload.horizon_given = has(text_.root, "horizon");
    text_.workload.objective_given = has(text_.root, "objective");
    return std::move(text_);
  }

 private:
  static void version(const Field& field, const JsonCursor& at) {
    if (at.value().kind != Kind::number) return wrong_kind(field, at);
    if (at.value().number == 1) return;
    at.error({fmt::format("version {:.15g} of the workload format is not known", at.value().number),
              expectation(field), at.value().number > 1 ? "a newer cloudplan may read it" : ""});
  }

  void constraints(Place place, const JsonCursor& at, Constraints& out) {
    ObjectReader<Constraints>(values_, constraints_members())
        .read({.scope = Scope::constraints, .kind = static_cast<unsigned>(place)}, at, out);
  }

  template <class Read>
  static void items(const Field& field, const JsonCursor& at, Read read) {
    if (at.value().kind != Kind::array) return wrong_kind(field, at);
    const std::size_t size = at.value().elements.size();
    if (size > kMostTasks)
      return at.error(
          {fmt::format("\"{}\" has {} members", field.key, size), fmt::format("at most {}", kMostTasks), {}});
    for (std::size_t i = 0; i < size; ++i) read(at.element(i));
  }

  // The kind of a task or dataset: it decides how the rest is read.
  std::optional<unsigned> kind_of(std::span<const std::string_view> names, const JsonCursor& at) {
    const JsonValue* const value = at.value().find("kind");
    if (!value || value->kind != Kind::string) return std::nullopt;
    const auto found = std::find(names.begin(), names.end(), value->string);
    if (found == names.end()) return std::nullopt;
    return static_cast<unsigned>(found - names.begin());
  }

  void task(const JsonCursor& at) {
    const auto kind = kind_of(kTaskKindNames, at);
    Task task;
    if (kind) task.kind = static_cast<TaskKind>(*kind);
    const ObjectReader<Task> reader(values_, task_members(),
                                    [&](const Field& field, const JsonCursor& value) {
                                      if (field.type == FieldType::constraints)
                                        return constraints(Place::task, value, task.constraints);
                                      if (field.type == FieldType::model)
                                        return model(field, value, task.model);
                                      values_.choice(field, value);  // the kind: reports a wrong one
                                    });
    reader.read({.scope = Scope::task, .kind = kind}, at, task);
    task.runs_given = has(at, "runs_per_month");
    keep_ranges(true, text_.workload.tasks.size());
    task.pointer = at.pointer();
    text_.workload.tasks.push_back(std::move(task));
    text_.tasks.push_back(at);
  }

  // The ranges just read are those of one task or dataset.
  void keep_ranges(bool of_task, std::size_t index) {
    for (UncertainInput& range : values_.take_ranges()) {
      range.of_task = of_task;
      range.index = index;
      text_.workload.uncertain.push_back(std::move(range));
    }
  }

  void model(const Field& field, const JsonCursor& at, ModelChoice& out) {
    if (at.value().kind == Kind::object) {
      ObjectReader<ModelChoice>(values_, model_members()).read({.scope = Scope::model, .kind = 0}, at, out);
    } else if (at.value().kind == Kind::string) {
      Field name = field;
      name.known = &Vocabulary::models;
      if (auto text = values_.text(name, at)) out.name = std::move(*text);
    } else {
      wrong_kind(field, at);
    }
  }

  void dataset(const JsonCursor& at) {
    const auto kind = kind_of(kDatasetKindNames, at);
    Dataset dataset;
    if (kind) dataset.kind = static_cast<DatasetKind>(*kind);
    const ObjectReader<Dataset> reader(values_, dataset_members(),
                                       [&](const Field& field, const JsonCursor& value) {
                                         if (field.type == FieldType::constraints)
                                           return constraints(Place::dataset, value, dataset.constraints);
                                         values_.choice(field, value);
                                       });
    reader.read({.scope = Scope::dataset, .kind = kind}, at, dataset);
    keep_ranges(false, text_.workload.data.size());
    dataset.pointer = at.pointer();
    text_.workload.data.push_back(std::move(dataset));
    text_.data.push_back(at);
  }

  void measurement(const JsonCursor& at) {
    Measurement measurement;
    const ObjectReader<Measurement> reader(
        values_, measurement_members(), [&](const Field& field, const JsonCursor& value) {
          if (value.value().kind != Kind::string) return wrong_kind(field, value);
          ParsedThroughput parsed = parse_throughput(value.value().string);
          if (!parsed.per_second)
            return value.error({std::move(parsed.message), expectation(field), std::move(parsed.hint)});
          if (!(*parsed.per_second > 0 && *parsed.per_second < 1e15))
            return value.error({in_quotes(value.value().string) + " is no speed of a machine",
                                "more than 0/s, below 1e15/s",
                                {}});
          measurement.throughput = *parsed.per_second;
          measurement.unit = std::move(parsed.unit);
        });
    reader.read({.scope = Scope::measurement, .kind = 0}, at, measurement);
    text_.workload.measured.push_back(std::move(measurement));
    text_.measured.push_back(at);
  }

  void tags(const Field& field, const JsonCursor& at) {
    if (at.value().kind != Kind::object) return wrong_kind(field, at);
    if (at.value().names.size() > kLongestList)
      return at.error(
          {fmt::format("{} tags", at.value().names.size()), fmt::format("at most {}", kLongestList), {}});
    Field tag = field;
    tag.type = FieldType::text;
    tag.example = R"("vision")";
    for (std::size_t i = 0; i < at.value().names.size(); ++i) {
      tag.key = at.value().names[i].text;
      if (tag.key.empty() || tag.key.size() > kLongestText || printable(tag.key) != tag.key)
        at.error({fmt::format("{} can't name a tag", in_quotes(tag.key)), "1 to 200 printable bytes", {}});
      if (auto text = plain_text(tag, at.element(i)))
        text_.workload.tags.emplace_back(tag.key, std::move(*text));
    }
  }

  WorkloadText text_;
  ValueReader values_;
};

// Where tasks and datasets stand, in one pass: they are in file order.
template <class Items>
void locate(std::string_view text, const std::vector<JsonCursor>& places, Items& items) {
  SourceText source(text);
  for (std::size_t i = 0; i < items.size(); ++i) {
    Diagnostic place;
    source.locate(places[i].value().offset, place);
    items[i].line = place.line;
    items[i].column = place.column;
  }
}

// What members say together must hold at both ends of the ranges too. What is not meant there is no warning.
void check_ends(const WorkloadText& parsed, const Vocabulary& vocabulary) {
  if (parsed.workload.uncertain.empty()) return;
  for (double UncertainInput::*const end : {&UncertainInput::min, &UncertainInput::max}) {
    std::vector<double> values;
    for (const UncertainInput& input : parsed.workload.uncertain) values.push_back(input.*end);
    WorkloadText at_end = parsed;
    at_end.workload = with_inputs(parsed.workload, values);
    check_tasks(at_end, vocabulary);
    check_datasets(at_end);
  }
}

}  // namespace

JsonCursor place_of(const JsonCursor& object, std::string_view key) {
  for (std::size_t i = 0; i < object.value().names.size(); ++i)
    if (object.value().names[i].text == key) return object.element(i);
  return object;
}

Workload parse_workload(std::string_view text, std::string_view file, const Vocabulary& vocabulary,
                        std::vector<Diagnostic>* warnings) {
  JsonDocument document(text, file);
  WorkloadText parsed = Parser(document, vocabulary).parse();
  check_names(parsed);
  check_tasks(parsed, vocabulary);
  check_datasets(parsed);
  check_measured(parsed, vocabulary);
  document.throw_if_errors();
  locate(text, parsed.tasks, parsed.workload.tasks);
  locate(text, parsed.data, parsed.workload.data);
  std::vector<Diagnostic> found = document.take_warnings();
  check_ends(parsed, vocabulary);
  document.throw_if_errors();
  if (warnings) *warnings = std::move(found);
  return std::move(parsed.workload);
}

}  // namespace cloudplan
