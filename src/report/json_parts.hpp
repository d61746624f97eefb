// The objects that a JSON document is made of.

#ifndef CLOUDPLAN_SRC_REPORT_JSON_PARTS_HPP_
#define CLOUDPLAN_SRC_REPORT_JSON_PARTS_HPP_

#include "report/plan_view.hpp"
#include "support/json_writer.hpp"

#include <map>
#include <string>
#include <string_view>

namespace cloudplan {

// The sources that lines refer to by key, each once.
using JsonSources = std::map<std::string, const LineView*>;

// "step_seconds": what one step takes, by what it waits for.
void write_step_seconds(JsonWriter& json, const StepTime& step);
void write_cost(JsonWriter& json, std::string_view name, const CostView& cost, JsonSources& sources);
void write_candidate(JsonWriter& json, std::string_view name, const TaskView& task,
                     const CandidateView& candidate, JsonSources& sources);
void write_store(JsonWriter& json, std::string_view name, const StoreView& store, JsonSources& sources);

// "free_tier", the totals with and without the free allowances; and "range", where there is one.
void write_free_tier(JsonWriter& json, const Plan& plan);
void write_range(JsonWriter& json, const PlanView& view);

// A text, or null when it is empty.
void text_or_null(JsonWriter& json, std::string_view name, std::string_view text);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_JSON_PARTS_HPP_
