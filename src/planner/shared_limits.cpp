#include "planner/shared_limits.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

// Placements after which the search settles for what it has.
constexpr int kMostSolved = 1500;
// A price of an hour or a dollar beyond which nothing changes.
constexpr double kHighestPrice = 1e12;
// Chains that share tasks are priced in turn, so often.
constexpr int kRounds = 6;
// Sums of the same numbers in another order.
constexpr double kRounding = 1e-11;
constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

}  // namespace

SharedLimits::SharedLimits(JointPlan& joint, const Workload& workload) : joint_(joint), workload_(workload) {
  const std::size_t tasks = workload.tasks.size();
  before_.resize(tasks);
  std::vector<bool> done(tasks, false);
  for (std::size_t t = 0; t < tasks; ++t) {
    worths_of_objective_.push_back(joint.worth(t));
    for (std::size_t u = 0; u < tasks; ++u) {
      const auto& names = workload.tasks[t].after;
      if (std::find(names.begin(), names.end(), workload.tasks[u].name) != names.end())
        before_[t].push_back(u);
    }
  }
  // parse_workload has refused cycles.
  while (order_.size() < tasks)
    for (std::size_t t = 0; t < tasks; ++t)
      if (!done[t] && std::all_of(before_[t].begin(), before_[t].end(), [&](auto u) { return done[u]; }))
        done[t] = true, order_.push_back(t);
  if (workload.budget) rows_.push_back({{}, workload.budget->dollars() + 1e-7});
}

// Of tasks that follow each other, those that take longest together.
std::vector<std::size_t> SharedLimits::longest_chain(const std::vector<double>& hours) const {
  std::vector<double> finish(hours.size(), 0);
  std::vector<std::size_t> last(hours.size(), kNoRow);
  std::size_t end = kNoRow;
  for (const std::size_t t : order_) {
    for (const std::size_t u : before_[t])
      if (finish[u] > finish[t]) finish[t] = finish[u], last[t] = u;
    finish[t] += hours[t];
    if (end == kNoRow || finish[t] > finish[end]) end = t;
  }
  std::vector<std::size_t> chain;
  for (std::size_t t = end; t != kNoRow; t = last[t]) chain.push_back(t);
  std::sort(chain.begin(), chain.end());
  return chain;
}

double SharedLimits::used(const Row& row, const Choice& choice) const {
  if (row.tasks.empty()) return choice.usd;
  double hours = 0;
  for (const std::size_t t : row.tasks) hours += choice.offers[t].hours;
  return hours;
}

double SharedLimits::tolerance() const { return best_ ? 1e-8 + 1e-12 * std::abs(best_->objective) : 0; }

// The row that is broken most, as a share; the longest chain becomes one where it is too long.
std::size_t SharedLimits::worst_row(const Choice& choice) {
  if (workload_.deadline) {
    std::vector<double> hours;
    for (const Tradeoff& offer : choice.offers) hours.push_back(offer.hours);
    Row row{longest_chain(hours), in_hours(*workload_.deadline) * (1 + kRounding)};
    const auto known =
        std::find_if(rows_.begin(), rows_.end(), [&](const Row& other) { return other.tasks == row.tasks; });
    if (known == rows_.end() && used(row, choice) > row.most) rows_.push_back(std::move(row));
  }
  std::size_t worst = kNoRow;
  double most = 1;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    const double share = used(rows_[r], choice) / std::max(rows_[r].most, 1e-9);
    if (share > most) worst = r, most = share;
  }
  return worst;
}

void SharedLimits::offer(const Choice& choice) {
  if (!best_ || choice.objective < best_->objective) best_ = choice;
}

