#include "price_lookup.hpp"

#include "cloudplan/error.hpp"

#include "environment.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

constexpr std::size_t kMostListed = 12;
// A single letter is in too many names to mean one.
constexpr std::size_t kLeastLetters = 2;

// Lower case, letters and digits only: "Standard-IA" and "standard_ia" are one.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const char low = lower_case(c);
    if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9')) result += low;
  }
  return result;
}

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Whether the letters and digits of `key` are in the name, in whole words of it:
// Azure's NC12 is another machine than NC12s_v3. At the beginning only, or anywhere.
bool has_as_words(std::string_view name, std::string_view key, bool anywhere) {
  for (std::size_t start = 0; start < name.size(); ++start) {
    if (!is_plain(name[start]) || (start > 0 && is_plain(name[start - 1]))) continue;
    std::size_t at = start, taken = 0;
    for (; at < name.size() && taken < key.size(); ++at) {
      if (!is_plain(name[at])) continue;
      if (plain(name.substr(at, 1)).front() != key[taken]) break;
      ++taken;
    }
    if (taken == key.size() && (at == name.size() || !is_plain(name[at]))) return true;
    if (!anywhere) return false;
  }
  return false;
}

// The only name for which `matches` holds; the number of names when none or several do.
template <class Item, class Matches>
std::size_t only(const std::vector<Item>& names, Matches matches) {
  std::size_t found = names.size();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!matches(names[i])) continue;
    if (found != names.size()) return names.size();
    found = i;
  }
  return found;
}

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (std::string word = plain(text.substr(0, end)); !word.empty()) words.push_back(std::move(word));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::vector<Words> all_words(const std::vector<std::string_view>& names) {
  std::vector<Words> all;
  for (const std::string_view name : names) all.push_back(words_of(name));
  return all;
}

// Whether a longer name has all the words of a name of several: "active logical
// storage" those of "active storage". One word in common says too little.
bool has_words(std::string_view wanted, const Words& name) {
  const Words given = words_of(wanted);
  return name.size() > 1 && std::all_of(name.begin(), name.end(), [&](const std::string& word) {
           return std::find(given.begin(), given.end(), word) != given.end();
         });
}

std::string first_of(const std::vector<std::string_view>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < kMostListed; ++i)
    list += fmt::format("{}{}", i > 0 ? ", " : "", names[i]);
  return names.size() > kMostListed ? list + " ..." : list;
}

// Names that have the letters wanted, wherever they are: "pd-ssd" of "ssd".
std::vector<std::string_view> holding(const std::string& key, const std::vector<std::string_view>& names) {
  std::vector<std::string_view> found;
  if (key.size() < kLeastLetters) return found;
  for (const std::string_view name : names)
    if (plain(name).find(key) != std::string::npos) found.push_back(name);
  return found;
}

std::string nearest(std::string_view wanted, const std::vector<std::string_view>& names) {
  std::vector<std::string_view> listed = holding(plain(wanted), names);
  if (listed.size() == 1) return fmt::format("did you mean {}?", listed.front());
  if (listed.empty()) {
    if (const std::string_view near = closest_name(wanted, names); !near.empty())
      return fmt::format("did you mean {}?", near);
    listed = names;
  }
  // Those that share the longest beginning.
  const auto shared = [&](std::string_view name) {
    std::size_t n = 0;
    while (n < name.size() && n < wanted.size() && name[n] == wanted[n]) ++n;
    return n;
  };
  std::stable_sort(listed.begin(), listed.end(), [&](auto a, auto b) { return shared(a) > shared(b); });
  return "one of: " + first_of(listed);
}

// The name on AWS's bills and price lists: "US East (N. Virginia)", there for
// the country or compass and here for the place (AWS General Reference, regions).
constexpr std::pair<std::string_view, std::string_view> kAwsLongNames[] = {
    {"useastnvirginia", "us-east-1"},
    {"useastohio", "us-east-2"},
    {"uswestncalifornia", "us-west-1"},
    {"uswestoregon", "us-west-2"},
    {"awsgovcloudus", "us-gov-west-1"},
    {"awsgovclouduswest", "us-gov-west-1"},
    {"awsgovclouduseast", "us-gov-east-1"},
    {"africacapetown", "af-south-1"},
    {"asiapacifichongkong", "ap-east-1"},
    {"asiapacifichyderabad", "ap-south-2"},
    {"asiapacificjakarta", "ap-southeast-3"},
    {"asiapacificmalaysia", "ap-southeast-5"},
    {"asiapacificmelbourne", "ap-southeast-4"},
    {"asiapacificmumbai", "ap-south-1"},
    {"asiapacificosaka", "ap-northeast-3"},
    {"asiapacificseoul", "ap-northeast-2"},
    {"asiapacificsingapore", "ap-southeast-1"},
    {"asiapacificsydney", "ap-southeast-2"},
    {"asiapacifictaipei", "ap-east-2"},
    {"asiapacificthailand", "ap-southeast-7"},
    {"asiapacifictokyo", "ap-northeast-1"},
    {"canadacentral", "ca-central-1"},
    {"canadawestcalgary", "ca-west-1"},
    {"europefrankfurt", "eu-central-1"},
    {"europeireland", "eu-west-1"},
    {"europelondon", "eu-west-2"},
    {"europemilan", "eu-south-1"},
    {"europeparis", "eu-west-3"},
    {"europespain", "eu-south-2"},
    {"europestockholm", "eu-north-1"},
    {"europezurich", "eu-central-2"},
    {"israeltelaviv", "il-central-1"},
    {"mexicocentral", "mx-central-1"},
    {"middleeastbahrain", "me-south-1"},
    {"middleeastuae", "me-central-1"},
    {"southamericasaopaulo", "sa-east-1"}};

