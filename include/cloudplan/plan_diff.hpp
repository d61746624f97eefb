// What changed between two plans, and what that costs. A cost that is not known
// in full is never called a saving, nor an increase.

#ifndef CLOUDPLAN_PLAN_DIFF_HPP_
#define CLOUDPLAN_PLAN_DIFF_HPP_

#include "cloudplan/saved_plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cloudplan {

struct TextStyle;

enum class Change { same, changed, added, removed };

// An amount before and after. A side is unknown when a price of it is missing:
// the sum of the others is then only the least that it can be.
struct AmountChange {
  Money before{}, after{};
  bool before_known = true, after_known = true;
  // In cents of the display currency, so that what is shown adds up; nothing: the amount's own.
  std::optional<std::int64_t> before_cents{}, after_cents{};

  bool known() const { return before_known && after_known; }
  bool same() const { return before == after && before_known == after_known; }
  // (after - before) / before; unknown when a side is, or when there was nothing before.
  double share() const;
};

struct FieldChange {
  std::string field{};            // "offer", "place", "purchase", "time", "name"
  std::string before{}, after{};  // "" when there was none
};

struct ItemDiff {
  Change change = Change::same;
  std::string kind{}, name{};
  std::vector<FieldChange> fields{};  // that differ
  AmountChange monthly{}, once{};
};

struct PlanDiff {
  std::string before_file{}, after_file{};
  std::vector<ItemDiff> items{};  // in the order of the plan after; what was removed last
  AmountChange monthly{}, once{}, first_month{};
  bool feasible = true;                  // the plan after keeps every limit of its workload
  std::vector<std::string> conflicts{};  // why it does not
};

// Items are the same when kind and name are, or when all but the name is: then they were renamed.
PlanDiff compare_plans(const SavedPlan& before, const SavedPlan& after);

enum class DiffFormat { table, json, markdown };
// JSON: the document "cloudplan.diff/1".
std::string render_diff(const PlanDiff& diff, DiffFormat format, int columns, const TextStyle& style);

// How much dearer a plan may be than another: "10%" of it, or "$50".
struct IncreaseLimit {
  std::optional<double> share{};
  std::optional<Money> amount{};
};
// Throws InputError naming `option` when the text is neither.
IncreaseLimit parse_increase(std::string_view text, std::string_view option);
// Whether the amount rose by more than that; what is known of it decides.
bool exceeds(const AmountChange& change, const IncreaseLimit& limit);

// Whether the amount rose or fell by at least that, or a side of it is not known.
bool moved(const AmountChange& change, const IncreaseLimit& limit);
// Whether any item, or what it costs, differs.
bool has_changes(const PlanDiff& diff);

// "$925.00 -> $1,361.00 (+47 %)"; "unknown, at least $5.00" for a side that is not known.
std::string change_text(const AmountChange& change, std::string_view arrow);

}  // namespace cloudplan

#endif  // CLOUDPLAN_PLAN_DIFF_HPP_
