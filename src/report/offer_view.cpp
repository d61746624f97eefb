#include "report/plan_view.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr const char* kPurchaseNames[] = {"on_demand", "spot", "commit_1y", "commit_3y"};
constexpr const char* kServiceNames[] = {"vm",       "tpu",       "sagemaker", "vertex_ai", "watson_studio",
                                         "azure_ml", "databricks"};

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::string upper(std::string_view text) {
  std::string raised(text);
  for (char& c : raised) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return raised;
}

std::string capitalized(std::string_view word) {
  return word.empty() ? std::string() : upper(word.substr(0, 1)) + std::string(word.substr(1));
}

// How a part of an accelerator's key is written; empty when people leave it out.
std::string key_part_title(std::string_view part, bool google) {
  constexpr std::string_view kNames[] = {
      "jetson", "agx",    "orin",     "quadro", "radeon", "pro",    "super",       "ti",         "max",
      "q",      "mobile", "instinct", "gaudi1", "gaudi2", "gaudi3", "inferentia1", "inferentia2"};
  if (part.substr(0, 3) == "sxm" || part == "pcie" || part == "oam") return {};
  if (part.size() > 2 && part.substr(part.size() - 2) == "gb" && is_digit(part[part.size() - 3]))
    return std::string(part.substr(0, part.size() - 2)) + " GB";
  if (part == "nvidia" || part == "amd" || part == "aws" || part == "agx") return upper(part);
  if (part.empty()) return {};
  if (google && part[0] == 'v') return std::string(part);  // a version: "TPU v5e"
  const bool named = std::find(std::begin(kNames), std::end(kNames), part) != std::end(kNames);
  if (named || part == "google" || part == "intel" || part.substr(0, 8) == "trainium")
    return capitalized(part);
  const bool model = std::any_of(part.begin(), part.end(), is_digit) || part.size() <= 3;
  return model ? upper(part) : capitalized(part);
}

OfferView notebook_view(const Notebook& notebook, const Catalog& catalog) {
  OfferView view;
  view.place = place_view(notebook.provider, kNoIndex, catalog);
  const std::string_view machine = catalog.text(notebook.machine);
  // "TPU v3-8" says how many there are.
  const bool several = notebook.accelerator_count > 1 && machine.find('-') == std::string_view::npos;
  view.type =
      fmt::format("{} ({}{})", service_and_plan(catalog.text(notebook.service), catalog.text(notebook.plan)),
                  several ? fmt::format("{:.0f} ", notebook.accelerator_count) : "",
                  machine == "none" ? "no accelerator" : machine);
  view.name = view.place.provider;
  view.service = view.purchase = "notebook";
  view.accelerators = is_known(notebook.accelerator_count) ? notebook.accelerator_count : 0;
  if (notebook.accelerator != kNoIndex)
    view.accelerator = catalog.text(catalog.accelerators()[notebook.accelerator].key);
  view.vcpus = notebook.vcpus;
  view.memory_gib = notebook.memory_gib;
  view.usd_per_hour = notebook.usd_per_hour;
  return view;
}

OfferView machine_view(const Offer& offer, const Catalog& catalog) {
  const InstanceType& type = catalog.instance_types()[offer.type];
  const auto option = static_cast<std::size_t>(offer.purchase);
  OfferView view;
  view.type = catalog.text(type.name);
  view.name = catalog.full_name(type);
  view.service = kServiceNames[static_cast<std::size_t>(type.service)];
  view.purchase = kPurchaseNames[option];
  view.accelerators = type.accelerator_count;
  view.accelerator = catalog.text(type.accelerator_name);
  view.vcpus = type.vcpus;
  view.memory_gib = type.memory_gib;
  view.arch = catalog.text(type.arch);
  Index region = kNoIndex;
  if (offer.price != kNoIndex) {
    const Price& price = catalog.prices()[offer.price];
    region = price.region;
    if (is_known(price.rate[option])) view.usd_per_hour = price.rate[option].dollars();
  }
  view.place = place_view(type.provider, region, catalog);
  return view;
}

}  // namespace

std::string accelerator_title(std::string_view key) {
  const bool google = key.substr(0, 7) == "google-";
  std::string title;
  while (!key.empty()) {
    const std::size_t end = std::min(key.find('-'), key.size());
    const std::string part = key_part_title(key.substr(0, end), google);
    if (!part.empty()) title += (title.empty() ? "" : " ") + part;
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return title;
}

PlaceView place_view(Index provider, Index region, const Catalog& catalog) {
  PlaceView view;
  if (provider == kNoIndex && region != kNoIndex) provider = catalog.regions()[region].provider;
  if (provider != kNoIndex) {
    view.provider = catalog.text(catalog.providers()[provider].key);
    view.provider_title = catalog.text(catalog.providers()[provider].title);
  }
  if (region == kNoIndex || catalog.text(catalog.regions()[region].key) == "*") return view;
  view.region = catalog.text(catalog.regions()[region].key);
  view.region_title = catalog.text(catalog.regions()[region].title);
  return view;
}

OfferView offer_view(const Offer& offer, const Catalog& catalog) {
  OfferView view = offer.is_notebook() ? notebook_view(catalog.table<Notebook>()[offer.notebook], catalog)
                                       : machine_view(offer, catalog);
  if (view.accelerators > 0) view.accelerator_title = accelerator_title(view.accelerator);
  if (view.accelerators > 0 && view.accelerator_title.empty()) view.accelerator_title = "accelerator";
  return view;
}

}  // namespace cloudplan