// The placement with so much on every hour and dollar.
std::optional<SharedLimits::Choice> SharedLimits::relaxed(const Node& node,
                                                          const std::vector<double>& prices) {
  ++solved_;
  const std::size_t tasks = joint_.tasks();
  std::vector<TaskTerms> terms(tasks);
  double per_dollar = 0;
  std::vector<double> per_hour(tasks, 0);
  for (std::size_t r = 0; r < prices.size(); ++r) {
    if (rows_[r].tasks.empty()) per_dollar += prices[r];
    for (const std::size_t t : rows_[r].tasks) per_hour[t] += prices[r];
  }
  for (std::size_t t = 0; t < tasks; ++t)
    terms[t] = {(worths_of_objective_[t] + per_hour[t]) / (1 + per_dollar), node.above[t], node.up_to[t]};
  Choice choice;
  choice.first_month_share = per_dollar / (1 + per_dollar);
  joint_.choose_by(terms, choice.first_month_share);
  choice.terms = std::move(terms);
  if (!joint_.solve()) return std::nullopt;
  for (std::size_t v = 0; v < joint_.variables(); ++v) {
    const auto place = joint_.place(v);
    if (!place) return std::nullopt;
    choice.places.push_back(*place);
  }
  for (std::size_t t = 0; t < tasks; ++t) {
    Tradeoff made = joint_.chosen_tradeoff(t);
    made.offer.score = made.usd + worths_of_objective_[t] * made.hours;
    choice.objective += made.offer.score;
    choice.usd += made.usd;
    choice.offers.push_back(made);
  }
  for (std::size_t d = 0; d < joint_.datasets(); ++d) {
    choice.objective += joint_.data(d).usd_per_month(choice.places[tasks + d]);
    choice.usd += joint_.data(d).first_month_usd(choice.places[tasks + d]);
  }
  for (const Flow& flow : joint_.flows()) {
    const double usd = joint_.flow_usd(flow);
    choice.objective += usd;
    choice.usd += usd;
  }
  return choice;
}

double SharedLimits::bound_of(const Choice& choice, const std::vector<double>& prices) const {
  double bound = choice.objective;
  for (std::size_t r = 0; r < prices.size(); ++r)
    bound += prices[r] * (used(rows_[r], choice) - rows_[r].most);
  return bound;
}

// Raises the price of a row from what it is until both a plan that breaks it and one that keeps it are best:
// then no price gives a higher bound. Nothing where none keeps it.
std::optional<SharedLimits::Gap> SharedLimits::close_in(Node& node, std::size_t row, const Choice& breaks) {
  Gap gap{breaks, {}};
  std::vector<double>& prices = node.prices;
  double low = prices[row];
  double high = std::max(2 * low, 1e-3 * (1 + std::abs(breaks.objective)) / (1 + used(rows_[row], breaks)));
  const auto over = [&](const Choice& choice) { return used(rows_[row], choice) - rows_[row].most; };
  for (;; high *= 8) {
    if (high > kHighestPrice) return std::nullopt;
    prices[row] = high;
    const auto found = relaxed(node, prices);
    if (!found) return std::nullopt;
    node.bound = std::max(node.bound, bound_of(*found, prices));
    if (worst_row(*found) == kNoRow) offer(*found);
    prices.resize(rows_.size(), 0);
    (over(*found) > 0 ? gap.breaks : gap.keeps) = *found;
    if (over(*found) <= 0) break;
    low = high;
  }
  // Between the two, the price at which both are equally good (Aneja and Nair 1979).
  while (solved_ < 2 * kMostSolved) {
    prices[row] = 0;
    const double at_low = bound_of(gap.breaks, prices), at_high = bound_of(gap.keeps, prices);
    const double both = (at_high - at_low) / (over(gap.breaks) - over(gap.keeps));
    prices[row] = std::clamp(both, low, high);
    const double line = at_low + prices[row] * over(gap.breaks);
    const auto found = relaxed(node, prices);
    if (!found) return std::nullopt;
    const double bound = bound_of(*found, prices);
    node.bound = std::max(node.bound, bound);
    if (worst_row(*found) == kNoRow) offer(*found);
    prices.resize(rows_.size(), 0);
    if (bound >= line - 1e-9 * (1 + std::abs(line))) break;
    if (over(*found) > 0)
      gap.breaks = *found, low = prices[row];
    else
      gap.keeps = *found, high = prices[row];
  }
  return gap;
}

