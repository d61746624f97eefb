// Finds what a command line names in the catalog, or says what comes nearest.

#ifndef CLOUDPLAN_SRC_CLI_PRICE_LOOKUP_HPP_
#define CLOUDPLAN_SRC_CLI_PRICE_LOOKUP_HPP_

#include "cloudplan/price_book.hpp"

#include "price_input.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

// A service being priced: what was asked, and the bill it goes to.
struct PriceQuery {
  const PriceBook* book = nullptr;
  const PriceInput* input = nullptr;
  std::string_view service;   // as on the command line: "s3"
  std::string_view title;     // "Amazon S3"
  std::string_view provider;  // key
  Bill* bill = nullptr;

  std::string_view text(Name name) const { return book->text(name); }
};

// Throws InputError for this service.
[[noreturn]] void fail(const PriceQuery& query, std::string message, std::string hint);

// Warns with the regions that do have a price, when the one asked for has none.
void tell_where_known(const PriceQuery& query, std::string_view what, const std::vector<Index>& places);

// --region, or `otherwise`. Google's US, EU and ASIA are its multi-regions.
Index find_region(const PriceQuery& query, std::string_view otherwise);
// The region of machines and disks that is meant when none is named.
std::string_view largest_region(std::string_view provider);
// A place like "aws/us-east-1"; a region alone belongs to the provider of the query.
Index find_place(const PriceQuery& query, std::string_view place);

// Which of the names is meant: the same letters and digits, else the only one
// that begins with them, else the only one that has them, always as whole
// words. Throws InputError with the nearest names. `what` is what they are: "storage class".
std::size_t find_name(const PriceQuery& query, std::string_view what, std::string_view wanted,
                      const std::vector<std::string_view>& names);

// Whether they differ at most in upper and lower case.
bool same_letters(std::string_view a, std::string_view b);

// Adds `name` unless it is there.
void add_unique(std::vector<std::string_view>& names, std::string_view name);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PRICE_LOOKUP_HPP_
