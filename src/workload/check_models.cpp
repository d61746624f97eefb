// Which keys mean something to the model of a task: one that would change nothing is said, not ignored.

#include "cloudplan/quantity.hpp"
#include "workload/model_subject.hpp"
#include "workload/workload_text.hpp"

#include <cmath>
#include <initializer_list>
#include <string>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string count_text(double count) { return format_quantity(QuantityKind::count, count); }

std::string nature(const ModelSubject& model) {
  return model.by_flops ? "\"flops_per_sample\" is the work of a whole sample"
                        : fmt::format("it works on {}", model.item);
}

void no_meaning(const JsonCursor& at, std::string_view key, const ModelSubject& model,
                std::string hint = {}) {
  if (!has(at, key)) return;
  place_of(at, key).error({fmt::format("\"{}\" has no meaning for {}: {}", key, model.name, nature(model)),
                           {},
                           hint.empty() ? "leave it out" : std::move(hint)});
}

void changes_nothing(const JsonCursor& at, std::string_view key, std::string_view of, std::string hint = {}) {
  if (has(at, key))
    place_of(at, key).warning({fmt::format("\"{}\" changes nothing {}", key, of), {}, std::move(hint)});
}

// Pictures and lengths.
void check_sample(const Task& task, const JsonCursor& at, const ModelSubject& model) {
  if (!model.sees_pictures) no_meaning(at, "image_size", model);
  const bool counted = model.by_flops && task.tokens.has_value();  // tokens / sequence_length are samples
  if (!model.reads_text && !counted) no_meaning(at, "sequence_length", model);
  if (!model.reads_text && !(counted && task.sequence_length))
    no_meaning(at, "tokens", model,
               model.by_flops ? "add \"sequence_length\", the tokens of a sample, or give \"samples\""
                              : "give \"samples\"");
  if (!model.reads_text) no_meaning(at, "input_tokens", model);
  if (!model.decodes)
    no_meaning(at, "output_tokens", model, "only a language model that writes text has them");
  if (!model.decodes && task.input_tokens && task.sequence_length)
    place_of(at, "input_tokens")
        .error({fmt::format("both \"input_tokens\" and \"sequence_length\" say what {} reads", model.name),
                "one of the two",
                {}});
}

// The context of a request is what is read and what is written.
void check_context(const Task& task, const JsonCursor& at) {
  if (!task.sequence_length) return;
  const double length = *task.sequence_length;
  const double input = task.input_tokens.value_or(0), output = task.output_tokens.value_or(0);
  const double least = input + output + (task.input_tokens && task.output_tokens ? 0 : 1);
  if (least > length && (task.input_tokens || task.output_tokens))
    place_of(at, "sequence_length")
        .error({fmt::format("a request of {} tokens in and {} out does not fit into a context of {}",
                            task.input_tokens ? count_text(input) : "some",
                            task.output_tokens ? count_text(output) : "some", count_text(length)),
                fmt::format("at least {}", count_text(least)),
                {}});
  else if (task.input_tokens && task.output_tokens)
    changes_nothing(at, "sequence_length", "beside \"input_tokens\" and \"output_tokens\"",
                    "they say how long requests are; the cache is kept for what there is");
}

// Facts of the model that the computation does not depend on.
void check_facts(const Task& task, const JsonCursor& place, const ModelSubject& model) {
  const bool answers = model.decodes && task.kind != TaskKind::train;
  for (const std::string_view key : {"heads", "kv_heads"})
    if (!answers)
      changes_nothing(place, key, "here",
                      "attention heads size the cache of a language model that answers, nothing else");
  if (model.registered)
    changes_nothing(place, "vocabulary", "of a model of the registry",
                    "give \"parameters\", which count the embedding");
  else if (!model.shaped || task.model.parameters)
    changes_nothing(place, "vocabulary", "here",
                    task.model.parameters
                        ? "\"parameters\" count the embedding already"
                        : "it is the embedding of a transformer of \"layers\" and \"hidden\"");
  if (model.by_flops) {
    changes_nothing(place, "hidden", "without \"layers\"");
    if (task.kind != TaskKind::train)
      changes_nothing(place, "active_parameters", "beside \"flops_per_sample\"",
                      "the FLOPs count what a sample uses");
  }
  if (!answers) return;
  changes_nothing(place, "flops_per_sample", "of a language model that answers",
                  "its work follows from its parameters and the tokens of a request");
  changes_nothing(place, "activations_per_sample", "of a language model that answers",
                  "beside its weights, memory holds the cache of the requests");
}

void check_work(const Task& task, const JsonCursor& at, const ModelSubject& model) {
  const bool known = task.kind == TaskKind::train ? model.trains : model.infers;
  if (known || task.model.flops_per_sample) return;
  if (model.item == "rows")
    return place_of(at, "model")
        .error({fmt::format("{} fits a table, it is no network", model.name),
                "a model whose work is counted in FLOPs",
                R"(write "kind": "tabular" with "algorithm", "rows" and "features")"});
  place_of(at, "model")
      .error({fmt::format("the registry does not know how much work a sample of {} is", model.name),
              "a model with known FLOPs",
              fmt::format(R"(write {{ "name": "{}", "flops_per_sample": ... }})", model.name)});
}

}  // namespace

std::optional<ModelSubject> model_subject(const Task& task, const Vocabulary& vocabulary) {
  ModelSubject subject;
  const ModelChoice& model = task.model;
  if (!model.name.empty()) {
    const auto traits = vocabulary.model_traits ? vocabulary.model_traits(model.name) : std::nullopt;
    if (!traits) return std::nullopt;
    static_cast<ModelTraits&>(subject) = *traits;
    subject.registered = true;
    return subject;
  }
  subject.shaped = model.layers && model.hidden;
  subject.by_flops = !subject.shaped && model.flops_per_sample;
  if (!subject.shaped && !subject.by_flops && !model.parameters) return std::nullopt;
  subject.name = subject.by_flops ? "a model described by its FLOPs" : "a described language model";
  subject.item = subject.by_flops ? "samples" : "tokens";
  subject.decodes = subject.reads_text = !subject.by_flops;
  return subject;
}

void check_model_keys(const Task& task, const JsonCursor& at, const ModelSubject& model) {
  check_work(task, at, model);
  check_sample(task, at, model);
  if (const JsonCursor place = place_of(at, "model"); place.value().kind == JsonValue::Kind::object)
    check_facts(task, place, model);
  if (!model.decodes || task.kind == TaskKind::train) return;
  check_context(task, at);
  changes_nothing(at, "maturity", "of a language model that answers",
                  "an engine such as vLLM is taken to run it");
}

}  // namespace cloudplan
