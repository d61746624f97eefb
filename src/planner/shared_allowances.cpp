#include "planner/shared_allowances.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

// Placements that are looked at; hardly ever more than a few.
constexpr std::size_t kMostNodes = 200;
// Sums in another order differ by that.
constexpr double kRoundingUsd = 1e-7;

void keep_least(FreeAmounts& least, const FreeAmounts& amounts) {
  for (std::size_t i = 0; i < kFreeMeters; ++i) least[i] = std::min(least[i], amounts[i]);
}

}  // namespace

std::vector<Place> SharedAllowances::places_now() const {
  std::vector<Place> places;
  for (std::size_t v = 0; v < joint_.variables(); ++v)
    places.push_back(joint_.place(v).value_or(JointPlan::kNowhere));
  return places;
}

std::vector<Place> SharedAllowances::possible(std::size_t variable, const Allowed& allowed) const {
  std::vector<Place> places;
  for (Place place = 0; place < joint_.places().count(); ++place)
    if ((allowed[variable].empty() || allowed[variable][place]) &&
        joint_.own_cost(variable, place) != kImpossible)
      places.push_back(place);
  return places;
}

std::optional<Place> SharedAllowances::only_place(std::size_t variable, const Allowed& allowed) const {
  const std::vector<Place> places = possible(variable, allowed);
  return places.size() == 1 ? std::optional(places.front()) : std::nullopt;
}

bool SharedAllowances::one_provider(const std::vector<Place>& places) const {
  return std::all_of(places.begin(), places.end(), [&](Place place) {
    return joint_.places().provider_of(place) == joint_.places().provider_of(places.front());
  });
}

// Each part may count on what those before it leave at the least: the ones whose provider is settled.
void SharedAllowances::assume(const Allowed& allowed) {
  AccountUse used;
  for (std::size_t d = 0; d < joint_.datasets(); ++d) {
    const std::size_t variable = joint_.tasks() + d;
    joint_.assume_data(d, used);
    const std::vector<Place> places = possible(variable, allowed);
    if (places.empty() || !one_provider(places)) continue;
    FreeAmounts least = joint_.drawn_by_data(d, places.front());
    for (const Place place : places) keep_least(least, joint_.drawn_by_data(d, place));
    used.add(joint_.places().provider_of(places.front()), least);
  }
  for (std::size_t f = 0; f < joint_.flows().size(); ++f) {
    joint_.assume_flow(f, used);
    const Flow& flow = joint_.flows()[f];
    const auto from = only_place(flow.from, allowed), to = only_place(flow.to, allowed);
    if (from && to) used.add(joint_.places().provider_of(*from), joint_.drawn_by_flow(f, *from, *to));
  }
}

// What a placement costs, each part with what those before it leave. The joint plan then stands so.
double SharedAllowances::bill(const std::vector<Place>& places) {
  AccountUse used;
  double usd = 0;
  for (std::size_t d = 0; d < joint_.datasets(); ++d) {
    joint_.assume_data(d, used);
    const Place place = places[joint_.tasks() + d];
    if (place != JointPlan::kNowhere)
      used.add(joint_.places().provider_of(place), joint_.drawn_by_data(d, place));
  }
  for (std::size_t v = 0; v < places.size(); ++v)
    if (places[v] != JointPlan::kNowhere) usd += joint_.own_cost(v, places[v]);
  for (std::size_t f = 0; f < joint_.flows().size(); ++f) {
    joint_.assume_flow(f, used);
    const Flow& flow = joint_.flows()[f];
    const Place from = places[flow.from], to = places[flow.to];
    if (from == JointPlan::kNowhere || to == JointPlan::kNowhere) continue;
    usd += joint_.cost_of_flow(f, from, to);
    used.add(joint_.places().provider_of(from), joint_.drawn_by_flow(f, from, to));
  }
  return usd;
}

std::optional<SharedAllowances::Split> SharedAllowances::split_at(std::size_t variable, Place at,
                                                                  const Allowed& allowed) const {
  const std::vector<Place> places = possible(variable, allowed);
  if (places.size() < 2) return std::nullopt;
  const bool settled = one_provider(places);
  Split made{variable, std::vector<bool>(joint_.places().count(), false)};
  for (const Place place : places)
    made.inside[place] =
        settled ? place == at : joint_.places().provider_of(place) == joint_.places().provider_of(at);
  return made;
}

// What each part costs where everything is, as it stands: variables, then flows.
std::vector<double> SharedAllowances::costs_of_parts(const std::vector<Place>& places) const {
  std::vector<double> costs;
  for (std::size_t v = 0; v < places.size(); ++v)
    costs.push_back(places[v] == JointPlan::kNowhere ? 0 : joint_.own_cost(v, places[v]));
  for (std::size_t f = 0; f < joint_.flows().size(); ++f) {
    const Place from = places[joint_.flows()[f].from], to = places[joint_.flows()[f].to];
    const bool paid = from != JointPlan::kNowhere && to != JointPlan::kNowhere;
    costs.push_back(paid ? joint_.cost_of_flow(f, from, to) : 0);
  }
  return costs;
}

// Whose allowance the first part that costs more than was assumed had counted on.
std::optional<Index> SharedAllowances::contended(const std::vector<Place>& places,
                                                 const std::vector<double>& assumed) const {
  const std::vector<double> real = costs_of_parts(places);
  for (std::size_t i = 0; i < real.size(); ++i) {
    if (real[i] <= assumed[i] + kRoundingUsd) continue;
    const std::size_t sender = i < places.size() ? i : joint_.flows()[i - places.size()].from;
    return joint_.places().provider_of(places[sender]);
  }
  return std::nullopt;
}

