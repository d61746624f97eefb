#include "cli/command_line.hpp"

#include "cli/completion.hpp"
#include "cli/help.hpp"
#include "cli/manual.hpp"
#include "cli/option_defaults.hpp"
#include "cli/option_text.hpp"
#include "cli/program.hpp"

#include "catch.hpp"

#include <algorithm>
#include <memory>

using namespace cloudplan;
using namespace cloudplan::cli;

namespace {

struct State {
  std::vector<std::string> files, providers;
  std::string format = "table";
  std::optional<double> price;
  int limit = 20;
  bool spot = false;
};
State state;  // of the last command made

Command search_command() {
  state = {};
  return {.name = "search",
          .summary = "Search things",
          .options = {{.flags = "file",
                       .value = "FILE...",
                       .target = &state.files,
                       .required = true,
                       .completes = "file"},
                      {.flags = "--format",
                       .value = "FORMAT",
                       .help = "How",
                       .target = &state.format,
                       .choices = {"table", "json"}},
                      {.flags = "-p,--provider",
                       .value = "NAME",
                       .target = &state.providers,
                       .completes = "provider"},
                      {.flags = "--max-price", .value = "USD", .target = &state.price},
                      {.flags = "--limit", .value = "N", .target = &state.limit},
                      {.flags = "--spot", .target = &state.spot}},
          .run = [](const Environment&) { return int{kOk}; }};
}

Command page_command() {
  static std::string format;
  return {.name = "page",
          .options = {{.flags = "--format", .target = &format, .choices = {"html"}}},
          .run = [](const Environment&) { return int{kOk}; }};
}

Program small_program() {
  return {.version = "test 1",
          .description = "Tests.",
          .commands = {{"search", "Search things", search_command}, {"page", "Page", page_command}}};
}

int run(const std::vector<std::string>& arguments,
        std::vector<std::pair<std::string, std::string>> variables = {}) {
  Environment environment;
  environment.variables = std::move(variables);
  return run_program(small_program(), arguments, environment);
}

std::vector<std::string> completed(const std::vector<std::string>& words) {
  std::vector<std::string> values;
  for (const Completion& completion : complete(small_program(), words, {}).values)
    values.push_back(completion.value);
  return values;
}

}  // namespace

TEST_CASE("an option that repeats takes one value each time", "[command_line]") {
  CHECK(run({"search", "--provider", "aws", "a.json", "-p", "gcp", "b.json"}) == kOk);
  CHECK(state.providers == std::vector<std::string>{"aws", "gcp"});
  CHECK(state.files == std::vector<std::string>{"a.json", "b.json"});
  CHECK(run({"search", "--", "--spot", "-"}) == kOk);
  CHECK(state.files == std::vector<std::string>{"--spot", "-"});
  CHECK_FALSE(state.spot);
}

TEST_CASE("wrong usage is refused", "[command_line]") {
  CHECK(run({}) == kBadInput);
  CHECK(run({"serach"}) == kBadInput);
  CHECK(run({"search"}) == kBadInput);
  CHECK(run({"search", "a", "--fromat", "json"}) == kBadInput);
  CHECK(run({"search", "a", "--format", "xml"}) == kBadInput);
  CHECK(run({"search", "a", "--max-price", "cheap"}) == kBadInput);
  CHECK(run({"page", "extra"}) == kBadInput);
  CHECK(run({"search", "-h"}) == kOk);
  CHECK(run({"help", "search"}) == kOk);
}

TEST_CASE("the environment gives defaults, the command line wins", "[command_line]") {
  CHECK(run({"search", "a"}, {{"CLOUDPLAN_FORMAT", "json"}, {"CLOUDPLAN_MAX_PRICE", "2.5"}}) == kOk);
  CHECK(state.format == "json");
  CHECK(state.price == 2.5);
  CHECK(run({"search", "a", "--format=table"}, {{"CLOUDPLAN_FORMAT", "json"}}) == kOk);
  CHECK(state.format == "table");
  CHECK(run({"search", "a"}, {{"CLOUDPLAN_PROVIDER", "aws,gcp"}, {"CLOUDPLAN_SPOT", "yes"}}) == kOk);
  CHECK(state.providers == std::vector<std::string>{"aws", "gcp"});
  CHECK(state.spot);
  CHECK(run({"search", "a"}, {{"CLOUDPLAN_SPOT", "0"}}) == kOk);
  CHECK_FALSE(state.spot);
}

