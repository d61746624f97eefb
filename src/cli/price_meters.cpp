// Services that are priced meter by meter, each with a unit of its own.
#include "cloudplan/database_cost.hpp"

#include "price_services.hpp"
#include "support/printable.hpp"
#include "support/text_list.hpp"

#include <cctype>
#include <string>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

std::string_view service_start(std::string_view command) {
  if (command == "cosmosdb") return "Cosmos DB";
  if (command == "firestore") return "Firestore";
  return command == "bigquery" ? "BigQuery" : "Cloudant";
}

std::string_view usual_region(std::string_view provider) {
  if (provider == "gcp") return "us-central1";
  return provider == "azure" ? "westus" : "us-south";
}

// How many things one unit is: 100,000 of "100,000 reads", 10,000 of "10k
// operations", a million of "million RU"; 1 where the unit names no number.
double things_per_unit(std::string_view unit) {
  double number = 0;
  std::size_t at = 0;
  for (; at < unit.size() && (std::isdigit(static_cast<unsigned char>(unit[at])) || unit[at] == ','); ++at)
    if (unit[at] != ',') number = number * 10 + (unit[at] - '0');
  unit.remove_prefix(at);
  if (number == 0) number = 1;
  if (unit.substr(0, 2) == "k ") return number * 1e3;
  return unit.substr(0, 8) == "million " ? number * 1e6 : number;
}

bool is_monthly(std::string_view unit) {
  constexpr std::string_view kMonth = "month";
  return unit.size() >= kMonth.size() && unit.substr(unit.size() - kMonth.size()) == kMonth;
}

// In units of the meter.
double wanted_quantity(const PriceQuery& query, std::string_view name, std::string_view unit) {
  const PriceInput& input = *query.input;
  if (input.given(quantity) && input.given(amount))
    fail(query, "--quantity and --amount say the same in two ways", "give one of them");
  double wanted = input.number(quantity, 1);
  if (input.given(amount)) wanted = input.number(amount) / things_per_unit(unit);
  if (!input.given(hours)) return wanted;
  if (!is_monthly(unit))
    fail(query, fmt::format("{} are not paid for by the hour; the unit is {}", name, unit),
         "leave --hours out");
  return wanted * input.number(hours) / kHoursPerMonth;
}

}  // namespace

void price_meter(PriceQuery& query) {
  const Index provider = query.book->provider(query.provider);
  const std::string_view start = service_start(query.service);
  const Index place = find_region(query, usual_region(query.provider));
  std::vector<const DatabaseServerless*> rows;
  std::vector<std::string_view> names, units;
  for (const DatabaseServerless& row : query.book->catalog().table<DatabaseServerless>()) {
    if (row.provider != provider || query.text(row.service).substr(0, start.size()) != start) continue;
    rows.push_back(&row);
    const std::size_t before = names.size();
    add_unique(names, query.text(row.meter));
    if (names.size() > before) units.push_back(query.text(row.unit));
  }
  if (query.input->text(meter).empty()) {
    std::vector<std::string> each;
    for (std::size_t i = 0; i < names.size(); ++i) each.push_back(fmt::format("{} ({})", names[i], units[i]));
    fail(query, "which meter?", fmt::format("give --meter, one of: {}", comma_list(each)));
  }
  const std::string_view name = names[find_name(query, "meter", query.input->text(meter), names)];
  query.bill->set_subject(start);
  std::vector<Index> places;
  for (const DatabaseServerless* const row : rows) {
    if (query.text(row->meter) != name) continue;
    places.push_back(row->region);
    if (row->region == place)
      return charge_serverless(*query.bill, row, name, wanted_quantity(query, name, query.text(row->unit)),
                               query.text(row->unit));
  }
  tell_where_known(query, name, places);
  query.bill->unknown(name);
}

}  // namespace cloudplan::cli