// Not even the shortest run of every task keeps a chain within the deadline.
bool SharedLimits::hopeless(const Node& node) const {
  if (!workload_.deadline) return false;
  std::vector<double> least;
  for (std::size_t t = 0; t < shortest_.size(); ++t) {
    if (shortest_[t] > node.up_to[t]) return true;
    least.push_back(std::max(shortest_[t], node.above[t]));
  }
  double sum = 0;
  for (const std::size_t t : longest_chain(least)) sum += least[t];
  return sum > in_hours(*workload_.deadline) * (1 + kRounding);
}

void SharedLimits::evaluate(Node node) {
  if (hopeless(node)) return;
  node.prices.resize(rows_.size(), 0);
  auto choice = relaxed(node, node.prices);
  if (!choice) return;
  node.bound = std::max(node.bound, bound_of(*choice, node.prices));
  std::optional<Gap> gap;
  for (int round = 0; round < kRounds; ++round) {
    const std::size_t row = worst_row(*choice);
    node.prices.resize(rows_.size(), 0);
    if (row == kNoRow) {
      offer(*choice);
      break;
    }
    gap = close_in(node, row, *choice);
    if (!gap) return;  // nothing keeps the row
    if (worths_.empty()) {
      worths_ = worths_of_objective_;
      for (std::size_t r = 0; r < node.prices.size(); ++r)
        for (const std::size_t t : rows_[r].tasks) worths_[t] += node.prices[r];
    }
    choice = gap->keeps;
    if (best_ && node.bound >= best_->objective - tolerance()) return;
  }
  if (best_ && node.bound >= best_->objective - tolerance()) return;
  if (!gap) {
    // Free of charge, the best is the best of all; prices from before leave a gap.
    if (std::any_of(node.prices.begin(), node.prices.end(), [](double price) { return price > 0; })) {
      node.prices.assign(rows_.size(), 0);
      evaluate(std::move(node));
    }
    return;
  }
  split(node, *gap);
}

void SharedLimits::split(const Node& node, const Gap& gap) {
  std::size_t at = kNoRow;
  double widest = 0;
  for (std::size_t t = 0; t < joint_.tasks(); ++t) {
    const double apart = std::abs(gap.breaks.offers[t].hours - gap.keeps.offers[t].hours);
    if (apart > widest) at = t, widest = apart;
  }
  if (at == kNoRow) {
    // They differ in places alone: no bound on hours tells them apart.
    closed_bound_ = std::min(closed_bound_, node.bound);
    return;
  }
  const double hours = std::min(gap.breaks.offers[at].hours, gap.keeps.offers[at].hours);
  Node shorter = node, longer = node;
  shorter.up_to[at] = hours;
  longer.above[at] = hours;
  open_.push_back(std::move(shorter));
  open_.push_back(std::move(longer));
}

std::optional<SharedLimits::Choice> SharedLimits::best() {
  const std::size_t tasks = joint_.tasks();
  for (std::size_t t = 0; t < tasks; ++t) {
    double least = kImpossible;
    for (const auto& list : joint_.tradeoffs(t))
      if (!list.empty()) least = std::min(least, list.front().hours);
    shortest_.push_back(least);
  }
  open_.push_back(
      {-kImpossible, std::vector<double>(tasks, -1), std::vector<double>(tasks, kImpossible), {}});
  while (!open_.empty() && solved_ < kMostSolved) {
    const auto next = std::min_element(open_.begin(), open_.end(),
                                       [](const Node& a, const Node& b) { return a.bound < b.bound; });
    Node node = std::move(*next);
    open_.erase(next);
    if (best_ && node.bound >= best_->objective - tolerance()) continue;
    evaluate(std::move(node));
  }
  for (const Node& node : open_) closed_bound_ = std::min(closed_bound_, node.bound);
  if (best_) gap_ = std::max(0.0, best_->objective - closed_bound_);
  return best_;
}

}  // namespace cloudplan
