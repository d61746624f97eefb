#include "report/plan_words.hpp"

#include "cloudplan/quantity.hpp"
#include "support/format_text.hpp"
#include "support/money_text.hpp"

#include <array>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr std::string_view kNoBreak = "\u00a0";

// "8 NVIDIA A100 40 GB", "NVIDIA L4", "1/8 NVIDIA A10"
std::string accelerators_text(const OfferView& offer) {
  const double n = offer.accelerators;
  if (n == 1) return offer.accelerator_title;
  if (n < 1) return fmt::format("1/{:.0f} {}", 1 / n, offer.accelerator_title);
  return fmt::format("{} {}", count_text(n), offer.accelerator_title);
}

std::string equipment_text(const OfferView& offer) {
  if (offer.accelerators > 0) return unbroken(accelerators_text(offer));
  std::string text;
  if (is_known(offer.vcpus)) text = unbroken(count_text(offer.vcpus) + " vCPU");
  if (is_known(offer.memory_gib))
    text += (text.empty() ? "" : ", ") + unbroken(count_text(offer.memory_gib) + " GiB");
  return text;
}

// A time as the user gave it: without a digit that says nothing.
std::string given_time(Seconds time) {
  std::string text = time_text(time);
  if (const std::size_t zero = text.find(".0 "); zero != std::string::npos) text.erase(zero, 2);
  return text;
}

// "1 epoch", "90 epochs"
std::string plural(double count, std::string_view noun) {
  return fmt::format("{} {}{}", count_text(count), noun, count == 1 ? "" : "s");
}

std::string service_text(const Candidate& candidate) {
  const ServiceSize& size = candidate.service;
  std::string text = unbroken(plural(size.replicas, "replica"));
  if (size.latency_p99.value > 0) {
    const double s = size.latency_p99.value;
    text += unbroken(s < 0.9995 ? fmt::format(", p99 {:.0f} ms", s * 1000)
                     : s < 9.95 ? fmt::format(", p99 {:.1f} s", s)
                                : ", p99 " + time_text(size.latency_p99));
  }
  return text;
}

}  // namespace

std::string unbroken(std::string text) {
  for (std::size_t at = 0; (at = text.find(' ', at)) != std::string::npos; at += kNoBreak.size())
    text.replace(at, 1, kNoBreak);
  return text;
}

std::string with_blanks(std::string text) {
  for (std::size_t at = 0; (at = text.find(kNoBreak, at)) != std::string::npos; ++at)
    text.replace(at, kNoBreak.size(), " ");
  return text;
}

std::string verdict_text(const PlanView& view) {
  if (!view.plan->feasible) return "no plan keeps every limit";
  const std::string monthly = cents_text(view.monthly_cents);
  // What is less than a cent once is in the lines, and no second number here.
  if (view.plan->one_off.nanos == 0 || (view.once_cents == 0 && view.monthly_cents > 0))
    return monthly + " a month";
  if (view.plan->monthly.nanos == 0) return cents_text(view.once_cents) + " once";
  return fmt::format("{} in the first month, then {} a month", cents_text(view.first_month_cents), monthly);
}

namespace {
Seconds time_of_jobs(const PlanView& view) {
  Seconds sum;
  for (const TaskView& task : view.tasks)
    if (task.job && task.chosen() && task.chosen()->candidate->timed)
      sum = sum + wall_time(*task.chosen()->candidate);
  return sum;
}
}  // namespace

std::vector<LimitText> limit_texts(const PlanView& view) {
  std::vector<LimitText> texts;
  const Workload& workload = *view.workload;
  if (workload.budget) {
    // The exact sum decides; what the cents on the page leave is what is said of it.
    const bool kept = view.plan->first_month() <= *workload.budget;
    const std::int64_t rest = std::max<std::int64_t>(cents(*workload.budget) - view.first_month_cents, 0);
    texts.push_back(
        {fmt::format("budget {}: {} {}", cents_text(cents(*workload.budget)),
                     kept ? "kept in the first month," : "exceeded in the first month by",
                     kept ? cents_text(rest) + " to spare"
                          : first_month_above(view.plan->monthly, view.plan->one_off, *workload.budget)),
         kept});
  }
  if (workload.deadline) {
    const Seconds chain = view.plan->longest_chain, all = time_of_jobs(view);
    constexpr double kSame = 1.005;  // what no report shows
    const char* const who =
        all.value > chain.value * kSame ? "the longest chain of jobs takes " : "the jobs take ";
    const bool kept = chain <= *workload.deadline;
    texts.push_back(
        {fmt::format("deadline {}: {}, {}", given_time(*workload.deadline), kept ? "kept" : "missed",
                     chain.value > 0 ? who + time_text(chain) : "no job takes time"),
         kept});
  }
  for (const TaskView& task : view.tasks) {
    if (!task.task->deadline || !task.chosen() || !task.chosen()->candidate->timed) continue;
    const Seconds total = wall_time(*task.chosen()->candidate);
    const bool kept = total <= *task.task->deadline;
    texts.push_back({fmt::format("deadline {} of {}: {}, it takes {}", given_time(*task.task->deadline),
                                 task.task->name, kept ? "kept" : "missed", time_text(total)),
                     kept});
  }
  return texts;
}

