// Names of models as people write them: "ResNet50", "timm/resnet50.a1_in1k",
// "meta-llama/Llama-3.1-8B-Instruct".

#ifndef CLOUDPLAN_SRC_SUPPORT_MODEL_NAME_HPP_
#define CLOUDPLAN_SRC_SUPPORT_MODEL_NAME_HPP_

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// The spellings of a name to look for, the whole name first, then with less and less of what does not change
// the architecture: the organization before a slash, a checkpoint tag ("a1_in1k"), a number format ("AWQ",
// "q4_k_m", "fp8"), tuning ("instruct", "chat"), versions and dates of language models, sizes of pictures.
// All are lower case without separators, but for a '-' between two digits ("llama3-1-8b").
std::vector<std::string> model_spellings(std::string_view name);

// Whether a known name is that spelling, whatever its case and separators.
bool is_spelled(std::string_view known, std::string_view spelling);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_MODEL_NAME_HPP_
