#include "price_command.hpp"

#include "cloudplan/price_age.hpp"

#include "open_catalog.hpp"
#include "price_dates.hpp"
#include "price_services.hpp"
#include "report/cost_report.hpp"
#include "report_output.hpp"

#include <limits>
#include <memory>
#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

CostFormat format_of(std::string_view name) {
  if (is_json(name)) return CostFormat::json;
  if (name == "csv") return CostFormat::csv;
  if (name == "html") return CostFormat::html;
  return name == "markdown" ? CostFormat::markdown : CostFormat::table;
}

// The provider that a line's price is of: a machine of one provider has traffic and disks of the same.
std::vector<PriceAge> ages_of(const Catalog& catalog, const Cost& cost, Index provider) {
  PriceAges ages(catalog);
  for (const CostLine& line : cost.lines)
    if (line.source != kNoIndex) ages.add(provider, line.source);
  return ages.oldest();
}

int price(const PriceService& service, const PriceInput& input, const Environment& environment) {
  input.check(service.name);
  const OpenCatalog opened(input.catalog(), environment);
  const Catalog& catalog = opened.get();
  const PriceBook book(catalog);
  Cost cost;
  Bill bill(cost);
  PriceQuery query{.book = &book,
                   .input = &input,
                   .service = service.name,
                   .title = service.summary,
                   .provider = service.provider,
                   .bill = &bill};
  if (book.provider(service.provider) == kNoIndex)
    fail(query, fmt::format("the catalog has no provider {}", service.provider), "");
  service.charge(query);
  if (cost.total() == dollars(kInfinite))
    fail(query, "the bill is more than 9.2 billion dollars, the most that an amount can be",
         "check the quantities and their units");
  add_list_prices(catalog, cost);
  const std::string_view note = input.free_tier()
                                    ? "Monthly allowances are counted: they are the account's, once."
                                    : "List prices, before monthly allowances (--free-tier on) and tax.";
  const std::string text =
      render_cost(cost, catalog, format_of(input.format()), fmt::format("{}, a month", service.summary), note,
                  environment.columns, {.color = environment.color, .unicode = environment.unicode});
  write_report(input.output(), in_format(text, input.format(), "lines"));
  for (const std::string& meter : cost.unknown_meters) cli::note(fmt::format("{} has no known price", meter));
  if (!cost.complete() && input.strict()) return kIncomplete;
  return check_price_age(catalog, ages_of(catalog, cost, book.provider(query.provider)),
                         input.max_catalog_age(), environment);
}

Command make_command(const PriceService& service) {
  const auto input = std::make_shared<PriceInput>();
  return {.name = fmt::format("price {}", service.name),
          .summary = fmt::format("What {} costs for a use", service.summary),
          .description =
              fmt::format("The line items of a month of {}: meter, quantity, unit price, amount, date and "
                          "source of the price. Options are also understood by the names of Terraform's "
                          "attributes and Infracost's usage keys.",
                          service.summary),
          .examples = fmt::format("  cloudplan price {} {}", service.name, service.example),
          .options = input->options(service.options),
          .run = [input, &service](const Environment& environment) {
            return price(service, *input, environment);
          }};
}

// A command factory is a plain function: one for each place in the table.
template <std::size_t I>
Command nth_command() {
  return make_command(price_services()[I]);
}

template <std::size_t... I>
std::vector<Program::Entry> entries(std::index_sequence<I...>) {
  const auto services = price_services();
  // The program's entries keep their names' and summaries' texts for good.
  static const std::vector<std::pair<std::string, std::string>> texts = [&] {
    std::vector<std::pair<std::string, std::string>> made;
    for (const PriceService& service : services)
      made.emplace_back(fmt::format("price {}", service.name), std::string(service.summary));
    return made;
  }();
  return {{texts[I].first, texts[I].second, nth_command<I>}...};
}

}  // namespace

std::vector<Program::Entry> price_entries() { return entries(std::make_index_sequence<kPriceServices>()); }

}  // namespace cloudplan::cli