std::string machines_text(const CandidateView& view, const TextStyle& style) {
  const bool notebook = view.candidate->offer.is_notebook();
  if (notebook && view.candidate->machines == 1) return view.offer.type;
  const std::string equipment = notebook ? std::string() : equipment_text(view.offer);
  return fmt::format("{}{}{}{}{}{}", count_text(view.candidate->machines), kNoBreak, style.times(), kNoBreak,
                     view.offer.type, equipment.empty() ? "" : " (" + equipment + ")");
}

std::string place_text(const PlaceView& place) {
  return place.region.empty() ? place.provider : place.provider + '/' + place.region;
}

std::string long_place_text(const PlaceView& place) {
  if (place.region.empty()) return place.provider_title;
  return place.region_title.empty() || place.region_title == place.region
             ? place_text(place)
             : fmt::format("{} ({})", place_text(place), unbroken(place.region_title));
}

std::string purchase_text(std::string_view purchase) {
  if (purchase == "on_demand") return unbroken("on demand");
  if (purchase == "commit_1y") return unbroken("1-year commitment");
  if (purchase == "commit_3y") return unbroken("3-year commitment");
  return purchase == "notebook" ? "" : std::string(purchase);
}

std::string where_text(const OfferView& offer) {
  const std::string bought = purchase_text(offer.purchase);
  return bought.empty() ? place_text(offer.place) : place_text(offer.place) + ", " + bought;
}

std::string effort_text(const TaskView& task, const CandidateView& view, const TextStyle& style) {
  const Candidate& candidate = *view.candidate;
  if (!candidate.timed) return {};
  if (!task.job) return service_text(candidate);
  // What a notebook makes wait for has no band.
  if (wall_time(candidate) > candidate.run.total())
    return unbroken(fmt::format("{} of computing in {}", time_text(candidate.run.total()),
                                time_text(wall_time(candidate))));
  const std::string time = time_text(candidate.run.total());
  const std::string band = band_text(candidate.run.total_p10(), candidate.run.total_p90(), style.dash());
  return unbroken(time == band ? time : fmt::format("{} ({})", time, band));
}

std::string roles_text(const CandidateView& view) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kWords = {
      {{"chosen", "chosen"},
       {"runner_up", "runner-up"},
       {"cheapest_cpu", "cheapest CPU"},
       {"cheapest_gpu", "cheapest GPU"},
       {"free", "free"},
       {"cheapest_on_demand", "cheapest on demand"},
       {"fastest", "fastest"}}};
  std::string text;
  for (const auto& [role, words] : kWords)
    if (view.has_role(role)) text += (text.empty() ? "" : ", ") + unbroken(std::string(words));
  if (text.empty()) text = unbroken("best of " + view.offer.place.provider);
  return text;
}

std::string task_title(const Task& task) {
  constexpr const char* kVerbs[] = {"train", "run", "serve", "batch job", "train", "notebook", "machine"};
  std::string text = kVerbs[static_cast<std::size_t>(task.kind)];
  const auto add = [&](const std::string& part) { text += ", " + part; };
  const std::string& subject = task.kind == TaskKind::tabular ? task.algorithm : task.model.name;
  if (!subject.empty()) text += ' ' + subject;
  if (!task.dataset.empty()) text += (is_job(task.kind) ? " on " : " with ") + task.dataset;
  if (task.epochs) add(plural(*task.epochs, "epoch"));
  if (task.requests) add(count_text(task.requests->value) + "/s");
  if (task.peak) add(fmt::format("peak {}/s", count_text(task.peak->value)));
  if (task.core_hours) add(plural(*task.core_hours, "core-hour"));
  if (task.kind == TaskKind::tabular && task.rows) add(plural(*task.rows, "row"));
  if (task.runs_given) add(plural(task.runs_per_month, "run") + " a month");
  if (task.vcpus) add(count_text(*task.vcpus) + " vCPU");
  if (task.memory) add(format_quantity(QuantityKind::bytes, task.memory->value));
  if (task.kind == TaskKind::vm && task.count != 1) add(count_text(task.count) + " of them");
  if (task.users) add(plural(*task.users, "user"));
  if (task.hours_per_week) add(count_text(*task.hours_per_week) + " h a week");
  if (task.hours_per_month) add(count_text(*task.hours_per_month) + " h a month");
  return text;
}

std::string dataset_title(const Dataset& dataset) {
  const bool files = dataset.kind == DatasetKind::files;
  std::optional<Bytes> size = dataset.size;
  if (!size && dataset.rows && dataset.row_size) size = *dataset.row_size * *dataset.rows;
  const auto& count = files ? dataset.objects : dataset.rows;
  std::string text = size ? size_text(*size) : "size not known";
  const char* const noun = files ? "files" : "records";
  return count ? fmt::format("{} in {}", text, plural(*count, files ? "file" : "record"))
               : fmt::format("{} of {}", text, noun);
}

