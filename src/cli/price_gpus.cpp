#include "cloudplan/compute_cost.hpp"

#include "price_services.hpp"
#include "support/printable.hpp"

#include <charconv>
#include <cmath>
#include <string>

#include <fmt/format.h>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

// "n1-standard-8+nvidia-t4x2" is an N1 machine with two of them: what the
// catalog lists for the two together, less the machine, is the price of the GPUs.
struct Attached {
  std::string_view machine, kind;
  int count = 0;
};

bool read(std::string_view text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value > 0;
}

Attached attached_in(std::string_view name) {
  Attached found;
  const std::size_t plus = name.find('+'), times = name.rfind('x');
  if (plus == std::string_view::npos || times < plus || !read(name.substr(times + 1), found.count))
    return found;
  found.machine = name.substr(0, plus);
  found.kind = name.substr(plus + 1, times - plus - 1);
  return found;
}

const Price* price_in(const Catalog& catalog, const InstanceType& type, Index place) {
  for (const Price& price : catalog.prices_of(type))
    if (price.region == place) return &price;
  return nullptr;
}

const Price* price_of(const PriceQuery& query, std::string_view name, Index place) {
  const Catalog& catalog = query.book->catalog();
  const Index provider = query.book->provider("gcp");
  for (const InstanceType& type : catalog.instance_types())
    if (type.provider == provider && query.text(type.name) == name) return price_in(catalog, type, place);
  return nullptr;
}

struct GpuPrice {
  double usd_per_hour = kUnknown;
  Index source = kNoIndex;
};

// Of one GPU of the kind; unknown where no machine with it has a price.
GpuPrice gpu_price(const PriceQuery& query, std::string_view kind, Index place, PurchaseOption purchase) {
  const Catalog& catalog = query.book->catalog();
  const auto option = static_cast<std::size_t>(purchase);
  for (const InstanceType& type : catalog.instance_types()) {
    const Attached found = attached_in(query.text(type.name));
    if (found.kind != kind) continue;
    const Price* const with = price_in(catalog, type, place);
    const Price* const without = with ? price_of(query, found.machine, place) : nullptr;
    if (!without || !is_known(with->rate[option]) || !is_known(without->rate[option])) continue;
    const double usd = with->rate[option].dollars() - without->rate[option].dollars();
    return {std::round(usd / found.count * 1e6) / 1e6, with->source};
  }
  return {};
}

}  // namespace

void charge_attached_gpus(PriceQuery& query, Index place) {
  const std::string_view wanted = query.input->text(gpu);
  if (wanted.empty()) return;
  const std::string_view machine = query.input->text(type);
  if (!same_letters(machine.substr(0, 3), "n1-") && !same_letters(machine.substr(0, 7), "custom-"))
    fail(query, fmt::format("no GPUs are attached to {}", in_quotes(machine)),
         "--gpu is for N1 machines; A2, A3, G2 and G4 have theirs");
  std::vector<std::string_view> kinds;
  for (const InstanceType& known : query.book->catalog().instance_types())
    if (const Attached found = attached_in(query.text(known.name)); found.count > 0)
      add_unique(kinds, found.kind);
  int each = 1;
  const std::size_t colon = std::min(wanted.find(':'), wanted.size());
  if (colon < wanted.size() && !read(wanted.substr(colon + 1), each))
    fail(query, fmt::format("--gpu {}: how many?", wanted), "KIND:COUNT, for example T4:2");
  std::string name(wanted.substr(0, colon));  // "nvidia-tesla-t4" is what Google's tools call a T4
  for (const std::string_view maker : {"nvidia-", "tesla-"})
    if (same_letters(std::string_view(name).substr(0, maker.size()), maker)) name.erase(0, maker.size());
  const std::string_view kind = kinds[find_name(query, "GPU", "nvidia-" + name, kinds)];
  bool sold = false;
  for (const InstanceType& known : query.book->catalog().instance_types()) {
    const Attached found = attached_in(query.text(known.name));
    sold = sold || (found.kind == kind && found.count == each);
  }
  if (!sold) fail(query, fmt::format("a machine has no {} of {}", each, kind), "1, 2, 4, or 8 of some");
  const std::string_view bought = query.input->text(purchase);
  const PurchaseOption option = purchase_option(bought);
  const double machine_hours = query.input->number(hours, kHoursPerMonth);
  const double factor = option == PurchaseOption::on_demand
                            ? sustained_use_factor("gcp", Service::vm, "n1-", machine_hours)
                            : 1;
  const GpuPrice price = gpu_price(query, kind, place, option);
  query.bill->set_subject(query.title);
  query.bill->charge({.meter = kind,
                      .quantity = machine_hours * query.input->number(count, 1) * each,
                      .unit = "hour",
                      .unit_price_usd = is_known(price.usd_per_hour)
                                            ? std::round(price.usd_per_hour * factor * 1e9) / 1e9
                                            : kUnknown,
                      .source = price.source,
                      .note = factor < 1 ? "with Google's sustained use discount" : ""});
}

}  // namespace cloudplan::cli
