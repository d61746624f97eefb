// How long a run takes, how a service meets its load, and what it all costs.

#include "report/explain_parts.hpp"
#include "report/plan_words.hpp"
#include "support/format_text.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr const char* kBands[] = {"under 5 %",  "5 to 10 %", "10 to 15 %",
                                  "15 to 20 %", "over 20 %", "not published: taken as over 20 %"};

std::string copy_how(const TaskBasis& basis) {
  if (basis.input.value <= 0) return "until a machine is up; no data to copy";
  return fmt::format("{} until a machine is up, then {} at {}, {} of {:.4g} Gbit/s",
                     time_text(basis.machine_start), size_text(basis.copied),
                     bandwidth_text(basis.copy_bytes_per_second), percent_text(basis.copy_share),
                     basis.copy_bytes_per_second / basis.copy_share * 8 / 1e9);
}

std::string work_how(const ExplainedCandidate& of) {
  if (of.basis.job.kind == JobKind::batch) return "core-hours over the cores, their speed and Amdahl's law";
  return fmt::format("{} {} / throughput", count_text(of.basis.items), of.basis.unit);
}

}  // namespace

ExplainSection run_section(const ExplainedCandidate& of) {
  ExplainSection section{"run", "One run", {}, {}, {}};
  const RunTime& run = of.candidate.run;
  const auto add = [&](const char* key, const char* label, Seconds time, std::string how) {
    section.numbers.push_back(explained(key, label, time.value, "s", time_text(time), std::move(how)));
  };
  add("setup", "start and copy", run.setup, copy_how(of.basis));
  add("work", "work", run.work, work_how(of));
  if (run.lost.value > 0)
    add("lost", "lost to spot", run.lost, "checkpoints, rework and new machines; see below");
  add("total", "in all", run.total(),
      fmt::format("{} to {} in eight of ten such cases", time_text(run.total_p10()),
                  time_text(run.total_p90())));
  if (of.task.runs_given)
    section.numbers.push_back(
        explained("runs", "runs a month", of.task.runs_per_month, "", count_text(of.task.runs_per_month)));
  return section;
}

ExplainSection spot_section(const ExplainedCandidate& of) {
  ExplainSection section{"spot", "Spot interruptions", {}, {}, {}};
  const auto add = [&](auto... parts) { section.numbers.push_back(explained(parts...)); };
  const Price& price = of.catalog.prices()[of.candidate.offer.price];
  const double rate = of.basis.interruptions_per_hour;
  add("band", "machines lost in a month", kUnknown, "", kBands[static_cast<std::size_t>(price.interruption)],
      "as published; its middle, as a Poisson process");
  add("rate", "interruptions of a run's machines", rate, "1/h", fmt::format("{:.2g}/h", rate));
  if (of.task.checkpoint_interval)
    add("checkpoint_interval", "checkpoint every", of.task.checkpoint_interval->value, "s",
        time_text(*of.task.checkpoint_interval),
        fmt::format("{} to write one, {} to get another machine", time_text(of.basis.checkpoint_dump),
                    time_text(of.basis.spot_restart)));
  else
    add("checkpoint_interval", "checkpoint every", kUnknown, "s", "none",
        "a lost machine loses the whole run");
  add("interruptions", "expected interruptions of a run", of.candidate.run.interruptions, "",
      fmt::format("{:.2g}", of.candidate.run.interruptions), "rate x time of the run");
  add("lost", "expected loss of a run", of.candidate.run.lost.value, "s", time_text(of.candidate.run.lost),
      "Daly 2006: (1/r + restart)(exp(r (interval + dump)) - 1) work / interval - work");
  return section;
}

ExplainSection service_section(const ExplainedCandidate& of) {
  ExplainSection section{"service", "The service", {}, {}, {}};
  const auto add = [&](auto... parts) { section.numbers.push_back(explained(parts...)); };
  const ServiceSize& size = of.candidate.service;
  const double mean = of.task.requests ? of.task.requests->value : kUnknown;
  const double peak = std::max(of.task.peak.value_or(PerSecond{0}).value, is_known(mean) ? mean : 0);
  if (is_known(mean)) add("requests", "requests a second, mean", mean, "1/s", count_text(mean));
  add("peak", "requests a second at the peak", peak, "1/s", count_text(peak), "the fleet is sized for it");
  add("batch", "requests answered together", size.batch, "", count_text(size.batch),
      "at most; of 1, 4, 16, 64, 256 the first that needs the fewest replicas");
  add("capacity", "capacity of a replica", size.capacity, "1/s", fmt::format("{:.4g}/s", size.capacity));
  add("replicas", "replicas", size.replicas, "", count_text(size.replicas),
      "the fewest that keep the latency and stay at or below 80 % busy");
  add("utilization", "busy at the peak", size.utilization, "", percent_text(size.utilization),
      "peak / (replicas x capacity)");
  add("latency_p99", "99th percentile of wait and answer", size.latency_p99.value, "s",
      short_time_text(size.latency_p99.value),
      of.task.latency_p99 ? "target " + short_time_text(of.task.latency_p99->value) : "no target given");
  return section;
}

