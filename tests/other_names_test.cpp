#include "cli/other_names.hpp"

#include "cli/option_text.hpp"
#include "cli/price_services.hpp"

#include "catch.hpp"

#include <map>

using namespace cloudplan;
using namespace cloudplan::cli;

namespace {

Command command_of(std::string_view service, PriceInput& input) {
  for (const PriceService& known : price_services())
    if (known.name == service)
      return {.name = "price " + std::string(service), .options = input.options(known.options)};
  return {};
}

using Arguments = std::vector<std::string>;

}  // namespace

TEST_CASE("options are known by the names that other tools have for them", "[cli]") {
  PriceInput input;
  const Command rds = command_of("rds", input);
  CHECK(with_known_names(rds, {"--instance_class=db.t3.micro", "--allocated-storage", "20", "--Multi-AZ"}) ==
        Arguments{"--instance=db.t3.micro", "--storage-gb", "20", "--multi-az"});
  const Command s3 = command_of("s3", input);
  CHECK(with_known_names(s3, {"--storage_gb", "5", "--monthly_tier_1_requests", "7", "-r", "eu-west-1"}) ==
        Arguments{"--gb", "5", "--puts", "7", "-r", "eu-west-1"});
  CHECK(with_known_names(s3, {"--nothing", "--", "--storage_gb"}) ==
        Arguments{"--nothing", "--", "--storage_gb"});
}

TEST_CASE("a mistyped name of another tool is answered with the option here", "[cli]") {
  PriceInput input;
  const Command rds = command_of("rds", input);
  CHECK(unknown_option_hint(rds, "--alocated-storage=20") == "did you mean --storage-gb?");
  CHECK(unknown_option_hint(rds, "--instances_class") == "did you mean --instance?");
}

TEST_CASE("within a service every name means one option", "[cli]") {
  for (const PriceService& service : price_services()) {
    PriceInput input;
    std::map<std::string, std::string, std::less<>> meaning;
    const Command command = command_of(service.name, input);
    for (const Option& option : command.options) meaning.emplace(long_name(option), long_name(option));
    for (const Option& option : command.options)
      for (const std::string& name : option.also) {
        const auto [known, added] = meaning.emplace(name, long_name(option));
        INFO(service.name << " " << name << " is " << known->second << " and " << long_name(option));
        CHECK((added || known->second == name));
      }
  }
}
