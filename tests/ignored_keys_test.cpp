// No key of a workload file is taken and then ignored: changed alone, each changes the plan, or something is
// said of it. A key that the schema gets later fails here until it has a value to try.

#include "cli/vocabulary.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"
#include "workload/fields.hpp"

#include "catch.hpp"

#include <fmt/core.h>

#include <map>
#include <string>

using namespace cloudplan;

namespace {

const Vocabulary& vocabulary() {
  static const cli::KnownNames names(performance().catalog());
  return names.vocabulary();
}

// All that the plan decides and prices, as one text; what it only repeats of the workload is left out.
std::string fingerprint(const Plan& plan) {
  std::string text = fmt::format("{} {} {} {}|", plan.monthly.nanos, plan.one_off.nanos, plan.feasible,
                                 plan.longest_chain.value);
  for (const TaskPlacement& task : plan.tasks) {
    text += fmt::format("{} {} {} {} ", task.considered, task.items, task.tie, task.calibrated);
    for (const Exclusion& exclusion : task.exclusions)
      text += exclusion.reason + std::to_string(exclusion.count);
    for (const Alternative& other : task.alternatives)
      text += fmt::format(" {} {}", other.candidate.offer.type, other.candidate.per_month.nanos);
    if (!task.chosen) continue;
    const Candidate& chosen = *task.chosen;
    text += fmt::format("; {} {} {} {} {} {} {} {}|", chosen.offer.type, chosen.offer.notebook,
                        chosen.machines, chosen.run.total().value, chosen.prediction.throughput,
                        chosen.service.replicas, chosen.service.latency_p99.value, chosen.per_month.nanos);
  }
  for (const DatasetPlacement& data : plan.data) {
    text += fmt::format("{} {} {} ", data.name, data.cost.total().nanos, data.records_cost.total().nanos);
    for (const StoreAlternative& other : data.alternatives)
      text += fmt::format("{} {} ", other.name, other.cost.total().nanos);
    for (const std::string& rejection : data.rejections) text += rejection;
  }
  return text;
}

// The plan of a workload, "refused", or warnings that name the key.
struct Outcome {
  bool said = false;
  std::string plan;
};

Outcome outcome_of(const std::string& text, std::string_view key) {
  std::vector<Diagnostic> warnings;
  Outcome outcome;
  Workload workload;
  try {
    workload = parse_workload(text, "w.json", vocabulary(), &warnings);
  } catch (const InputError& e) {
    INFO(e.what());
    CHECK(e.diagnostics().front().line > 0);
    outcome.said = true;
    return outcome;
  }
  for (const Diagnostic& warning : warnings)
    if (warning.message.find(fmt::format("\"{}\"", key)) != std::string::npos ||
        warning.pointer.ends_with(std::string(key)))
      outcome.said = true;
  if (outcome.said) return outcome;
  PlanOptions options;
  options.explain_infeasible = options.flip_points = options.beside = false;
  outcome.plan = fingerprint(make_plan(workload, performance(), options));
  return outcome;
}

// A value that is far from what is said or assumed otherwise.
const std::map<std::string_view, std::string_view> kTaskValues = {
    {"constraints", R"({ "providers": ["azure"] })"},
    {"dataset", R"("small")"},
    {"after", R"(["before"])"},
    {"deadline", R"("9 min")"},
    {"runs_per_month", "20"},
    {"output", R"("20 TB")"},
    {"checkpoint_interval", R"("15 min")"},
    {"model", R"("bert-large")"},
    {"epochs", "40"},
    {"samples", "77000000"},
    {"tokens", R"("9B")"},
    {"sequence_length", "333"},
    {"image_size", "96"},
    {"batch", "24"},
    {"precision", R"("fp32")"},
    {"maturity", R"("tuned")"},
    {"method", R"("lora")"},
    {"requests", R"("900/s")"},
    {"peak", R"("90000/s")"},
    {"latency_p99", R"("45 ms")"},
    {"input_tokens", "3000"},
    {"output_tokens", "2000"},
    {"hours_per_month", "100"},
    {"core_hours", "9999"},
    {"parallel_fraction", "0.5"},
    {"memory", R"("700 GiB")"},
    {"max_vcpus", "2"},
    {"algorithm", R"("catboost")"},
    {"rows", "99999999"},
    {"features", "1000"},
    {"trees", "5000"},
    {"depth", "12"},
    {"hours_per_week", "33"},
    {"users", "9"},
    {"accelerator", R"("A100")"},
    {"vcpus", "64"},
    {"count", "3"},
    {"disk", R"("10 TB")"}};

const std::map<std::string_view, std::string_view> kModelValues = {{"name", R"("bert-large")"},
                                                                   {"parameters", R"("3B")"},
                                                                   {"active_parameters", R"("5M")"},
                                                                   {"flops_per_sample", R"("77B")"},
                                                                   {"layers", "48"},
                                                                   {"hidden", "2560"},
                                                                   {"heads", "8"},
                                                                   {"kv_heads", "2"},
                                                                   {"vocabulary", "999999"},
                                                                   {"bytes_per_sample", R"("5 MB")"},
                                                                   {"activations_per_sample", R"("9 GB")"}};

// Without the keys that each test puts in front of the rest; `model` is an object.
struct Context {
  std::string_view name, task, model;
};
constexpr Context kContexts[] = {
    {"a vision model is trained", R"("kind": "train", "dataset": "photos")", R"("name": "resnet-50")"},
    {"an encoder is trained", R"("kind": "train", "samples": 10000000)", R"("name": "bert-base")"},
    {"a language model is trained", R"("kind": "train", "samples": 1000000)", R"("name": "llama-3-8b")"},
    {"a shape is trained", R"("kind": "train", "samples": 1000000)", R"("layers": 24, "hidden": 1024)"},
    {"a large transformer is trained", R"("kind": "train", "tokens": "1B")", R"("parameters": "1B")"},
    {"FLOPs are trained", R"("kind": "train", "samples": 10000000)",
     R"("flops_per_sample": "4B", "parameters": "25M")"},
    {"a vision model runs", R"("kind": "infer", "samples": 100000000)", R"("name": "resnet-50")"},
    {"an encoder runs", R"("kind": "infer", "samples": 100000000)", R"("name": "bert-base")"},
    {"a language model runs", R"("kind": "infer", "samples": 1000000)", R"("name": "llama-3-8b")"},
    {"a shape runs", R"("kind": "infer", "tokens": "1B")", R"("layers": 24, "hidden": 1024)"},
    {"FLOPs run", R"("kind": "infer", "samples": 100000000)",
     R"("flops_per_sample": "4B", "parameters": "25M")"},
    {"a vision model serves", R"("kind": "serve", "requests": "2000/s")", R"("name": "resnet-50")"},
    {"an encoder serves", R"("kind": "serve", "requests": "500/s")", R"("name": "bert-base")"},
    {"a language model serves", R"("kind": "serve", "requests": "20/s")", R"("name": "llama-3-8b")"},
    {"a shape serves", R"("kind": "serve", "requests": "20/s")", R"("layers": 32, "hidden": 4096)"},
    {"FLOPs serve", R"("kind": "serve", "requests": "2000/s")",
     R"("flops_per_sample": "40B", "parameters": "250M")"},
    {"a batch job", R"("kind": "batch", "core_hours": 400)", ""},
    {"boosting", R"("kind": "tabular", "algorithm": "xgboost", "rows": 100000000, "features": 100)", ""},
    {"a notebook", R"("kind": "notebook", "hours_per_week": 12)", ""},
    {"a machine", R"("kind": "vm", "vcpus": 4)", ""}};

// The text without the member `key`, if it has one with a plain value.
std::string without(std::string_view members, std::string_view key) {
  const std::string name = fmt::format("\"{}\": ", key);
  std::string text(members);
  const std::size_t at = text.find(name);
  if (at == std::string::npos) return text;
  const std::size_t end = std::min(text.find(',', at), text.size());
  if (end < text.size()) return text.erase(at, end + 2 - at);
  return text.erase(at > 2 ? at - 2 : at);
}

std::string member(std::string_view key, std::string_view value) {
  return value.empty() ? "" : fmt::format("\"{}\": {}, ", key, value);
}

std::string workload(std::string_view task, std::string_view model) {
  const std::string of_model = model.empty() ? "" : fmt::format(R"(, "model": {{ {} }})", model);
  const bool job = task.find("\"train\"") + 1 || task.find("\"infer\"") + 1 || task.find("\"batch\"") + 1 ||
                   task.find("\"tabular\"") + 1;
  return fmt::format(
      R"({{ "version": 1, "name": "w", "tasks": [ {{ "name": "t", {}{} }},
  {{ "name": "before", "kind": "batch", "core_hours": 9, "output": "900 GB", "constraints": {{ "providers": ["gcp"] }} }},
  {{ "name": "after", "kind": "batch", "core_hours": 9 {}, "constraints": {{ "providers": ["azure"] }} }} ],
  "data": [ {{ "name": "photos", "kind": "files", "size": "100 GB", "objects": 1000000 }},
            {{ "name": "small", "kind": "records", "rows": 1000, "row_size": "4 MB" }} ] }})",
      task, of_model, job ? R"(, "after": ["t"])" : "");
}

