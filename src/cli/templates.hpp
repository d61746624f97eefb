// The workload files that `cloudplan init` writes: examples/*.json, embedded by
// the build (cmake/Templates.cmake).

#ifndef CLOUDPLAN_SRC_CLI_TEMPLATES_HPP_
#define CLOUDPLAN_SRC_CLI_TEMPLATES_HPP_

#include <span>
#include <string_view>

namespace cloudplan::cli {

struct Template {
  std::string_view name;     // "image-classifier"
  std::string_view summary;  // the first comment of the file
  std::string_view text;
};

std::span<const Template> templates();

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_TEMPLATES_HPP_
