// What is to be done, on what machine, and how long a step takes.

#include "report/explain_parts.hpp"
#include "report/plan_words.hpp"
#include "support/format_text.hpp"

#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string singular(const std::string& unit) {
  if (unit.empty()) return "item";
  return unit.back() == 's' ? unit.substr(0, unit.size() - 1) : unit;
}

std::string memory_text(double bytes) { return count_text(in_gib({bytes})) + " GiB"; }

const char* passes_text(JobKind kind) {
  return kind == JobKind::train ? "3 forward passes' work (forward, and twice that backward)"
                                : "one forward pass";
}

void add_model(const ExplainedCandidate& of, ExplainSection& section) {
  const Job& job = of.basis.job;
  std::string from = "from the workload";
  std::string name = "described in the workload";
  if (of.basis.model != kNoIndex) {
    const ModelRecord& record = of.catalog.models()[of.basis.model];
    name = of.catalog.text(record.name);
    const Source& source = of.catalog.sources()[record.source];
    from = fmt::format("{} ({})", of.catalog.text(source.text), of.catalog.text(source.as_of));
  }
  section.numbers.push_back(explained("model", "model", kUnknown, "", name, from));
  if (is_known(job.model.parameters))
    section.numbers.push_back(
        explained("parameters", "parameters", job.model.parameters, "", count_text(job.model.parameters)));
  const std::string item = singular(of.basis.unit);
  if (is_known(job.model.forward_flops))
    section.numbers.push_back(explained("forward_flops", "forward pass of one " + item,
                                        job.model.forward_flops, "FLOP", flops_text(job.model.forward_flops),
                                        "a multiply and an add count as two"));
  if (is_known(of.basis.factors.item_flops))
    section.numbers.push_back(
        explained("item_flops", "work of one " + item, of.basis.factors.item_flops, "FLOP",
                  flops_text(of.basis.factors.item_flops),
                  fmt::format("{}, times what real code does beside its nominal FLOPs (fitted)",
                              passes_text(job.kind))));
}

void add_items(const ExplainedCandidate& of, ExplainSection& section) {
  const TaskBasis& basis = of.basis;
  const bool job = is_job(of.task.kind);
  std::string how;
  if (job && of.task.epochs) how = fmt::format("over {} epochs", count_text(*of.task.epochs));
  if (basis.job.kind == JobKind::batch) how = "on one core of the reference processor";
  section.numbers.push_back(explained("items", job ? basis.unit + " of a run" : basis.unit + " of a request",
                                      basis.items, basis.unit, count_text(basis.items), how));
  if (job && is_known(basis.factors.item_flops))
    section.numbers.push_back(
        explained("total_flops", "work of a run", basis.items * basis.factors.item_flops, "FLOP",
                  flops_text(basis.items * basis.factors.item_flops), "items times the work of one"));
  if (basis.input.value > 0)
    section.numbers.push_back(explained("input", "data that a run reads", basis.input.value, "byte",
                                        size_text(basis.input), "of " + of.task.dataset));
}

void add_tabular(const TabularJob& job, ExplainSection& section) {
  const auto add = [&](const char* key, double value) {
    section.numbers.push_back(
        explained(key, key, value, "", is_known(value) ? count_text(value) : "unknown"));
  };
  add("features", job.features);
  add("trees", job.trees);
  add("depth", job.depth);
}

}  // namespace

ExplainSection work_section(const ExplainedCandidate& of) {
  ExplainSection section{"work", "The work", {}, {}, {}};
  const JobKind kind = of.basis.job.kind;
  if (kind != JobKind::batch && kind != JobKind::tabular_fit) add_model(of, section);
  if (kind == JobKind::tabular_fit) add_tabular(of.basis.job.tabular, section);
  add_items(of, section);
  return section;
}