TEST_CASE("a default that means nothing is refused, one of another command left alone", "[command_line]") {
  CHECK(run({"search", "a"}, {{"CLOUDPLAN_FORMAT", "html"}}) == kOk);
  CHECK(state.format == "table");
  CHECK(run({"search", "a"}, {{"CLOUDPLAN_FORMAT", "htlm"}}) == kBadInput);
  CHECK(run({"search", "a"}, {{"CLOUDPLAN_LIMIT", "many"}}) == kBadInput);
  CHECK(run({"search", "a"}, {{"CLOUDPLAN_SPOT", "perhaps"}}) == kBadInput);
  CHECK(run({"search", "a"}, {{"CLOUDPLAN_UNHEARD_OF", "1"}}) == kOk);
}

TEST_CASE("options say what they take", "[command_line]") {
  const Command command = search_command();
  CHECK(argument_text(command.options[0]) == "FILE...");
  CHECK(help_text(command.options[1]) == "How; one of table, json (default: table)");
  CHECK(variable_name(command.options[3]) == "CLOUDPLAN_MAX_PRICE");
  CHECK(short_name(command.options[2]) == "-p");
  CHECK(usage_text(command) == "cloudplan search [OPTIONS] FILE...");
  CHECK(check_choice(command.options[1], "jsno") ==
        "\"jsno\" is none of table, json\n  hint: did you mean json?");
}

TEST_CASE("text is wrapped at blanks", "[command_line]") {
  CHECK(wrap("one two three\n\nfour", 8, 1) == " one two\n three\n\n four\n");
  CHECK(wrap("incomprehensibilities a", 10, 0) == "incomprehensibilities\na\n");
}

TEST_CASE("words are completed from the table of commands", "[completion]") {
  using Words = std::vector<std::string>;
  CHECK(completed({"se"}) == Words{"search"});
  CHECK(completed({"help", "pa"}) == Words{"page"});
  CHECK(completed({"search", "--f"}) == Words{"--format"});
  CHECK(completed({"search", "--format", ""}) == Words{"json", "table"});
  CHECK(completed({"search", "--format=j"}) == Words{"--format=json"});
  CHECK(completed({"search", "--format", "json", "--f"}).empty());
  CHECK(completed({"search", "-p", "aws", "--prov"}) == Words{"--provider"});
  CHECK(completed({"search", "-p", "gc"}) == Words{"gcp"});
  CHECK(completed({"search", "--", "--f"}).empty());
  CHECK(complete(small_program(), {"search", "a.json", ""}, {}).files);
  CHECK_FALSE(complete(small_program(), {"page", ""}, {}).files);
  CHECK(completed({"nothing", "here", ""}).empty());
}

TEST_CASE("roff prints what it is given", "[manual]") {
  CHECK(roff(".a -b") == "\\&.a \\-b");
  CHECK(roff("'us-*' \\ \"x\"") == "\\&'us\\-*\\(aq \\e \\(dqx\\(dq");
  CHECK(roff("a\xe2\x86\x92") == "a\\[u2192]");
}

TEST_CASE("every command has its page, and the program's page names them", "[manual]") {
  const auto pages = manual_pages(program());
  const auto overview =
      std::find_if(pages.begin(), pages.end(), [](const auto& page) { return page.first == "cloudplan.1"; });
  REQUIRE(overview != pages.end());
  CHECK(pages.size() > 10);
  for (const auto& [name, text] : pages) {
    CAPTURE(name);
    CHECK(text.find(".SH EXIT STATUS") != std::string::npos);
    if (name != "cloudplan.1")
      CHECK(overview->second.find(roff(name.substr(0, name.size() - 2)) + "\\fR(1)") != std::string::npos);
  }
}
