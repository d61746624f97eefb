#include "program.hpp"

#include "commands.hpp"
#include "price_command.hpp"

namespace cloudplan::cli {

namespace {

std::vector<Program::Entry> single_commands() {
  return {
      {"estimate", "Recommend where to run and store a workload, with time and cost", estimate_command},
      {"compare", "Providers, CPU and GPU, stores or several workloads side by side", compare_command},
      {"explain", "Show every number on the way to the recommendation, and why not another", explain_command},
      {"check", "Hold plans against budgets, a policy and a baseline: a gate for CI", check_command},
      {"diff", "What changed between two workloads or saved plans, and what it costs", diff_command},
      {"offers", "Search the offers: instance types, regions, prices", offers_command},
      {"gpus", "The offers that have an accelerator", gpus_command},
      {"catalog list", "List providers, regions, parts and sources of the catalog", catalog_list_command},
      {"catalog show", "Show all facts and prices of an instance type or a service", catalog_show_command},
      {"catalog verify", "Check that a catalog is whole and keeps its laws", catalog_verify_command},
      {"init", "Write a workload file to start from", init_command},
      {"import", "Make a workload file of a SkyPilot, Kubernetes, Compose or Terraform file", import_command},
      {"export", "Write a plan for SkyPilot, Terraform or the providers' command lines", export_command},
      {"validate", "Check workload files", validate_command},
      {"predict", "Predict the speed of a model on a machine", predict_command},
      {"calibrate", "Keep measurements of your own, and let predictions follow them", calibrate_command},
      {"schema", "Print the JSON Schema of the workload file or of what a command writes", schema_command},
      {"models", "List the models whose work is known", models_command},
      {"doctor", "Show what this program found on this machine: versions, dates, files", doctor_command},
      {"mcp", "Answer an AI assistant over standard input and output", mcp_command},
      {"completion", "Print a script that completes cloudplan in a shell", completion_command}};
}

}  // namespace

Program program() {
  Program made{
      .version = "cloudplan " CLOUDPLAN_VERSION,
      .description =
          "Plan cloud workloads: how long a job takes, what it costs on every offer, where its data "
          "belongs.\n"
          "Works offline, from the price catalogs inside this program.",
      .commands = single_commands(),
      .groups = {{"price", "What one use of one service costs, line by line: price s3, price rds ..."}},
      .exit_codes = {{kOk, "fine"},
                     {kInternalError, "internal error, or the output could not be written"},
                     {kBadInput, "wrong usage or invalid input"},
                     {kInfeasible, "no feasible plan"},
                     {kLimitBroken, "a budget, policy or threshold is broken"},
                     {kIncomplete, "a price or a model is missing (--strict)"},
                     {kPricesTooOld, "prices are older than --max-catalog-age"}},
      .variables = {{"CLOUDPLAN_...",
                     "The default of any option: CLOUDPLAN_FORMAT of --format, CLOUDPLAN_MAX_PRICE of "
                     "--max-price. The command line wins. Lists have commas; 1 sets a flag, 0 does not."},
                    {"NO_COLOR", "When not empty, no colors."},
                    {"CLICOLOR_FORCE", "When not 0, colors even into a pipe."},
                    {"COLUMNS", "The width of tables and help when it is not the terminal's."},
                    {"SOURCE_DATE_EPOCH", "The time that counts as now, in seconds: how old prices are."}}};
  for (const Program::Entry& entry : price_entries()) made.commands.push_back(entry);
  return made;
}

}  // namespace cloudplan::cli
