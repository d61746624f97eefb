#include "report/plan_words.hpp"

#include "support/format_text.hpp"

#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// "costs 8.8 times as much ($9.80)"
std::string cost_phrase(const CandidateView& other) {
  const std::string amount = usd_text(other.amount);
  const double ratio = other.cost_ratio;
  if (!is_known(ratio))
    return other.amount.nanos == 0 ? "costs nothing either" : fmt::format("costs {}", amount);
  if (other.amount.nanos == 0) return "costs nothing";
  if (std::abs(ratio - 1) < 0.005) return fmt::format("costs the same ({})", amount);
  if (ratio >= 1.5)
    return fmt::format("costs {} as much ({})", unbroken(factor_text(ratio) + " times"), amount);
  if (ratio > 1) return fmt::format("costs {} more ({})", unbroken(percent_text(ratio - 1)), amount);
  return fmt::format("costs {} less ({})", unbroken(percent_text(1 - ratio)), amount);
}

// "takes 16 times as long (51 h)"; empty where there is no time to compare.
std::string time_phrase(const CandidateView& other) {
  const double ratio = other.time_ratio;
  if (!is_known(ratio)) return {};
  const std::string time = unbroken(time_text(wall_time(*other.candidate)));
  if (std::abs(ratio - 1) < 0.02) return fmt::format("takes as long ({})", time);
  if (ratio >= 1.5)
    return fmt::format("takes {} as long ({})", unbroken(factor_text(ratio) + " times"), time);
  if (ratio > 1) return fmt::format("takes {} longer ({})", unbroken(percent_text(ratio - 1)), time);
  if (ratio > 1 / 1.5) return fmt::format("is {} quicker ({})", unbroken(percent_text(1 - ratio)), time);
  return fmt::format("is {} as fast ({})", unbroken(factor_text(1 / ratio) + " times"), time);
}

std::string compared(const CandidateView& other) {
  const std::string time = time_phrase(other);
  return cost_phrase(other) + (time.empty() ? "" : " and " + time);
}

std::string offer_text(const CandidateView& view, const TextStyle& style) {
  return fmt::format("{} in {}", machines_text(view, style), where_text(view.offer));
}

std::string work_sentence(const TaskView& task, const Candidate& candidate) {
  const Prediction& prediction = candidate.prediction;
  std::string text = fmt::format("Limited by {}", bottleneck_text(prediction.bottleneck));
  const bool counted = task.task->kind != TaskKind::batch && !task.placed->unit.empty();
  if (is_known(prediction.throughput) && counted)
    text += fmt::format(
        ", {}", unbroken(fmt::format("{} {}/s", count_text(prediction.throughput), task.placed->unit)));
  if (prediction.precision != Precision::automatic)
    text += fmt::format(", precision {}", precision_name(prediction.precision));
  if (is_known(prediction.global_batch) && prediction.global_batch > 0)
    text += fmt::format(", batch {}", count_text(std::round(prediction.global_batch)));
  if (is_known(prediction.memory_needed_bytes) && is_known(prediction.memory_available_bytes))
    text += ", " + unbroken(fmt::format("{} of {} GiB of memory",
                                        count_text(in_gib({prediction.memory_needed_bytes})),
                                        count_text(in_gib({prediction.memory_available_bytes}))));
  if (prediction.sharded) text += ", divided over the accelerators";
  if (prediction.recomputed) text += ", activations recomputed";
  return text + '.';
}

std::string time_sentence(const RunTime& run) {
  std::string text = fmt::format("A run: {} of work, {} to start and copy the data",
                                 unbroken(time_text(run.work)), unbroken(time_text(run.setup)));
  if (run.lost.value >= 1)
    text +=
        fmt::format(", {} for checkpoints and interruptions ({} expected)", unbroken(time_text(run.lost)),
                    run.interruptions < 0.01 ? "fewer than 0.01" : fmt::format("{:.2g}", run.interruptions));
  return text + '.';
}

