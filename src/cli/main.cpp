// cloudplan: the list of commands, and the one place where failures become
// messages and exit codes.

#include "cloudplan/error.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "price_command.hpp"

#include <exception>
#include <string>
#include <vector>

namespace cloudplan::cli {
namespace {

Program listed_commands() {
  return {
      .version = "cloudplan " CLOUDPLAN_VERSION,
      .description =
          "Plan cloud workloads: how long a job takes, what it costs on every offer, where its data "
          "belongs.\n"
          "Works offline, from the price catalogs inside this program.",
      .footer =
          "'cloudplan COMMAND --help' describes a command.\n\n"
          "Exit codes: 0 fine, 1 internal error, 2 wrong usage or invalid input, 3 no feasible plan,\n"
          "4 a budget, policy or threshold is broken, 5 a price or a model is missing (--strict),\n"
          "6 prices are older than --max-catalog-age.\n",
      .commands = {
          {"estimate", "Recommend where to run and store a workload, with time and cost", estimate_command},
          {"offers", "Search the offers: instance types, regions, prices", offers_command},
          {"catalog list", "List providers, regions, parts and sources of the catalog", catalog_list_command},
          {"catalog show", "Show all facts and prices of an instance type or a service",
           catalog_show_command},
          {"catalog verify", "Check that a catalog is whole and keeps its laws", catalog_verify_command},
          {"init", "Write a workload file to start from", init_command},
          {"validate", "Check workload files", validate_command},
          {"predict", "Predict the speed of a model on a machine", predict_command},
          {"schema", "Print the JSON Schema of the workload file or of a plan", schema_command},
          {"models", "List the models whose work is known", models_command}}};
}

// With the commands of each group that has a table of its own.
Program program() {
  Program made = listed_commands();
  made.groups = {{"price", "What one use of one service costs, line by line: price s3, price rds ..."}};
  for (const Program::Entry& entry : price_entries()) made.commands.push_back(entry);
  return made;
}

}  // namespace
}  // namespace cloudplan::cli

int main(int argc, char** argv) {
  namespace cli = cloudplan::cli;
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return cli::run_program(cli::program(), arguments, cli::read_environment());
  } catch (const cloudplan::InputError& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return cli::kBadInput;
  } catch (const std::exception& e) {
    cli::warn(std::string("internal error: ") + e.what());
    return cli::kInternalError;
  }
}
