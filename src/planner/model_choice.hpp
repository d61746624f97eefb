// What a workload says of a model: all of it, or in place of the registry.

#ifndef CLOUDPLAN_SRC_PLANNER_MODEL_CHOICE_HPP_
#define CLOUDPLAN_SRC_PLANNER_MODEL_CHOICE_HPP_

#include "cloudplan/performance.hpp"
#include "cloudplan/workload.hpp"

#include <optional>
#include <string>

namespace cloudplan {

// A model that only the workload describes; `unit` gets what its work is counted in ("tokens", "samples").
ModelFacts described_model(const ModelChoice& choice, std::optional<double> sequence_length,
                           std::string& unit);

// Puts what the choice says into the facts of the registry. A model that becomes larger has more to compute
// in proportion to its (active) parameters, or to layers x hidden^2 where only its shape is given, unless the
// choice says how much: `items_per_sample` items (tokens of a sequence) make up a sample. Measurements of the
// registry's model no longer narrow the band then. Returns the names of what was replaced, "parameters and
// layers"; empty: nothing was.
std::string replace_facts(const ModelChoice& choice, double items_per_sample, ModelFacts& facts);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_MODEL_CHOICE_HPP_
