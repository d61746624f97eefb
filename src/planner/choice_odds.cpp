#include "planner/choice_odds.hpp"

#include "planner/shared_error.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <array>
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

constexpr std::size_t kLevels = 4;  // of errors, below what all have in common

struct Rival {
  std::string name;
  ErrorSource source;
  std::array<std::size_t, kLevels> group{};  // the first rival that errs together with it, coarse to fine
  double fixed_usd = 0;       // that does not depend on the work's time: its share of setup, and transfer
  double work_usd = 0;        // at the median
  double slow = 0, fast = 0;  // standard deviations of the logarithm of the work's time, either side
};

std::string name_of(const Catalog& catalog, const Offer& offer) {
  if (!offer.is_notebook()) return catalog.full_name(catalog.instance_types()[offer.type]);
  const Notebook& notebook = catalog.table<Notebook>()[offer.notebook];
  return fmt::format("{} ({})", service_and_plan(catalog.text(notebook.service), catalog.text(notebook.plan)),
                     catalog.text(notebook.machine));
}

Rival rival_of(const Candidate& candidate, double transfer_usd) {
  Rival rival;
  const RunTime& run = candidate.run;
  const double usd = candidate.per_month.dollars();
  const double share = (run.work + run.lost) / run.total();
  rival.work_usd = usd * share;
  rival.fixed_usd = usd * (1 - share) + transfer_usd;
  rival.slow = slow_deviation(run);
  rival.fast = fast_deviation(run);
  return rival;
}

void group(std::vector<Rival>& rivals) {
  using Same = bool (ErrorSource::*)(const ErrorSource&) const;
  constexpr std::array<Same, kLevels> kSame = {&ErrorSource::same_kind, &ErrorSource::same_device,
                                               &ErrorSource::same_count, &ErrorSource::same_machine};
  for (std::size_t i = 0; i < rivals.size(); ++i)
    for (std::size_t level = 0; level < kLevels; ++level) {
      std::size_t first = 0;
      while (first < i && !(rivals[first].source.*kSame[level])(rivals[i].source)) ++first;
      rivals[i].group[level] = first;
    }
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
  for (const auto& [score, scored] : best) {
    if (rivals.size() == kMostRivals) break;
    const Candidate candidate = search.materialize(*scored);
    if (!candidate.timed || !(candidate.run.work.value > 0)) continue;
    Rival rival = rival_of(candidate, joint.flow_usd(task, search.place_of(*scored)));
    rival.name = name_of(catalog, candidate.offer);
    rival.source = error_source(catalog, candidate);
    rivals.push_back(std::move(rival));
  }
  group(rivals);
  return rivals;
}

// `draws[level][group]`: standard normal deviates.
std::size_t cheapest(const std::vector<Rival>& rivals, double common,
                     const std::array<std::vector<double>, kLevels>& draws) {
  constexpr std::array<double, kLevels> kShares = {ErrorShares::kKind, ErrorShares::kDevice,
                                                   ErrorShares::kCount, ErrorShares::kOwn};
  std::size_t winner = 0;
  double least = 0;
  for (std::size_t i = 0; i < rivals.size(); ++i) {
    const Rival& r = rivals[i];
    double z = std::sqrt(ErrorShares::kAll) * common;
    for (std::size_t level = 0; level < kLevels; ++level)
      z += std::sqrt(kShares[level]) * draws[level][r.group[level]];
    const double usd = r.fixed_usd + r.work_usd * std::exp(z * (z > 0 ? r.slow : r.fast));
    if (i == 0 || usd < least) winner = i, least = usd;
  }
  return winner;
}

}  // namespace

std::vector<ChoiceOdds> choice_odds(const JointPlan& joint, std::size_t task) {
  const std::vector<Rival> rivals = rivals_of(joint, joint.search(task).catalog(), task);
  if (rivals.empty()) return {};
  Normal normal;
  std::vector<int> wins(rivals.size());
  std::array<std::vector<double>, kLevels> draws;
  draws.fill(std::vector<double>(rivals.size()));
  for (int draw = 0; draw < kDraws; ++draw) {
    const double common = normal.draw();
    for (std::size_t level = 0; level < kLevels; ++level)
      for (std::size_t i = 0; i < rivals.size(); ++i)
        if (rivals[i].group[level] == i) draws[level][i] = normal.draw();
    ++wins[cheapest(rivals, common, draws)];
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