// The first part that draws on the provider's allowances and could be elsewhere, so that those after it did
// not count on its being there. Called with the joint plan as bill() leaves it.
std::optional<SharedAllowances::Split> SharedAllowances::split(const std::vector<Place>& places,
                                                               const Allowed& allowed, Index provider) const {
  const auto draws = [](const FreeAmounts& amounts) {
    return std::any_of(amounts.begin(), amounts.end(), [](double amount) { return amount > 0; });
  };
  const auto there = [&](std::size_t v) {
    return places[v] != JointPlan::kNowhere && joint_.places().provider_of(places[v]) == provider;
  };
  for (std::size_t d = 0; d < joint_.datasets(); ++d) {
    const std::size_t v = joint_.tasks() + d;
    if (!there(v) || !draws(joint_.drawn_by_data(d, places[v]))) continue;
    if (auto made = split_at(v, places[v], allowed)) return made;
  }
  for (std::size_t f = 0; f < joint_.flows().size(); ++f) {
    const Flow& flow = joint_.flows()[f];
    if (!there(flow.from) || places[flow.to] == JointPlan::kNowhere) continue;
    if (!draws(joint_.drawn_by_flow(f, places[flow.from], places[flow.to]))) continue;
    if (auto made = split_at(flow.from, places[flow.from], allowed)) return made;
    if (auto made = split_at(flow.to, places[flow.to], allowed)) return made;
  }
  return std::nullopt;
}

void SharedAllowances::push_halves(const Node& node, const Split& split, double bound) {
  for (const bool inside : {true, false}) {
    Node half{bound, node.allowed};
    std::vector<bool>& allowed = half.allowed[split.variable];
    for (Place place = 0; place < split.inside.size(); ++place) {
      const bool was = node.allowed[split.variable].empty() || node.allowed[split.variable][place];
      if (allowed.empty()) allowed.resize(split.inside.size());
      allowed[place] = was && split.inside[place] == inside;
    }
    open_.push_back(std::move(half));
  }
}

void SharedAllowances::evaluate(Node node) {
  assume(node.allowed);
  for (std::size_t v = 0; v < joint_.variables(); ++v) joint_.allow(v, node.allowed[v]);
  const std::optional<double> bound = joint_.place_all();
  if (!bound || *bound >= best_usd_ - kRoundingUsd) return;
  const std::vector<Place> places = places_now();
  const std::vector<double> assumed = costs_of_parts(places);
  const double usd = bill(places);
  if (usd < best_usd_) best_usd_ = usd, best_ = places;
  if (usd <= *bound + kRoundingUsd) return;
  const auto provider = contended(places, assumed);
  const auto made = provider ? split(places, node.allowed, *provider) : std::nullopt;
  if (made)
    push_halves(node, *made, std::max(node.bound, *bound));
  else
    closed_bound_ = std::min(closed_bound_, *bound);
}

bool SharedAllowances::solve() {
  open_ = {{0, Allowed(joint_.variables())}};
  best_usd_ = closed_bound_ = kImpossible;
  std::size_t nodes = 0;
  while (!open_.empty()) {
    // The lowest bound first; of equals the latest, which is the most settled.
    const auto lowest = std::min_element(open_.rbegin(), open_.rend(),
                                         [](const Node& a, const Node& b) { return a.bound < b.bound; });
    Node node = std::move(*lowest);
    open_.erase(std::next(lowest).base());
    if (node.bound >= best_usd_ - kRoundingUsd) break;  // and so are all others
    if (++nodes > kMostNodes) {
      closed_bound_ = std::min(closed_bound_, node.bound);
      break;
    }
    evaluate(std::move(node));
  }
  for (std::size_t v = 0; v < joint_.variables(); ++v) joint_.allow(v, {});
  if (best_.empty() || best_usd_ == kImpossible) return false;
  gap_usd_ = std::max(0.0, best_usd_ - closed_bound_);
  bill(best_);
  joint_.place_at(best_);
  return true;
}

std::vector<AllowanceUse> JointPlan::allowance_use() const {
  AccountUse used;
  for (std::size_t d = 0; d < datasets(); ++d)
    if (const auto at = place(tasks() + d)) used.add(places_.provider_of(*at), drawn_by_data(d, *at));
  for (std::size_t f = 0; f < flows_.size(); ++f)
    if (const auto from = place(flows_[f].from), to = place(flows_[f].to); from && to)
      used.add(places_.provider_of(*from), drawn_by_flow(f, *from, *to));
  std::vector<AllowanceUse> uses;
  const Catalog& catalog = places_.book().catalog();
  for (Index provider = 0; provider < catalog.providers().size(); ++provider)
    for (std::size_t m = 0; m < kFreeMeters; ++m) {
      const auto meter = static_cast<FreeMeter>(m);
      if (!(used.of(provider, meter) > 0)) continue;
      const std::string title(catalog.text(catalog.providers()[provider].title));
      uses.push_back({title + ", " + meter_name(meter), meter_unit(meter),
                      monthly_allowance(places_.book(), provider, meter), used.of(provider, meter)});
    }
  return uses;
}

}  // namespace cloudplan
