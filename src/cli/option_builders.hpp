// Options of the groups that several commands share, written in one line each.

#ifndef CLOUDPLAN_SRC_CLI_OPTION_BUILDERS_HPP_
#define CLOUDPLAN_SRC_CLI_OPTION_BUILDERS_HPP_

#include "command.hpp"

#include <string>
#include <utility>
#include <vector>

namespace cloudplan::cli {

inline Option flag(std::string flags, std::string help, bool* target, std::string group) {
  return {.flags = std::move(flags),
          .value = {},
          .help = std::move(help),
          .target = target,
          .group = std::move(group),
          .choices = {},
          .completes = {}};
}

template <class Target>
Option value(std::string flags, std::string value, std::string help, Target* target, std::string group,
             std::vector<std::string> choices = {}, std::string completes = {}) {
  return {.flags = std::move(flags),
          .value = std::move(value),
          .help = std::move(help),
          .target = target,
          .group = std::move(group),
          .choices = std::move(choices),
          .completes = std::move(completes)};
}

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_OPTION_BUILDERS_HPP_
