#include "offer_words.hpp"

#include "cloudplan/price_guard.hpp"

#include <fmt/core.h>

namespace cloudplan::cli {

std::string number_text(double value) {
  return is_known(value) ? fmt::format("{:.6g}", value) : std::string();
}

std::string rate_text(double usd) {
  if (!is_known(usd)) return "";
  constexpr double kCent = 0.01;
  if (usd < kCent) return fmt::format("{:.6f}", usd);
  return usd < 10 ? fmt::format("{:.4f}", usd) : fmt::format("{:.2f}", usd);
}

std::string exact_rate(HourlyRate rate) {
  constexpr std::uint32_t kMicros = 1000000;
  std::string digits = fmt::format("{}.{:06}", rate.micros / kMicros, rate.micros % kMicros);
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

std::string accelerator_text(const Catalog& catalog, const InstanceType& type) {
  if (type.accelerator_name.empty()) return "";
  std::string_view name = catalog.text(type.accelerator_name);
  constexpr std::string_view kUsual = "nvidia-";
  if (name.substr(0, kUsual.size()) == kUsual) name.remove_prefix(kUsual.size());
  const std::string count = type.accelerator_count > 0 ? fmt::format("{:.3g}", type.accelerator_count) : "?";
  return fmt::format("{}x {}", count, name);
}

std::string_view region_name(const Catalog& catalog, const FoundOffer& offer) {
  return catalog.text(catalog.regions()[catalog.prices()[offer.price].region].key);
}

std::string_view purchase_words(PurchaseOption option) {
  constexpr std::string_view kWords[] = {"on-demand", "spot", "1 year", "3 years"};
  return kWords[static_cast<std::size_t>(option)];
}

std::string_view purchase_key(PurchaseOption option) {
  constexpr std::string_view kKeys[] = {"on_demand", "spot", "commit_1y", "commit_3y"};
  return kKeys[static_cast<std::size_t>(option)];
}

std::string_view service_key(Service service) {
  constexpr std::string_view kKeys[] = {"vm",       "tpu",       "sagemaker", "vertex_ai", "watson_studio",
                                        "azure_ml", "databricks"};
  return kKeys[static_cast<std::size_t>(service)];
}

std::string_view interruption_words(InterruptionBand band) {
  constexpr std::string_view kWords[] = {"<5%", "5-10%", "10-15%", "15-20%", ">20%", ""};
  return kWords[static_cast<std::size_t>(band)];
}

std::string offer_remarks(const Catalog& catalog, const FoundOffer& offer) {
  const InstanceType& type = catalog.instance_types()[offer.type];
  const Price& price = catalog.prices()[offer.price];
  std::string remarks;
  const auto add = [&](std::string_view remark) {
    if (!remarks.empty()) remarks += ", ";
    remarks += remark;
  };
  if (is_suspect(price, offer.option)) add(suspect_text(price.suspect));
  if ((type.flags & kMarketplace) != 0) add("lowest live offer");
  if ((type.flags & kServingOnly) != 0) add("serving only");
  if ((type.flags & kBurstable) != 0) add("burstable");
  return remarks;
}

}  // namespace cloudplan::cli
