// A command of the program, as data: what it is called, which options it
// takes, and what it does. The command line, the help, the completions and the
// manual are all made from these. Only command_line.cpp knows CLI11.

#ifndef CLOUDPLAN_SRC_CLI_COMMAND_HPP_
#define CLOUDPLAN_SRC_CLI_COMMAND_HPP_

#include "environment.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace cloudplan::cli {

// Exit codes are part of the interface: DESIGN and README list them.
enum ExitCode : int {
  kOk = 0,
  kInternalError = 1,
  kBadInput = 2,     // wrong usage or invalid input
  kInfeasible = 3,   // valid input, no feasible plan
  kLimitBroken = 4,  // a budget, policy or threshold
  kIncomplete = 5,   // a price or a model is missing and --strict was given
  kPricesTooOld = 6  // older than --max-catalog-age
};

// Where an option's value goes. The target must outlive the parse: options of
// a command point into the state that its `run` captures.
using Target = std::variant<bool*, std::string*, std::optional<std::string>*, double*, std::optional<double>*,
                            int*, std::optional<int>*, std::vector<std::string>*>;

struct Option {
  std::string flags{};  // "-o,--output"; without a dash: a positional argument
  std::string value{};  // how the help calls the value: "FILE"; empty for a flag
  std::string help{};
  Target target{};
  std::string group = "Options";       // heading in the help
  std::vector<std::string> choices{};  // the only valid values; empty: any
  // Other words for a choice, {"postgres", "postgresql"}; in any case, with or without hyphens.
  std::vector<std::pair<std::string, std::string>> synonyms{};
  bool required = false;
  // What completes the value in a shell: "file", "model", "region", "provider", "instance", "accelerator".
  std::string completes{};
  // Names that other tools have for it, "--instance-class": understood, not listed.
  std::vector<std::string> also{};
};

struct Command {
  std::string name{};         // "estimate", "catalog list"
  std::string summary{};      // one line, no full stop
  std::string description{};  // paragraphs for --help and the manual
  std::string examples{};     // lines to show as they are
  std::vector<Option> options{};
  std::function<int(const Environment&)> run{};
};

// How each command is made; made only when it is run or described.
using CommandFactory = Command (*)();

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_COMMAND_HPP_
