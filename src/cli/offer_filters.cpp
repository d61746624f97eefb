#include "offer_filters.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/quantity.hpp"
#include "number_range.hpp"
#include "place_names.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

class FilterMaker {
 public:
  FilterMaker(const Catalog& catalog, const OfferOptions& options) : catalog_(catalog), options_(options) {}

  OfferFilter make() {
    places();
    machine();
    accelerators();
    purchase();
    filter_.managed = options_.managed;
    filter_.trust_outliers = options_.trust_outliers;
    filter_.restricted = filter_.restricted || options_.restricted;
    if (options_.max_price) filter_.most_usd_per_hour = *options_.max_price;
    if (!errors_.empty()) throw InputError(std::move(errors_));
    return std::move(filter_);
  }

 private:
  void fail(const char* option, std::string message, std::string hint) {
    errors_.push_back({.file = option,
                       .line = 0,
                       .column = 0,
                       .pointer = {},
                       .message = std::move(message),
                       .hint = std::move(hint)});
  }

  void places() {
    PlaceNames places(catalog_, errors_);
    filter_.providers = places.providers(options_.providers, options_.infra);
    filter_.regions = places.regions(options_.regions, options_.infra, filter_.providers);
    filter_.restricted = places.names_restricted_region();
  }

  void machine() {
    filter_.vcpus = range("--vcpus", options_.vcpus, BareNumber::at_least, plain_number, "16, 16.. or 8..32");
    filter_.memory_gib =
        range("--memory", options_.memory, BareNumber::at_least, size_in_gib, "64, 64GB.. or 16GiB..64GiB");
    filter_.accelerator_memory_gib =
        range("--gpu-memory", options_.gpu_memory, BareNumber::at_least, size_in_gib, "24, 40GB.. or 16..48");
    filter_.arch = options_.arch;
    for (const std::string& pattern : options_.instances) instance(pattern);
  }

  void instance(const std::string& pattern) {
    if (names_instance(catalog_, pattern)) return filter_.types.push_back(pattern);
    fail("--instance", fmt::format("no instance type is called {}", in_quotes(pattern)),
         nearest_instance(catalog_, pattern));
  }

  // "8" means `bare`; a size may have a unit, without one it is GiB.
  static std::optional<double> size_in_gib(std::string_view text) {
    if (const auto plain = plain_number(text)) return plain;
    const ParsedQuantity size = parse_quantity(QuantityKind::bytes, text);
    return size.value ? std::optional(*size.value / kGibibyte) : std::nullopt;
  }

  Range range(const char* option, const std::string& text, BareNumber bare,
              const std::function<std::optional<double>(std::string_view)>& number, const char* examples) {
    if (text.empty()) return {};
    const auto parsed = parse_range(text, bare, number);
    if (!parsed)
      fail(option, fmt::format("{} is no range", in_quotes(text)), fmt::format("write {}", examples));
    return parsed.value_or(Range());
  }

  // "any", "none", "A100", "A100:8", "nvidia-l4:1..4".
  void accelerators() {
    for (const std::string& wish : options_.gpus) {
      if (wish == "none") {
        filter_.wish = OfferFilter::Accelerators::none;
        continue;
      }
      const std::size_t colon = std::min(wish.find(':'), wish.size());
      if (filter_.wish == OfferFilter::Accelerators::any_or_none)
        filter_.wish = OfferFilter::Accelerators::some;
      if (colon < wish.size())
        filter_.accelerator_count = range("--gpu", wish.substr(colon + 1), BareNumber::exactly, plain_number,
                                          "A100:8, A100:4.. or any:1");
      if (wish.substr(0, colon) != "any") accelerator(wish.substr(0, colon));
    }
  }

  void accelerator(const std::string& name) {
    filter_.accelerators.resize(catalog_.accelerators().size());
    if (mark_accelerators(catalog_, name, filter_.accelerators)) return;
    fail("--gpu", fmt::format("no accelerator is called {}", in_quotes(name)),
         nearest_accelerator(catalog_, name));
  }

  void purchase() {
    if (options_.purchase.empty() && !options_.spot) return;
    filter_.purchase = {options_.on_demand, options_.spot, false, false};
    constexpr const char* kNames[] = {"on_demand", "spot", "commit_1y", "commit_3y"};
    for (const std::string& name : options_.purchase)
      for (std::size_t i = 0; i < kPurchaseOptions; ++i)
        if (name == "any" || name == kNames[i]) filter_.purchase[i] = true;
  }

  const Catalog& catalog_;
  const OfferOptions& options_;
  OfferFilter filter_;
  std::vector<Diagnostic> errors_;
};

}  // namespace

OfferFilter make_filter(const Catalog& catalog, const OfferOptions& options) {
  return FilterMaker(catalog, options).make();
}

OfferOrder order_of(const std::string& sort) {
  if (sort == "gpu-price") return OfferOrder::accelerator_price;
  if (sort == "vcpus") return OfferOrder::vcpus;
  if (sort == "memory") return OfferOrder::memory;
  if (sort == "gpu") return OfferOrder::accelerators;
  return sort == "name" ? OfferOrder::name : OfferOrder::price;
}

}  // namespace cloudplan::cli