unsigned kind_of(const Context& context) {
  for (unsigned kind = 0; kind < std::size(kTaskKindNames); ++kind)
    if (context.task.find(fmt::format("\"kind\": \"{}\"", kTaskKindNames[kind])) != std::string_view::npos)
      return kind;
  return 0;
}

void check_said_or_changed(const std::string& before, const std::string& after, std::string_view key) {
  const Outcome changed = outcome_of(after, key);
  if (changed.said) return;
  INFO(after);
  const Outcome plain = outcome_of(before, "");
  CHECK(changed.plan != plain.plan);
}

}  // namespace

TEST_CASE("no key of a task is ignored", "[workload][keys]") {
  for (const Context& context : kContexts) {
    const std::string before = workload(context.task, context.model);
    for (const Field* const field : fields_of(Scope::task)) {
      const std::string_view key = field->key;
      if (key == "name" || key == "kind" || key == "model") continue;
      if (!(field->kinds & (1U << kind_of(context)))) continue;
      INFO(context.name << ", " << key);
      REQUIRE(kTaskValues.count(key) == 1);
      const std::string kind = without(context.task, key);
      check_said_or_changed(before, workload(member(key, kTaskValues.at(key)) + kind, context.model), key);
    }
  }
}

TEST_CASE("no key of a model is ignored", "[workload][keys]") {
  for (const Context& context : kContexts) {
    if (context.model.empty()) continue;
    const std::string before = workload(context.task, context.model);
    for (const Field* const field : fields_of(Scope::model)) {
      const std::string_view key = field->key;
      INFO(context.name << ", model, " << key);
      REQUIRE(kModelValues.count(key) == 1);
      std::string model = member(key, kModelValues.at(key)) + without(context.model, key);
      if (model.ends_with(", ")) model.resize(model.size() - 2);
      check_said_or_changed(before, workload(context.task, model), key);
    }
  }
}