std::string service_sentence(const ServiceSize& size) {
  const std::string together = size.batch > 1 ? fmt::format("up to {} together", count_text(size.batch))
                                              : std::string("one at a time");
  return fmt::format("Each replica answers {}, {}; {} busy at the peak.",
                     unbroken(count_text(size.capacity) + " requests/s"), together,
                     unbroken(percent_text(size.utilization)));
}

std::string notebook_sentence(const Candidate& candidate) {
  const NotebookUse& use = candidate.notebook;
  std::string text;
  if (use.sessions > 0)
    text = fmt::format("{} session{} a run", count_text(use.sessions), use.sessions == 1 ? "" : "s");
  if (use.weeks > 0)
    text += fmt::format("{}{} of a week's quota", text.empty() ? "" : ", ", percent_text(use.weeks));
  if (use.quota_before > 0)
    text += fmt::format(" after {} of it that other tasks use", unbroken(time_text(hours(use.quota_before))));
  if (use.compute_units > 0)
    text += fmt::format("{}{} compute units", text.empty() ? "" : ", ", count_text(use.compute_units));
  if (use.calendar > candidate.run.total()) {
    const double weeks = std::ceil(use.weeks);
    text += fmt::format("{}a run ends {} after its start{}", text.empty() ? "" : ", ",
                        unbroken(time_text(use.calendar)),
                        weeks > 1 ? ", in week " + count_text(weeks) + " of the quota" : "");
  }
  return text.empty() ? text : "Hosted notebook: " + text + '.';
}

// CPU or GPU, and what the other would cost and take.
std::string processor_sentence(const TaskView& task, const TextStyle& style) {
  const TaskKind kind = task.task->kind;
  const CandidateView& chosen = *task.chosen();
  const bool gpu = chosen.is_gpu();
  const CandidateView* const other = task.with_role(gpu ? "cheapest_cpu" : "cheapest_gpu");
  const char* const here = gpu ? "GPU" : "CPU";
  const char* const there = gpu ? "CPU" : "GPU";
  if (other)
    return fmt::format("CPU or GPU? {}. The cheapest {} offer, {}, {}.", here, there,
                       offer_text(*other, style), compared(*other));
  const bool open = task.task->constraints.accelerators.empty();
  const bool both = kind == TaskKind::train || kind == TaskKind::infer || kind == TaskKind::serve ||
                    kind == TaskKind::tabular;
  return both && open ? fmt::format("CPU or GPU? {}. No {} offer fits and keeps the limits.", here, there)
                      : "";
}

std::string runner_up_sentence(const TaskView& task, const TextStyle& style) {
  const CandidateView* const second = task.with_role("runner_up");
  if (!second) return {};
  const std::string rest = fmt::format("{} {}", offer_text(*second, style), compared(*second));
  // One provider for all, an objective of time, a limit of the whole workload.
  const char* const alone =
      second->amount.nanos < task.chosen()->amount.nanos
          ? " It is cheaper by itself; the chosen one is better for the plan as a whole."
          : "";
  if (!task.placed->tie) return fmt::format("Runner-up: {}.{}", rest, alone);
  if (!task.chosen()->candidate->timed) return fmt::format("As good: {}.{}", rest, alone);
  const bool free = task.chosen()->amount.nanos == 0;
  return fmt::format("A tie: {}, which is within the error of the prediction. Either may turn out {}.{}",
                     rest, free ? "quicker" : "cheaper", alone);
}

}  // namespace

std::vector<std::string> why_task(const TaskView& task, const TextStyle& style) {
  std::vector<std::string> sentences;
  const auto add = [&](std::string sentence) {
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
  };
  if (!task.chosen()) return sentences;
  const Candidate& chosen = *task.chosen()->candidate;
  if (chosen.timed) add(work_sentence(task, chosen));
  if (chosen.timed && task.job) add(time_sentence(chosen.run));
  if (chosen.timed && !task.job) add(service_sentence(chosen.service));
  if (chosen.offer.is_notebook()) add(notebook_sentence(chosen));
  if (task.placed->calibrated) add("Anchored to your own measurement.");
  add(processor_sentence(task, style));
  add(runner_up_sentence(task, style));
  if (task.placed->commitment) add(task.placed->commitment->verdict);
  return sentences;
}

}  // namespace cloudplan
