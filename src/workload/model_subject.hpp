// The model of a task, as far as it decides which keys mean something.

#ifndef CLOUDPLAN_SRC_WORKLOAD_MODEL_SUBJECT_HPP_
#define CLOUDPLAN_SRC_WORKLOAD_MODEL_SUBJECT_HPP_

#include "cloudplan/workload.hpp"
#include "support/json_reader.hpp"

#include <optional>

namespace cloudplan {

// A model of the registry, or one that the task describes; then `name` is what to call it.
struct ModelSubject : ModelTraits {
  bool registered = false;
  bool shaped = false;    // described by its layers and width
  bool by_flops = false;  // described by the FLOPs of a sample
};

// Nothing where the model is not known, or does not say what it computes: that has been reported.
std::optional<ModelSubject> model_subject(const Task& task, const Vocabulary& vocabulary);

// Errors for the keys that have no meaning for the model, warnings for those that change nothing.
void check_model_keys(const Task& task, const JsonCursor& at, const ModelSubject& model);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_WORKLOAD_MODEL_SUBJECT_HPP_
