#include "planner/task_work.hpp"

#include "planner/model_choice.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// Of a request that says nothing of them.
constexpr double kDefaultInputTokens = 512, kDefaultOutputTokens = 256;

// Samples of one pass over the data.
std::optional<double> samples_of(const Task& task, const Dataset* data) {
  if (task.samples) return task.samples;
  if (task.rows) return task.rows;
  if (data && data->objects) return data->objects;
  if (data && data->rows) return data->rows;
  if (data && data->size && task.model.bytes_per_sample) return *data->size / *task.model.bytes_per_sample;
  return std::nullopt;
}

// Tokens of one sequence that is read; of models that write text see set_request().
std::optional<double> length_of(const Task& task) {
  return task.sequence_length ? task.sequence_length : task.input_tokens;
}

// Of a model that counts tokens, by how many a sample is.
void set_sample_items(const Task& task, TaskWork& work) {
  constexpr double kUsualTokens = 512;
  if (work.unit != "tokens") return;
  const double of_model = work.job.model.seq_len;
  work.sample_items = length_of(task).value_or(is_known(of_model) ? of_model : kUsualTokens);
}

// Items of one run, in the model's unit.
double items_of(const Task& task, const Dataset* data, TaskWork& work) {
  const double passes = task.kind == TaskKind::train ? task.epochs.value_or(1) : 1;
  if (task.tokens && work.unit == "tokens") return *task.tokens * passes;
  auto samples = samples_of(task, data);
  const double length_of_model = length_of(task).value_or(work.job.model.seq_len);
  if (task.tokens && is_known(length_of_model)) {
    samples = *task.tokens / length_of_model;
    work.assumptions.push_back(
        fmt::format("{}: {:.6g} samples of {:.0f} tokens", task.name, *samples, length_of_model));
  }
  if (!samples) {
    work.problem = "how much there is to do is not known: give samples, tokens, or objects of the dataset";
    return kUnknown;
  }
  if (work.unit == "tokens" && !length_of(task))
    work.assumptions.push_back(
        fmt::format("{}: {:.0f} tokens a sample (sequence_length not given)", task.name, work.sample_items));
  return *samples * work.sample_items * passes;
}

// What people commonly run: a framework to train, a runtime to serve, and an
// engine such as vLLM to generate text; `tuned` is the best there is.
Software software_for(JobKind kind, Maturity maturity) {
  const bool tuned = maturity == Maturity::tuned;
  if (kind == JobKind::train) return tuned ? Software::tuned : Software::plain;
  if (kind == JobKind::generate) return Software::engine;
  return tuned ? Software::engine : Software::runtime;
}

bool generates_text(const Task& task, ModelFamily family) {
  return family == ModelFamily::transformer_decoder && task.kind != TaskKind::train;
}

// What a request reads and writes. Its context, where only that is known, is divided as usual ones are.
struct Request {
  double input = kDefaultInputTokens, output = kDefaultOutputTokens;
};

Request request_of(const Task& task) {
  constexpr double kInputShare = kDefaultInputTokens / (kDefaultInputTokens + kDefaultOutputTokens);
  Request request;
  const auto& length = task.sequence_length;
  if (length && !task.input_tokens && !task.output_tokens) {
    request.input = std::max(1.0, std::round(*length * kInputShare));
    request.output = std::max(1.0, *length - request.input);
    return request;
  }
  if (task.input_tokens) request.input = *task.input_tokens;
  if (task.output_tokens) request.output = *task.output_tokens;
  if (length && !task.output_tokens) request.output = *length - request.input;
  if (length && !task.input_tokens) request.input = *length - request.output;
  request.input = std::max(1.0, request.input), request.output = std::max(1.0, request.output);
  return request;
}

// A model of the registry, the way a measurement of it is read: at the task's
// sequence length or picture size, with what measurements taught of it.
void set_registered_model(const Task& task, const PerformanceCatalog& performance, TaskWork& work) {
  const auto entry = performance.find_model(task.model.name);
  if (!entry) {
    work.problem = fmt::format("model \"{}\" is not in the registry", task.model.name);
    return;
  }
  const bool generates = generates_text(task, entry->facts.family);
  MeasurementRow row;
  row.model = std::string(entry->name);
  row.task = task.kind == TaskKind::train ? "train" : generates ? "generate" : "inference";
  row.seq_len = generates ? kUnknown : length_of(task).value_or(kUnknown);
  if (task.image_size) row.image_size = fmt::format("{:.0f}", *task.image_size);
  const RowJob described = job_of_row(row, performance);
  work.job = described.job;
  work.unit = described.unit.substr(0, described.unit.find('/'));
  work.model = described.model;
  const Request request = request_of(task);
  const double tokens = request.input + request.output;
  const std::string replaced =
      replace_facts(task.model, generates ? tokens : work.job.model.items_per_batch_element, work.job.model);
  if (!replaced.empty())
    work.assumptions.push_back(fmt::format("{} with the {} that the workload gives", work.model, replaced));
}

void set_described_model(const Task& task, TaskWork& work) {
  work.job.model = described_model(task.model, task.sequence_length, work.unit);
  const bool generates = generates_text(task, work.job.model.family);
  work.job.kind = task.kind == TaskKind::train ? JobKind::train
                  : generates                  ? JobKind::generate
                                               : JobKind::inference;
  if (work.unit == "tokens") work.job.model.items_per_batch_element = work.job.model.seq_len;
}

