#include "foreign/import/importer.hpp"

#include "cloudplan/units.hpp"
#include "foreign/import/known_things.hpp"
#include "support/format_text.hpp"
#include "support/glob.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// The bounds of the workload's keys (docs/workload.md): what is outside would not be read.
constexpr double kLeastVcpus = 0.1, kMostVcpus = 1e4;
constexpr double kLeastMemory = 1e6, kMostMemory = 1125899906842624.0;  // 1 MB, 1 PiB
constexpr double kMostHours = 730;

bool names_some(std::string_view pattern, const std::vector<std::string_view>& known) {
  return std::any_of(known.begin(), known.end(),
                     [&](std::string_view key) { return names_accelerator(pattern, key); });
}

}  // namespace

void add_once(std::vector<std::string>& list, std::string value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

void set_accelerator(DraftItem& task, std::string_view name, double count, YamlPlace at,
                     const std::string& path, Importer& importer) {
  const std::vector<std::string_view>& known = importer.vocabulary.accelerators;
  // A name of the file may have an asterisk of its own.
  const bool pattern_given = name == "any" || (is_glob(name) && (known.empty() || names_some(name, known)));
  std::string pattern = pattern_given ? std::string(name) : accelerator_pattern(name, known);
  if (pattern.empty()) {
    importer.notes.add(at, fmt::format("{}: the catalog has no accelerator {}", path, in_quotes(name)),
                       "any GPU is planned instead; 'cloudplan offers --gpu NAME' searches");
    pattern = "any";
  } else if (pattern != "any" && !names_gpus(pattern, known)) {
    importer.notes.add(
        at,
        fmt::format("{}: {} is no GPU, and a plain machine is planned with GPUs only", path, in_quotes(name)),
        "describe what it computes instead: kind \"train\", \"infer\" or \"serve\"");
  }
  double whole = std::ceil(count);
  if (whole != count)
    importer.notes.add(at, fmt::format("{}: a part of an accelerator is planned as a whole one", path));
  if (whole < 1 || whole > 9999) {
    importer.notes.add(at, fmt::format("{}: {:g} accelerators are not planned; one is", path, count));
    whole = 1;
  }
  if (whole > 1 && pattern == "any") pattern = "*";  // a count stands behind a name or a pattern
  task.text("accelerator", whole > 1 ? fmt::format("{}:{:g}", pattern, whole) : pattern);
}

void set_machine(DraftItem& task, std::optional<double> vcpus, std::optional<Bytes> memory) {
  const bool sized = vcpus || memory || task.has("accelerator");
  if (vcpus) task.number("vcpus", std::clamp(*vcpus, kLeastVcpus, kMostVcpus));
  if (!sized) task.floor("vcpus", kLeastVcpus, "what it needs is not stated", "the smallest machine will do");
  if (memory) task.size("memory", {std::clamp(memory->value, kLeastMemory, kMostMemory)});
  if (!sized) task.gap("memory", "what it needs is not stated", "the smallest machine will do");
}

void set_job_hours(DraftItem& task, DraftJob job) {
  task.job = job;
  constexpr const char* kUntil = "a whole month is priced, 730 hours";
  const double runs = job.runs_per_month * job.waves;
  std::string what = "how many hours a month it runs is not stated";
  if (job.repeats)
    what = fmt::format("how long it runs is not stated ({} runs a month)", count_text(job.runs_per_month));
  if (job.waves > 1) what += fmt::format(", {:g} pods one after another", job.waves);
  if (!job.longest_hours) return task.gap("hours_per_month", what, kUntil);
  const double most = std::clamp(*job.longest_hours * runs, 0.001, kMostHours);
  task.floor("hours_per_month", most, what,
             fmt::format("the longest it may run is priced, {:.4g} hours", most));
}

void set_all_hours(DraftItem& task) { task.number("hours_per_month", kMostHours, "it runs all the time"); }

DraftItem& add_files(Importer& importer, std::string_view name, std::string comment,
                     std::optional<Bytes> size) {
  DraftItem data;
  data.name = importer.draft.free_name(name);
  data.comment = std::move(comment);
  data.text("kind", "files");
  if (size)
    data.size("size", *size);
  else
    data.gap("size", "how large it is, such as \"150 GB\"", "it is not in the plan");
  data.require("size");
  importer.draft.data.push_back(std::move(data));
  return importer.draft.data.back();
}

}  // namespace cloudplan
