#include "cloudplan/price_guard.hpp"
#include "offer_output.hpp"
#include "offer_words.hpp"
#include "support/json_writer.hpp"

namespace cloudplan::cli {

namespace {

void write_machine(JsonWriter& json, const Catalog& catalog, const InstanceType& type) {
  json.number("vcpus", type.vcpus, 9);
  json.number("memory_gib", type.memory_gib, 9);
  json.text("arch", catalog.text(type.arch));
  if (type.cpu == kNoIndex)
    json.null("cpu");
  else
    json.text("cpu", catalog.text(catalog.cpus()[type.cpu].key));
  if (type.accelerator_name.empty()) {
    json.null("accelerator");
    return;
  }
  json.text("accelerator", catalog.text(type.accelerator_name));
  json.number("accelerator_count", type.accelerator_count > 0 ? type.accelerator_count : kUnknown, 9);
  json.number("accelerator_memory_gib", type.accelerator_memory_gib, 9);
}

void write_offer(JsonWriter& json, const Catalog& catalog, const FoundOffer& offer) {
  const InstanceType& type = catalog.instance_types()[offer.type];
  const Price& price = catalog.prices()[offer.price];
  const HourlyRate rate = rate_of(catalog, offer);
  json.begin_object();
  json.text("provider", catalog.text(catalog.providers()[type.provider].key));
  json.text("region", region_name(catalog, offer));
  json.text("instance_type", catalog.text(type.name));
  json.text("service", service_key(type.service));
  write_machine(json, catalog, type);
  json.text("purchase", purchase_key(offer.option));
  json.number("usd_per_hour", rate.dollars(), 12);
  json.number("usd_per_accelerator_hour", usd_per_accelerator_hour(catalog, offer), 9);
  if (offer.option != PurchaseOption::spot || price.interruption == InterruptionBand::unknown)
    json.null("interruption");
  else
    json.text("interruption", interruption_words(price.interruption));
  json.text("remarks", offer_remarks(catalog, offer));
  json.boolean("suspect", is_suspect(price, offer.option));
  json.text("source", catalog.text(catalog.sources()[price.source].key));
  json.end_object();
}

}  // namespace

std::string offers_as_json(const Catalog& catalog, const OfferPage& page, const Environment& environment) {
  JsonWriter json;
  json.begin_object();
  json.text("schema", "cloudplan.offers/1");
  json.integer("total", static_cast<std::int64_t>(page.total));
  json.integer("hidden_suspect", static_cast<std::int64_t>(page.hidden_suspect));
  json.integer("hidden_restricted", static_cast<std::int64_t>(page.hidden_restricted));
  json.begin_array("price_dates");
  for (const PriceAge& age : page.ages) {
    const Source& source = catalog.sources()[age.source];
    json.begin_object();
    json.text("provider", catalog.text(catalog.providers()[age.provider].key));
    json.text("as_of", catalog.text(source.as_of));
    json.number("days", age_in_days(source, environment.today));
    json.text("source", catalog.text(source.text));
    json.end_object();
  }
  json.end_array();
  json.begin_array("offers");
  for (const FoundOffer& offer : page.offers) write_offer(json, catalog, offer);
  json.end_array();
  json.end_object();
  return json.take();
}

}  // namespace cloudplan::cli
