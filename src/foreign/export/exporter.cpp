#include "foreign/export/exporter.hpp"

#include "support/printable.hpp"

#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

template <std::size_t N>
std::string_view spelled(const std::pair<std::string_view, std::string_view> (&names)[N],
                         std::string_view name) {
  for (const auto& [known, spelling] : names)
    if (known == name) return spelling;
  return {};
}

std::string place(std::string_view provider, std::string_view region) {
  return region.empty() ? std::string(provider) : fmt::format("{}/{}", provider, region);
}

}  // namespace

std::string machine_words(const ExportMachine& machine) {
  return fmt::format("{:g} x {} in {}, {}", machine.count, machine.type,
                     place(machine.provider, machine.region),
                     machine.purchase == "on_demand" ? "on demand" : machine.purchase);
}

std::string store_words(const ExportStore& store) {
  return fmt::format("{} in {}", store.label, place(store.provider, store.region));
}

std::string_view commitment_words(const ExportMachine& machine) {
  if (machine.purchase == "commit_1y") return "one year";
  return machine.purchase == "commit_3y" ? "three years" : "";
}

std::string stop_note(const ExportMachine& machine) {
  constexpr double kNearlyAll = 700;  // of the 730 hours of a month
  if (machine.hours <= 0 || machine.hours >= kNearlyAll) return {};
  return fmt::format("{}: planned for {:.3g} hours {}; nothing here stops it after them",
                     printable(machine.name), machine.hours, machine.hours_once ? "in all" : "a month");
}

std::string gcp_machine_type(const ExportMachine& machine) {
  return machine.type.substr(0, machine.type.find('+'));
}

std::string gcp_guest_accelerator(const ExportMachine& machine) {
  const std::size_t plus = machine.type.find('+');
  if (plus == std::string::npos) return {};
  const std::string name = machine.type.substr(plus + 1, machine.type.rfind('x') - plus - 1);
  // Those that came before 2020 have the brand in their name.
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"nvidia-t4", "nvidia-tesla-t4"},
                                                                      {"nvidia-p4", "nvidia-tesla-p4"},
                                                                      {"nvidia-p100", "nvidia-tesla-p100"},
                                                                      {"nvidia-v100", "nvidia-tesla-v100"},
                                                                      {"nvidia-k80", "nvidia-tesla-k80"}};
  const std::string_view brand = spelled(kNames, name);
  return brand.empty() ? name : std::string(brand);
}

std::string_view s3_class(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"Standard", "STANDARD"},
      {"Standard-IA", "STANDARD_IA"},
      {"One Zone-IA", "ONEZONE_IA"},
      {"Intelligent-Tiering", "INTELLIGENT_TIERING"},
      {"Glacier Instant Retrieval", "GLACIER_IR"},
      {"Glacier Flexible Retrieval", "GLACIER"},
      {"Glacier Deep Archive", "DEEP_ARCHIVE"},
      {"Express One Zone", "EXPRESS_ONEZONE"}};
  return spelled(kNames, name);
}

std::string_view gcs_class(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"Standard", "STANDARD"}, {"Nearline", "NEARLINE"}, {"Coldline", "COLDLINE"}, {"Archive", "ARCHIVE"}};
  return spelled(kNames, name);
}

}  // namespace cloudplan