ExplainSection notebook_section(const ExplainedCandidate& of) {
  ExplainSection section{"notebook", "The hosted notebook", {}, {}, {}};
  const Notebook& notebook = of.catalog.table<Notebook>()[of.candidate.offer.notebook];
  const auto add = [&](auto... parts) { section.numbers.push_back(explained(parts...)); };
  const auto hours_text = [](double n) {
    return is_known(n) ? time_text(hours(n)) : std::string("none published");
  };
  add("session_limit", "longest session", notebook.session_hours_limit, "h",
      hours_text(notebook.session_hours_limit));
  add("weekly_quota", "quota a week", notebook.hours_per_week_limit, "h",
      hours_text(notebook.hours_per_week_limit));
  add("sessions", "sessions of a run", of.candidate.notebook.sessions, "",
      count_text(of.candidate.notebook.sessions));
  if (of.candidate.notebook.weeks > 0)
    add("weeks", "weeks of quota of a run", of.candidate.notebook.weeks, "",
        fmt::format("{:.2g}", of.candidate.notebook.weeks));
  if (of.candidate.notebook.quota_before > 0)
    add("quota_before", "hours of it that other tasks use first", of.candidate.notebook.quota_before, "h",
        time_text(hours(of.candidate.notebook.quota_before)));
  if (of.candidate.notebook.calendar > of.candidate.run.total())
    add("calendar_seconds", "from start to end", of.candidate.notebook.calendar.value, "s",
        time_text(of.candidate.notebook.calendar));
  if (of.candidate.notebook.compute_units > 0)
    add("compute_units", "compute units", of.candidate.notebook.compute_units, "",
        count_text(of.candidate.notebook.compute_units));
  return section;
}

namespace {

// The sources of lines, numbered in the order in which they come.
class Footnotes {
 public:
  ExplainTable::Cell number(const LineView& view) {
    if (view.source_key.empty()) return {"yours"};
    const std::string text = fmt::format("{} ({})", view.source, view.as_of);
    std::size_t n = 0;
    while (n < texts_.size() && texts_[n] != text) ++n;
    if (n == texts_.size()) texts_.push_back(text);
    return {fmt::format("[{}]", n + 1), kUnknown, fmt::format("{} ({})", view.source_key, view.as_of)};
  }
  void write(std::vector<std::string>& sentences) const {
    for (std::size_t n = 0; n < texts_.size(); ++n)
      sentences.push_back(fmt::format("[{}] {}", n + 1, texts_[n]));
  }

 private:
  std::vector<std::string> texts_;
};

}  // namespace

ExplainSection cost_section(const Cost& cost, const Catalog& catalog, std::string title) {
  ExplainSection section{"cost", std::move(title), {}, {}, {}};
  ExplainTable table{"lines",
                     {{"meter", "METER", false},
                      {"quantity", "QUANTITY", true},
                      {"unit", "UNIT", false},
                      {"unit_price_usd", "x PRICE", true},
                      {"amount_usd", "= AMOUNT", true},
                      {"paid", "PAID", false},
                      {"source", "FROM", false}},
                     {}};
  Footnotes notes;
  for (const LineView& view : cost_view(cost, catalog).lines) {
    const CostLine& line = *view.line;
    table.rows.push_back({{meter_text(line)},
                          {count_text(line.quantity), line.quantity},
                          {unbroken(line.unit), kUnknown, line.unit},
                          {unit_price_text(line.unit_price_usd), line.unit_price_usd},
                          {amount_text(line.amount, view.cents), line.amount.dollars()},
                          {line.recurrence == Recurrence::monthly ? "monthly" : "once"},
                          notes.number(view)});
  }
  if (!table.rows.empty()) section.tables.push_back(std::move(table));
  const Money once = cost.total(Recurrence::once) + cost.total(Recurrence::per_run);
  section.numbers.push_back(explained("total_usd", "sum of the lines", cost.total().dollars(), "USD",
                                      first_month_text(cost.total(Recurrence::monthly), once)));
  for (const std::string& meter : cost.unknown_meters)
    section.sentences.push_back("Not counted, because its price is not known: " + meter + '.');
  notes.write(section.sentences);
  return section;
}

}  // namespace cloudplan