void set_model(const Task& task, const PerformanceCatalog& performance, TaskWork& work) {
  if (task.model.name.empty())
    set_described_model(task, work);
  else
    set_registered_model(task, performance, work);
  work.job.precision = task.precision;
  work.job.software = software_for(work.job.kind, task.maturity);
  work.job.software_known = true;
  work.job.software_year = kUnknown;
  work.job.global_batch = task.batch.value_or(kUnknown);
  // LoRA at rank 16 trains about half a percent of a 7B model's weights (Hu et al. 2021, arXiv:2106.09685).
  if (task.method == TrainMethod::full) return;
  work.job.trainable_fraction = 0.005;
  // Frozen weights stay in 16 bit; QLoRA keeps 4-bit NormalFloat and half a bit of constants (Dettmers et al.
  // 2023, arXiv:2305.14314).
  work.job.frozen_weight_bytes = task.method == TrainMethod::qlora ? 0.5625 : 2;
}

void set_request(const Task& task, TaskWork& work) {
  const Request request = request_of(task);
  work.job.prompt_tokens = request.input;
  work.job.output_tokens = request.output;
  work.unit = "tokens";
  work.sample_items = request.output;
  if (!task.input_tokens || !task.output_tokens)
    work.assumptions.push_back(fmt::format("{:.0f} tokens in and {:.0f} out per request (not all given)",
                                           work.job.prompt_tokens, work.job.output_tokens));
}

// Requests that a run answers; `tokens` are those read and written together.
double answers_of(const Task& task, const Dataset* data, TaskWork& work) {
  if (task.tokens) return *task.tokens / (work.job.prompt_tokens + work.job.output_tokens);
  if (const auto samples = samples_of(task, data)) return *samples;
  work.problem = "how many requests to answer is not known: give samples";
  return kUnknown;
}

// What a run reads from storage: as many samples as there are, where their size is stated, and no more than
// the dataset.
Bytes input_of(const Task& task, const Dataset* data, const TaskWork& work) {
  const Bytes all = data ? size_of(*data) : Bytes{};
  if (!task.model.bytes_per_sample || !is_job(task.kind) || !is_known(work.items)) return all;
  const double passes = task.kind == TaskKind::train && !task.tokens ? task.epochs.value_or(1) : 1;
  const Bytes read = *task.model.bytes_per_sample * (work.items / work.sample_items / passes);
  return data ? std::min(all, read) : read;
}

TaskWork model_work(const Task& task, const Dataset* data, const PerformanceCatalog& performance) {
  TaskWork work;
  set_model(task, performance, work);
  const bool generates = work.job.kind == JobKind::generate;
  if (generates)
    set_request(task, work);
  else
    set_sample_items(task, work);
  if (!work.problem.empty()) return work;
  if (task.kind == TaskKind::serve)
    work.items = work.sample_items;
  else if (generates)
    work.items = answers_of(task, data, work) * work.job.output_tokens;
  else
    work.items = items_of(task, data, work);
  work.predictable = work.problem.empty();
  return work;
}

BoostingLibrary boosting_library(std::string_view algorithm) {
  if (algorithm == "lightgbm") return BoostingLibrary::lightgbm;
  if (algorithm == "catboost") return BoostingLibrary::catboost;
  if (algorithm == "h2o") return BoostingLibrary::h2o;
  return BoostingLibrary::xgboost;
}

TaskWork tabular_work(const Task& task, const Dataset* data) {
  TaskWork work;
  work.job.kind = JobKind::tabular_fit;
  work.job.tabular.library = boosting_library(task.algorithm);
  work.model = task.algorithm;
  work.job.tabular.rows = task.rows ? *task.rows : data && data->rows ? *data->rows : kUnknown;
  work.job.tabular.features = task.features.value_or(kUnknown);
  work.job.tabular.trees = task.trees.value_or(100);
  work.job.tabular.depth = task.depth.value_or(6);
  work.items = work.job.tabular.rows;
  work.unit = "rows";
  work.predictable = true;
  return work;
}

TaskWork batch_work(const Task& task) {
  TaskWork work;
  work.job.kind = JobKind::batch;
  work.job.batch.core_hours = task.core_hours.value_or(kUnknown);
  work.job.batch.parallel_fraction = task.parallel_fraction.value_or(1);
  work.job.batch.memory_bytes = task.memory ? task.memory->value : kUnknown;
  work.unit = "core-hours";
  work.items = work.job.batch.core_hours;
  work.predictable = true;
  return work;
}

}  // namespace

Bytes size_of(const Dataset& data) {
  if (data.size) return *data.size;
  if (data.rows && data.row_size) return {*data.rows * data.row_size->value};
  return {};
}

TaskWork task_work(const Task& task, const Dataset* data, const PerformanceCatalog& performance) {
  TaskWork work;
  switch (task.kind) {
    case TaskKind::train:
    case TaskKind::infer:
    case TaskKind::serve:
      work = model_work(task, data, performance);
      break;
    case TaskKind::tabular:
      work = tabular_work(task, data);
      break;
    case TaskKind::batch:
      work = batch_work(task);
      break;
    case TaskKind::notebook:
    case TaskKind::vm:
      break;
  }
  work.input = input_of(task, data, work);
  return work;
}

}  // namespace cloudplan