ExplainSection machine_section(const ExplainedCandidate& of) {
  ExplainSection section{"machine", "The machine", {}, {}, {}};
  const OfferView offer = offer_view(of.candidate.offer, of.catalog);
  const StepFactors& f = of.basis.factors;
  const Prediction& p = of.candidate.prediction;
  const auto add = [&](auto... parts) { section.numbers.push_back(explained(parts...)); };
  add("offer", "offer", kUnknown, "", offer.name, where_text(offer));
  const double machines = of.candidate.machines;
  add("machines", is_job(of.task.kind) ? "machines of a run" : "machines", machines, "",
      count_text(machines));
  if (offer.accelerators > 0)
    add("accelerators", "accelerators of one", offer.accelerators, "",
        fmt::format("{:.3g}", offer.accelerators), offer.accelerator_title);
  if (is_known(offer.vcpus))
    add("vcpus", "vCPUs of one", offer.vcpus, "", count_text(offer.vcpus), offer.arch);
  if (!of.candidate.timed) return section;
  if (p.precision != Precision::automatic)
    add("precision", "precision", kUnknown, "", precision_name(p.precision),
        of.basis.job.precision == Precision::automatic ? "the best that the device and the task allow"
                                                       : "as the workload says");
  if (is_known(f.peak_flops))
    add("peak_flops", "peak in that precision", f.peak_flops, "FLOP/s", flops_text(f.peak_flops, "FLOP/s"),
        "of all accelerators or cores");
  if (is_known(f.compute_share))
    add("compute_share", "share of it that real code reaches", f.compute_share, "",
        percent_text(f.compute_share), "fitted to measurements, by generation and software");
  if (is_known(f.peak_bandwidth))
    add("peak_bandwidth", "peak memory bandwidth", f.peak_bandwidth, "byte/s",
        bandwidth_text(f.peak_bandwidth));
  if (is_known(f.memory_share))
    add("memory_share", "share of it reached", f.memory_share, "", percent_text(f.memory_share), "fitted");
  if (is_known(p.memory_needed_bytes) && is_known(p.memory_available_bytes))
    add("memory_needed", "memory needed", p.memory_needed_bytes, "byte", memory_text(p.memory_needed_bytes),
        fmt::format("at the smallest batch, of {}{}{}", memory_text(p.memory_available_bytes),
                    p.sharded ? "; divided over the accelerators" : "",
                    p.recomputed ? "; activations are recomputed" : ""));
  return section;
}

ExplainSection step_section(const ExplainedCandidate& of) {
  ExplainSection section{"step", "One step", {}, {}, {}};
  const Prediction& p = of.candidate.prediction;
  const StepFactors& f = of.basis.factors;
  const StepTime& t = p.step;
  const auto add = [&](auto... parts) { section.numbers.push_back(explained(parts...)); };
  const bool generate = of.basis.job.kind == JobKind::generate;
  if (is_known(f.items) && t.total > 0) {
    add("batch", generate ? "requests answered together" : of.basis.unit + " of a step", f.items, "",
        count_text(f.items));
    add("compute", "computing", t.compute, "s", short_time_text(t.compute),
        is_known(f.compute_share) ? "items x work of one / (peak x share)"
                                  : "prompts, then token after token");
    add("memory", "moving memory", t.memory, "s", short_time_text(t.memory),
        fmt::format("{} / (bandwidth x share)", size_text({f.step_bytes})));
    if (t.input > 0)
      add("input", "reading and decoding data", t.input, "s", short_time_text(t.input),
          "on the host's vCPUs");
    if (t.communication > 0)
      add("communication", "communication", t.communication, "s", short_time_text(t.communication),
          "between accelerators and machines");
    add("overhead", "overhead", t.overhead, "s", short_time_text(t.overhead), "launches and host work");
    add("step", generate ? "a batch of requests in all" : "step in all", t.total, "s",
        short_time_text(t.total), "parts overlap: less than their sum");
    add("bottleneck", "bottleneck", kUnknown, "", bottleneck_text(p.bottleneck));
  }
  const std::string unit = of.basis.unit + "/s";
  if (of.basis.job.kind != JobKind::batch)
    add("throughput", "throughput", p.throughput, unit, count_text(p.throughput) + ' ' + unit,
        fmt::format("{} to {} in eight of ten such cases", count_text(p.p10), count_text(p.p90)));
  return section;
}

}  // namespace cloudplan