namespace {

// "84 reads/month" where it would be 0.00003 reads/s.
std::string amount_of_flip(const FlipPoint& flip) {
  constexpr double kSlow = 0.01;
  constexpr std::string_view kPerSecond = "/s";
  if (flip.unit == "bytes") return size_text({flip.value});
  const bool rate = flip.unit.ends_with(kPerSecond);
  if (rate && flip.value < kSlow)
    return fmt::format("{} {}/month", count_text(flip.value * kSecondsPerMonth),
                       flip.unit.substr(0, flip.unit.size() - kPerSecond.size()));
  return (flip.value < 1 ? fmt::format("{:.2g}", flip.value) : count_text(flip.value)) + ' ' + flip.unit;
}

}  // namespace

std::string flip_text(const FlipPoint& flip) {
  std::string what = flip.parameter;
  const std::string value = amount_of_flip(flip);
  if (flip.unit.find(flip.parameter) != std::string::npos) what.clear();  // "116 million object reads/month"
  constexpr double kNearlyNow = 0.005, kMuchMore = 1.5, kMuchLess = 1e-3;
  const std::string now = std::abs(flip.factor - 1) < kNearlyNow ? "where it is today"
                          : flip.factor >= kMuchMore             ? factor_text(flip.factor) + " times today's"
                          : flip.factor < kMuchLess              ? "less than 0.1 % of today's"
                                                                 : percent_text(flip.factor) + " of today's";
  return fmt::format("{}{}{} {} ({}): {}", what, what.empty() ? "" : " ", flip.factor > 1 ? "above" : "below",
                     unbroken(value), unbroken(now), flip.becomes);
}

std::string flips_title(const DatasetView& data) {
  return data.placed->read ? "Its tasks staying where they are, the answer changes with"
                           : "The answer changes with";
}

std::string price_dates_text(const std::vector<PriceDate>& dates, const TextStyle& style) {
  std::string text;
  for (const PriceDate& date : dates)
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", unbroken(date.title),
                        date.oldest == date.newest
                            ? date.oldest
                            : unbroken(fmt::format("{} {} {}", date.oldest, style.dash(), date.newest)));
  return text;
}

std::string meter_text(const CostLine& line) {
  std::string about = line.note;
  const auto add = [&](const std::string& part) { about += (about.empty() ? "" : "; ") + part; };
  if (is_known(line.list_price_usd)) add("list " + unit_price_text(line.list_price_usd));
  if (!line.change.empty()) add(line.change);
  return about.empty() ? line.meter : fmt::format("{} ({})", line.meter, about);
}

std::string config_title(const PlanView& view) {
  return view.config ? fmt::format("Your configuration ({})", view.config->file) : std::string();
}

std::string configured_text(const ReportOptions& options) {
  return options.configuration.empty() ? ""
                                       : fmt::format("With your configuration, {}. ", options.configuration);
}

std::vector<std::string> allowance_texts(const Plan& plan) {
  std::vector<std::string> texts;
  for (const AllowanceUse& use : plan.allowances)
    texts.push_back(fmt::format("{}: {} of {} {} used", use.name, count_text(use.used),
                                count_text(use.amount), use.unit));
  return texts;
}

std::vector<std::string> owned_texts(const Plan& plan) {
  std::vector<std::string> texts;
  for (const OwnedUse& use : plan.owned) {
    const auto amount = [&](double value) {
      return use.dollars ? usd_text(dollars(value)) : count_text(std::round(value * 10) / 10) + " h";
    };
    const double unused = use.available - use.used;
    texts.push_back(fmt::format("{}: {} of {} used a month{}", use.label, amount(use.used),
                                amount(use.available),
                                unused > 1e-6 * use.available ? ", " + amount(unused) + " stay unused" : ""));
  }
  return texts;
}

std::string convention_text() {
  const DisplayCurrency& currency = display_currency();
  if (currency.is_usd()) return "List prices in US dollars without tax; a month is 730 hours.";
  return fmt::format(
      "Prices are sold in US dollars, shown in {} at {:.9g} for a dollar (rate of {}), without tax; a month "
      "is "
      "730 hours.",
      currency.code, currency.rate, currency.date);
}

std::string bottleneck_text(Bottleneck bottleneck) {
  constexpr const char* kWords[] = {"computation", "memory bandwidth", "reading and decoding the data",
                                    "communication between accelerators", "fixed overhead per step"};
  return kWords[static_cast<std::size_t>(bottleneck)];
}

std::string precision_name(Precision precision) {
  constexpr const char* kNames[] = {"automatic", "fp64", "fp32", "tf32", "fp16",
                                    "bf16",      "amp",  "fp8",  "int8", "int4"};
  return kNames[static_cast<std::size_t>(precision)];
}

}  // namespace cloudplan
