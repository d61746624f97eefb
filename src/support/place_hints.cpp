#include "support/place_hints.hpp"

#include "cloudplan/error.hpp"
#include "support/letter_case.hpp"

#include <algorithm>
#include <utility>

namespace cloudplan {

namespace {

std::string did_you_mean(std::string_view name) { return "did you mean \"" + std::string(name) + "\"?"; }

}  // namespace

std::string_view usual_provider_key(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kCompanies[] = {
      {"amazon", "aws"},       {"ec2", "aws"},
      {"google", "gcp"},       {"gce", "gcp"},
      {"google_cloud", "gcp"}, {"google-cloud", "gcp"},
      {"microsoft", "azure"},  {"ibmcloud", "ibm"},
      {"ibm-cloud", "ibm"},    {"colab", "google-colab"},
      {"atlas", "mongodb"},    {"mongodb-atlas", "mongodb"}};
  const std::string low = lower_case(name);
  for (const auto& [company, key] : kCompanies)
    if (low == company) return key;
  return name;
}

std::string provider_hint(std::string_view name, const std::vector<std::string_view>& known) {
  const std::string_view near = closest_name(usual_provider_key(name), known);
  return near.empty() ? "'cloudplan catalog list' lists them" : did_you_mean(near);
}

std::string region_hint(std::string_view name, const std::vector<std::string_view>& known) {
  const std::size_t slash = name.find('/');
  std::string_view near;
  if (slash == std::string_view::npos) {
    std::vector<std::string_view> ends;
    ends.reserve(known.size());
    for (const std::string_view full : known) ends.push_back(full.substr(full.find('/') + 1));
    near = closest_name(name, ends);
  } else {
    const std::string full =
        std::string(usual_provider_key(name.substr(0, slash))) + std::string(name.substr(slash));
    near = closest_name(full, known);
  }
  return near.empty() ? "'cloudplan catalog list --regions' lists them" : did_you_mean(near);
}

std::string purchase_hint(std::string_view name, const std::vector<std::string_view>& known) {
  constexpr std::pair<std::string_view, std::string_view> kOther[] = {{"preemptible", "spot"},
                                                                      {"interruptible", "spot"},
                                                                      {"low_priority", "spot"},
                                                                      {"payg", "on_demand"},
                                                                      {"pay_as_you_go", "on_demand"},
                                                                      {"reserved", "commit_1y"},
                                                                      {"reservation", "commit_1y"},
                                                                      {"reserved_1y", "commit_1y"},
                                                                      {"reserved_3y", "commit_3y"},
                                                                      {"savings_plan", "commit_1y"},
                                                                      {"cud", "commit_1y"},
                                                                      {"1y", "commit_1y"},
                                                                      {"3y", "commit_3y"}};
  std::string word = lower_case(name);
  std::replace_if(
      word.begin(), word.end(), [](char c) { return c == '-' || c == ' '; }, '_');
  for (const auto& [other, key] : kOther)
    if (word == other && std::find(known.begin(), known.end(), key) != known.end()) return did_you_mean(key);
  const std::string_view near = closest_name(word, known);
  return near.empty() ? std::string() : did_you_mean(near);
}

}  // namespace cloudplan