// The region whose key has the same letters and digits ("East US" is eastus,
// us_east_1 is us-east-1), that of a zone ("us-east-1a", "us-central1-b"), or
// that of a long name; kNoIndex when there is none.
Index region_by_other_name(const PriceQuery& query, Index provider, std::string_view name) {
  std::string wanted = plain(name);
  if (query.provider == "aws") {
    constexpr std::string_view kOldEurope = "eu";  // "EU (Ireland)" until 2019
    if (name.substr(0, kOldEurope.size()) == kOldEurope && name.find('(') != std::string_view::npos)
      wanted = "europe" + wanted.substr(kOldEurope.size());
    for (const auto& [long_name, key] : kAwsLongNames)
      if (wanted == long_name) wanted = plain(key);
  }
  Index of_zone = kNoIndex;
  const auto regions = query.book->catalog().regions();
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (regions[i].provider != provider) continue;
    const std::string key = plain(query.text(regions[i].key));
    if (key.empty()) continue;
    if (key == wanted) return static_cast<Index>(i);
    const bool zone = wanted.size() == key.size() + 1 && wanted.compare(0, key.size(), key) == 0 &&
                      wanted.back() >= 'a' && wanted.back() <= 'f';
    if (zone && (query.provider == "aws" || query.provider == "gcp")) of_zone = static_cast<Index>(i);
  }
  return of_zone;
}

Index region_of(const PriceQuery& query, Index provider, std::string_view key) {
  const Index found = query.book->region(provider, key);
  if (found != kNoIndex) return found;
  if (const Index other = region_by_other_name(query, provider, key); other != kNoIndex) return other;
  std::vector<std::string_view> names;
  for (const Region& region : query.book->catalog().regions())
    if (region.provider == provider && query.text(region.key) != "*") names.push_back(query.text(region.key));
  fail(query, fmt::format("unknown region {}", in_quotes(key)), nearest(key, names));
}

}  // namespace

void tell_where_known(const PriceQuery& query, std::string_view what, const std::vector<Index>& places) {
  std::vector<std::string_view> names;
  for (const Index place : places) add_unique(names, query.text(query.book->catalog().regions()[place].key));
  if (names.empty()) return;
  warn(fmt::format("the catalog has prices of {} in: {}", what, first_of(names)));
}

void fail(const PriceQuery& query, std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.file = fmt::format("cloudplan price {}", query.service);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  throw InputError({diagnostic});
}

Index find_region(const PriceQuery& query, std::string_view otherwise) {
  std::string_view key = query.input->text(PriceOption::region);
  if (key.empty()) key = otherwise;
  const Index provider = query.book->provider(query.provider);
  if (query.provider == "gcp") {
    const std::pair<std::string_view, std::string_view> kLocations[] = {
        {"us", "us-multi"}, {"eu", "europe-multi"}, {"asia", "asia-multi"}};
    for (const auto& [location, region] : kLocations)
      if (plain(key) == location) key = region;
  }
  return region_of(query, provider, lower_case(key));
}

std::string_view largest_region(std::string_view provider) {
  if (provider == "gcp") return "us-central1";
  if (provider == "azure") return "eastus";
  return provider == "ibm" ? "us-south" : "us-east-1";
}

Index find_place(const PriceQuery& query, std::string_view name) {
  const std::string place = lower_case(name);
  const std::size_t slash = place.find('/');
  if (slash == std::string_view::npos) return region_of(query, query.book->provider(query.provider), place);
  const std::string_view key = std::string_view(place).substr(0, slash);
  const Index provider = query.book->provider(key);
  if (provider == kNoIndex) {
    std::vector<std::string_view> names;
    for (const Provider& known : query.book->catalog().providers()) names.push_back(query.text(known.key));
    fail(query, fmt::format("unknown provider {}", in_quotes(key)), nearest(key, names));
  }
  return region_of(query, provider, place.substr(slash + 1));
}

std::size_t find_name(const PriceQuery& query, std::string_view what, std::string_view wanted,
                      const std::vector<std::string_view>& names) {
  const std::string key = plain(wanted);
  std::vector<std::string> plains;
  for (const std::string_view name : names) plains.push_back(plain(name));
  for (std::size_t i = 0; i < names.size(); ++i)  // "Pro" and "Pro+" have the same letters
    if (same_letters(names[i], wanted)) return i;
  std::size_t found = only(plains, [&](const std::string& name) { return name == key; });
  for (const bool anywhere : {false, true})
    if (found == names.size() && key.size() >= kLeastLetters)
      found = only(names, [&](std::string_view name) { return has_as_words(name, key, anywhere); });
  if (found == names.size())
    found = only(all_words(names), [&](const auto& words) { return has_words(wanted, words); });
  if (found == names.size())
    fail(query, fmt::format("unknown {} {}", what, in_quotes(wanted)), nearest(wanted, names));
  return found;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower_case(x) == lower_case(y); });
}

void add_unique(std::vector<std::string_view>& names, std::string_view name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace cloudplan::cli
