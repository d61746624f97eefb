#include "planner/choice_odds.hpp"

#include "planner/joint_plan.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <string>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr int kDraws = 4000;
constexpr std::size_t kMostRivals = 40;
constexpr std::uint64_t kSeed = 20260101;  // any; the same result every time
// Share of the variance of the logarithms of the errors that all machines have
// in common: what is wrong with the model of a job is wrong everywhere.
constexpr double kShared = 0.5;
// A tenth lies beyond so many standard deviations of a normal distribution.
constexpr double kTenth = 1.2815515655446004;

// Normal deviates by Box and Muller: std::normal_distribution differs between libraries.
class Normal {
 public:
  double draw() {
    const double u = (static_cast<double>(bits_() >> 11U) + 0.5) * 0x1p-53;
    const double v = (static_cast<double>(bits_() >> 11U) + 0.5) * 0x1p-53;
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
  }

 private:
  std::mt19937_64 bits_{kSeed};
};

struct Rival {
  std::string name;
  std::size_t device = 0;     // machines of one device err together
  double fixed_usd = 0;       // that does not depend on the work's time: its share of setup, and transfer
  double work_usd = 0;        // at the median
  double slow = 0, fast = 0;  // standard deviations of the logarithm of the work's time, either side
};

// What a device is, for its errors: the accelerator, or the processor generation.
std::string device_of(const Catalog& catalog, const Offer& offer) {
  if (offer.is_notebook()) {
    const Notebook& notebook = catalog.table<Notebook>()[offer.notebook];
    return fmt::format("a{}", notebook.accelerator);
  }
  const InstanceType& type = catalog.instance_types()[offer.type];
  return type.accelerator_count > 0 ? fmt::format("a{}", type.accelerator) : fmt::format("c{}", type.cpu);
}

std::string name_of(const Catalog& catalog, const Offer& offer) {
  if (!offer.is_notebook()) return catalog.full_name(catalog.instance_types()[offer.type]);
  const Notebook& notebook = catalog.table<Notebook>()[offer.notebook];
  return fmt::format("{} {} ({})", catalog.text(notebook.service), catalog.text(notebook.plan),
                     catalog.text(notebook.machine));
}

Rival rival_of(const Candidate& candidate, double transfer_usd) {
  Rival rival;
  const RunTime& run = candidate.run;
  const double usd = candidate.per_month.dollars();
  const double share = (run.work + run.lost) / run.total();
  rival.work_usd = usd * share;
  rival.fixed_usd = usd * (1 - share) + transfer_usd;
  rival.slow = std::log(run.work_p90 / run.work) / kTenth;
  rival.fast = std::log(run.work / run.work_p10) / kTenth;
  return rival;
}

// The best of each machine type, the cheapest first.
std::vector<Rival> rivals_of(const JointPlan& joint, const Catalog& catalog, std::size_t task) {
  const TaskSearch& search = joint.search(task);
  std::vector<std::pair<double, const Scored*>> best;
  for (const Scored& scored : joint.ranking(task).by_timed)
    if (scored.possible())
      best.emplace_back(scored.score + joint.flow_usd(task, search.place_of(scored)), &scored);
  std::stable_sort(best.begin(), best.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Rival> rivals;
  std::vector<std::string> devices;
  for (const auto& [score, scored] : best) {
    if (rivals.size() == kMostRivals) break;
    const Candidate candidate = search.materialize(*scored);
    if (!candidate.timed || !(candidate.run.work.value > 0)) continue;
    Rival rival = rival_of(candidate, joint.flow_usd(task, search.place_of(*scored)));
    rival.name = name_of(catalog, candidate.offer);
    const std::string device = device_of(catalog, candidate.offer);
    const auto known = std::find(devices.begin(), devices.end(), device);
    rival.device = static_cast<std::size_t>(known - devices.begin());
    if (known == devices.end()) devices.push_back(device);
    rivals.push_back(std::move(rival));
  }
  return rivals;
}

std::size_t cheapest(const std::vector<Rival>& rivals, double common, const std::vector<double>& own) {
  std::size_t winner = 0;
  double least = 0;
  for (std::size_t i = 0; i < rivals.size(); ++i) {
    const Rival& r = rivals[i];
    const double z = std::sqrt(kShared) * common + std::sqrt(1 - kShared) * own[r.device];
    const double usd = r.fixed_usd + r.work_usd * std::exp(z * (z > 0 ? r.slow : r.fast));
    if (i == 0 || usd < least) winner = i, least = usd;
  }
  return winner;
}

}  // namespace

std::vector<ChoiceOdds> choice_odds(const Workload& workload, std::size_t task,
                                    const PerformanceCatalog& performance, const PlanOptions& options) {
  if (!is_job(workload.tasks[task].kind)) return {};
  const PriceBook book(performance.catalog());
  JointPlan joint(workload, book, performance, options);
  joint.rank(Objective::cost, 0);
  if (!joint.solve()) return {};
  const std::vector<Rival> rivals = rivals_of(joint, performance.catalog(), task);
  if (rivals.empty()) return {};
  Normal normal;
  std::vector<int> wins(rivals.size());
  std::vector<double> own(rivals.size());
  for (int draw = 0; draw < kDraws; ++draw) {
    const double common = normal.draw();
    for (double& z : own) z = normal.draw();
    ++wins[cheapest(rivals, common, own)];
  }
  // A type counts once, whatever the number of machines.
  std::vector<ChoiceOdds> odds;
  for (std::size_t i = 0; i < rivals.size(); ++i) {
    const double share = static_cast<double>(wins[i]) / kDraws;
    const auto same = std::find_if(odds.begin(), odds.end(),
                                   [&](const ChoiceOdds& o) { return o.choice == rivals[i].name; });
    if (same == odds.end())
      odds.push_back({rivals[i].name, share});
    else
      same->probability += share;
  }
  std::stable_sort(odds.begin(), odds.end(),
                   [](const ChoiceOdds& a, const ChoiceOdds& b) { return a.probability > b.probability; });
  std::erase_if(odds, [](const ChoiceOdds& o) { return o.probability < 0.01; });
  return odds;
}

}  // namespace cloudplan
