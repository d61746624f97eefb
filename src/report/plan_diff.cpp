#include "cloudplan/plan_diff.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/quantity.hpp"
#include "support/format_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/core.h>

namespace cloudplan {

namespace {

const SavedItem* find_item(const SavedPlan& plan, const SavedItem& like) {
  for (const SavedItem& item : plan.items)
    if (item.kind == like.kind && item.name == like.name) return &item;
  return nullptr;
}

std::string offer_of(const SavedItem& item) { return item.placed ? item.offer : "nothing fits"; }

// What each item of a plan costs in cents as displayed: rows that add up to the totals.
class ShownCents {
 public:
  explicit ShownCents(const SavedPlan& plan) : plan_(plan) {
    monthly_ = shares(plan.monthly, &SavedItem::monthly);
    once_ = shares(plan.once, &SavedItem::once);
  }
  std::int64_t of(const SavedItem& item, Money SavedItem::*amount) const {
    const auto at = static_cast<std::size_t>(&item - plan_.items.data());
    return amount == &SavedItem::monthly ? monthly_[at] : once_[at];
  }

 private:
  std::vector<std::int64_t> shares(Money total, Money SavedItem::*amount) const {
    std::vector<Money> parts;
    for (const SavedItem& item : plan_.items) parts.push_back(item.*amount);
    return apportion_if_whole(total, parts);
  }
  const SavedPlan& plan_;
  std::vector<std::int64_t> monthly_, once_;
};

struct BothCents {
  const ShownCents &before, &after;
};

AmountChange change_of(const SavedItem* before, const SavedItem* after, Money SavedItem::*amount,
                       const BothCents& shown) {
  return {.before = before ? before->*amount : Money{},
          .after = after ? after->*amount : Money{},
          .before_known = !before || (before->placed && before->complete),
          .after_known = !after || (after->placed && after->complete),
          .before_cents = before ? shown.before.of(*before, amount) : 0,
          .after_cents = after ? shown.after.of(*after, amount) : 0};
}

void add_field(const char* field, std::string before, std::string after, ItemDiff& diff) {
  if (before != after) diff.fields.push_back({field, std::move(before), std::move(after)});
}

ItemDiff compare_items(const SavedItem* before, const SavedItem* after, const BothCents& shown) {
  static const SavedItem kNothing;
  const SavedItem& old = before ? *before : kNothing;
  const SavedItem& now = after ? *after : kNothing;
  ItemDiff diff{.kind = after ? now.kind : old.kind,
                .name = after ? now.name : old.name,
                .fields = {},
                .monthly = change_of(before, after, &SavedItem::monthly, shown),
                .once = change_of(before, after, &SavedItem::once, shown)};
  add_field("offer", before ? offer_of(old) : "", after ? offer_of(now) : "", diff);
  add_field("place", old.place(), now.place(), diff);
  add_field("purchase", old.purchase, now.purchase, diff);
  const auto time = [](const SavedItem& item) { return item.time ? time_text(*item.time) : std::string(); };
  // Less than a thousandth of the time is no change to anybody.
  constexpr double kNoticed = 1e-3;
  if (!old.time || !now.time || std::abs(now.time->value / old.time->value - 1) > kNoticed)
    add_field("time", time(old), time(now), diff);
  if (!before)
    diff.change = Change::added;
  else if (!after)
    diff.change = Change::removed;
  else if (!diff.fields.empty() || !diff.monthly.same() || !diff.once.same())
    diff.change = Change::changed;
  return diff;
}

bool has_place_for_all(const SavedPlan& plan) {
  return std::all_of(plan.items.begin(), plan.items.end(),
                     [](const SavedItem& item) { return item.kind == "transfer" || item.placed; });
}

// The item of another name that is otherwise this one: the same kind, choice, time and cost, and gone from
// the other plan. Every old item is taken once.
const SavedItem* renamed_from(const SavedPlan& before, const SavedPlan& after, const SavedItem& item,
                              const BothCents& shown, std::vector<const SavedItem*>& taken) {
  for (const SavedItem& old : before.items) {
    if (old.kind != item.kind || !old.placed || !item.placed || find_item(after, old)) continue;
    if (std::find(taken.begin(), taken.end(), &old) != taken.end()) continue;
    if (compare_items(&old, &item, shown).change != Change::same) continue;
    taken.push_back(&old);
    return &old;
  }
  return nullptr;
}

}  // namespace

double AmountChange::share() const {
  if (!known() || before.nanos <= 0) return kUnknown;
  return static_cast<double>((after - before).nanos) / static_cast<double>(before.nanos);
}

PlanDiff compare_plans(const SavedPlan& before, const SavedPlan& after) {
  PlanDiff diff{.before_file = before.file, .after_file = after.file};
  if (!after.feasible) diff.conflicts = after.conflicts;
  diff.feasible = after.feasible;
  const ShownCents before_cents(before), after_cents(after);
  const BothCents shown{before_cents, after_cents};
  std::vector<const SavedItem*> taken;
  for (const SavedItem& item : after.items) {
    const SavedItem* old = find_item(before, item);
    const bool renamed = !old && (old = renamed_from(before, after, item, shown, taken));
    ItemDiff& made = diff.items.emplace_back(compare_items(old, &item, shown));
    if (!renamed) continue;
    made.fields.push_back({"name", old->name, item.name});
    made.change = Change::changed;
  }
  for (const SavedItem& item : before.items)
    if (!find_item(after, item) && std::find(taken.begin(), taken.end(), &item) == taken.end())
      diff.items.push_back(compare_items(&item, nullptr, shown));
  // A plan over its budget has a cost all the same; one with something that fits nowhere has none.
  const auto total = [&](Money old, Money now) {
    return AmountChange{.before = old,
                        .after = now,
                        .before_known = before.complete && has_place_for_all(before),
                        .after_known = after.complete && has_place_for_all(after)};
  };
  diff.monthly = total(before.monthly, after.monthly);
  diff.once = total(before.once, after.once);
  diff.first_month = total(before.first_month(), after.first_month());
  diff.first_month.before_cents = first_month_cents(before.monthly, before.once);
  diff.first_month.after_cents = first_month_cents(after.monthly, after.once);
  return diff;
}

IncreaseLimit parse_increase(std::string_view text, std::string_view option) {
  if (const ParsedQuantity share = parse_quantity(QuantityKind::share, text);
      share.value && *share.value >= 0 && text.find('%') != std::string_view::npos)
    return {.share = *share.value, .amount = {}};
  const ParsedQuantity amount = parse_quantity(QuantityKind::money, text);
  if (amount.value && *amount.value >= 0) return {.share = {}, .amount = dollars(*amount.value)};
  Diagnostic diagnostic;
  diagnostic.file = option;
  diagnostic.message = amount.value ? "below 0" : amount.message;
  diagnostic.expected = "a share such as 10%, or an amount such as $50";
  throw InputError({std::move(diagnostic)});
}

bool exceeds(const AmountChange& change, const IncreaseLimit& limit) {
  const std::int64_t rise = (change.after - change.before).nanos;
  if (rise <= 0) return false;
  if (limit.amount) return rise > limit.amount->nanos;
  return static_cast<double>(rise) > limit.share.value_or(0) * static_cast<double>(change.before.nanos);
}

bool moved(const AmountChange& change, const IncreaseLimit& limit) {
  if (!change.known()) return true;
  const std::int64_t step = std::llabs((change.after - change.before).nanos);
  if (step == 0) return false;
  if (limit.amount) return step >= limit.amount->nanos;
  return static_cast<double>(step) >= limit.share.value_or(0) * static_cast<double>(change.before.nanos);
}

bool has_changes(const PlanDiff& diff) {
  return std::any_of(diff.items.begin(), diff.items.end(), [](const ItemDiff& item) {
    return item.change != Change::same || !item.monthly.same() || !item.once.same();
  });
}

std::string change_text(const AmountChange& change, std::string_view arrow) {
  const auto side = [](Money amount, std::optional<std::int64_t> shown_cents, bool known) {
    const std::string text = amount_text(amount, shown_cents.value_or(cents(amount)));
    return known ? text : fmt::format("unknown, at least {}", text);
  };
  const std::string after = side(change.after, change.after_cents, change.after_known);
  if (change.same()) return after;
  std::string text =
      fmt::format("{} {} {}", side(change.before, change.before_cents, change.before_known), arrow, after);
  const double share = change.share();
  if (!is_known(share)) return text;
  const double percent = share * 100;
  if (std::abs(percent) < 0.5) return text + (percent < 0 ? " (less than -0.5 %)" : " (less than +0.5 %)");
  return text + fmt::format(" ({:+.0f} %)", percent);
}

}  // namespace cloudplan
