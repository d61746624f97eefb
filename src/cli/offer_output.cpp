#include "offer_output.hpp"

#include "cloudplan/price_guard.hpp"
#include "offer_words.hpp"
#include "price_dates.hpp"
#include "support/money_text.hpp"
#include "support/text_table.hpp"
#include "support/text_width.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

// What the offers shown make worth a column.
struct Shown {
  bool accelerators = false;
  bool several_options = false;
  bool notes = false;
};

Shown look_at(const Catalog& catalog, const OfferPage& page) {
  Shown shown;
  for (const FoundOffer& offer : page.offers) {
    shown.accelerators = shown.accelerators || !catalog.instance_types()[offer.type].accelerator_name.empty();
    shown.several_options = shown.several_options || offer.option != PurchaseOption::on_demand;
    shown.notes = shown.notes || !offer_remarks(catalog, offer).empty();
  }
  return shown;
}

TextTable offer_table(const Catalog& catalog, const OfferPage& page) {
  const Shown shown = look_at(catalog, page);
  std::vector<TextTable::Column> columns{{.title = "INSTANCE", .wraps = true},
                                         {.title = "REGION"},
                                         {.title = "VCPU", .numbers = true},
                                         {.title = "GIB", .numbers = true}};
  if (shown.accelerators) columns.push_back({.title = "ACCELERATOR"});
  columns.push_back({.title = display_currency().code + "/H", .numbers = true});
  if (shown.accelerators)
    columns.push_back({.title = display_currency().code + "/ACC", .numbers = true, .expendable = 1});
  if (shown.several_options) columns.push_back({.title = "BUY"});
  if (shown.notes) columns.push_back({.title = "NOTE", .wraps = true});
  TextTable table(std::move(columns));
  for (const FoundOffer& offer : page.offers) {
    const InstanceType& type = catalog.instance_types()[offer.type];
    std::vector<std::string> cells{catalog.full_name(type), std::string(region_name(catalog, offer)),
                                   number_text(type.vcpus), number_text(type.memory_gib)};
    if (shown.accelerators) cells.push_back(accelerator_text(catalog, type));
    cells.push_back(rate_text(cloudplan::shown(rate_of(catalog, offer).dollars())));
    if (shown.accelerators)
      cells.push_back(rate_text(cloudplan::shown(usd_per_accelerator_hour(catalog, offer))));
    if (shown.several_options) cells.emplace_back(purchase_words(offer.option));
    if (shown.notes) cells.push_back(offer_remarks(catalog, offer));
    table.add_row(std::move(cells));
  }
  return table;
}

std::string with_commas(std::size_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

}  // namespace

std::vector<std::string> offer_notes(const Catalog& catalog, const OfferPage& page,
                                     const Environment& environment) {
  std::vector<std::string> lines;
  if (page.offers.size() < page.total)
    lines.push_back(fmt::format("{} of {} offers; --limit 0 shows all.", with_commas(page.offers.size()),
                                with_commas(page.total)));
  if (const std::string currency = currency_note(); !currency.empty()) lines.push_back(currency);
  if (page.hidden_suspect > 0)
    lines.push_back(fmt::format(
        "Left out: {} with a doubtful price, or not offered in that region; --trust-outliers shows them.",
        with_commas(page.hidden_suspect)));
  if (page.hidden_restricted > 0)
    lines.push_back(fmt::format("Left out: {} in regions not open to everybody; --restricted shows them.",
                                with_commas(page.hidden_restricted)));
  for (std::string& line : price_date_lines(catalog, page.ages, environment))
    lines.push_back(std::move(line));
  return lines;
}

std::string offers_as_text(const Catalog& catalog, const OfferPage& page, const Environment& environment) {
  const TextStyle style{.color = environment.color, .unicode = environment.unicode};
  std::string text = offer_table(catalog, page).to_text(environment.columns, style);
  text += '\n';
  for (const std::string& note : offer_notes(catalog, page, environment)) {
    const Tone tone = note.compare(0, 7, "Warning") == 0 ? Tone::notice : Tone::faint;
    for (const std::string& line : wrap_text(note, environment.columns))
      text += style.paint(line, tone) + '\n';
  }
  return text;
}

std::string offers_as_markdown(const Catalog& catalog, const OfferPage& page,
                               const Environment& environment) {
  std::string text = offer_table(catalog, page).to_markdown();
  for (const std::string& note : offer_notes(catalog, page, environment))
    text += '\n' + markdown_text(note) + '\n';
  return text;
}

// Not by way of a table: all offers are 150,000 rows.
std::string offers_as_csv(const Catalog& catalog, const OfferPage& page) {
  std::string text =
      "provider,region,instance_type,vcpus,memory_gib,arch,accelerator,accelerator_count,purchase,usd_per_"
      "hour,"
      "usd_per_accelerator_hour,suspect,price_as_of";
  const std::string own_currency = shown_name("usd_per_hour");
  text += (own_currency.empty() ? "" : "," + own_currency) + '\n';
  for (const FoundOffer& offer : page.offers) {
    const InstanceType& type = catalog.instance_types()[offer.type];
    const Price& price = catalog.prices()[offer.price];
    const auto add = [&](std::string_view cell) { (text += csv_field(cell)) += ','; };
    add(catalog.text(catalog.providers()[type.provider].key));
    add(region_name(catalog, offer));
    add(catalog.text(type.name));
    add(number_text(type.vcpus));
    add(number_text(type.memory_gib));
    add(catalog.text(type.arch));
    add(catalog.text(type.accelerator_name));
    add(type.accelerator_count > 0 ? number_text(type.accelerator_count) : "");
    add(purchase_key(offer.option));
    add(exact_rate(rate_of(catalog, offer)));
    add(number_text(usd_per_accelerator_hour(catalog, offer)));
    add(is_suspect(price, offer.option) ? suspect_text(price.suspect) : "");
    text += csv_field(catalog.text(catalog.sources()[price.source].as_of));
    if (!own_currency.empty()) text += ',' + number_text(shown(rate_of(catalog, offer).dollars()));
    text += '\n';
  }
  return text;
}

}  // namespace cloudplan::cli
