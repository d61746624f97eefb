#include "price_lookup.hpp"

#include "cloudplan/error.hpp"

#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

constexpr std::size_t kMostListed = 12;

// Lower case, letters and digits only: "Standard-IA" and "standard_ia" are one.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z')
      result += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      result += c;
  }
  return result;
}

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

// The only name for which `matches` holds; the number of names when none or several do.
template <class Matches>
std::size_t only(const std::vector<std::string>& names, Matches matches) {
  std::size_t found = names.size();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!matches(names[i])) continue;
    if (found != names.size()) return names.size();
    found = i;
  }
  return found;
}

std::string nearest(std::string_view wanted, const std::vector<std::string_view>& names) {
  if (const std::string_view near = closest_name(wanted, names); !near.empty())
    return fmt::format("did you mean {}?", near);
  // Those that share the longest beginning.
  std::vector<std::string_view> sorted = names;
  const auto shared = [&](std::string_view name) {
    std::size_t n = 0;
    while (n < name.size() && n < wanted.size() && name[n] == wanted[n]) ++n;
    return n;
  };
  std::stable_sort(sorted.begin(), sorted.end(), [&](auto a, auto b) { return shared(a) > shared(b); });
  std::string list;
  for (std::size_t i = 0; i < sorted.size() && i < kMostListed; ++i)
    list += fmt::format("{}{}", i > 0 ? ", " : "one of: ", sorted[i]);
  return sorted.size() > kMostListed ? list + " ..." : list;
}

Index region_of(const PriceQuery& query, Index provider, std::string_view key) {
  const Index found = query.book->region(provider, key);
  if (found != kNoIndex) return found;
  std::vector<std::string_view> names;
  for (const Region& region : query.book->catalog().regions())
    if (region.provider == provider) names.push_back(query.text(region.key));
  fail(query, fmt::format("unknown region {}", in_quotes(key)), nearest(key, names));
}

}  // namespace

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
  std::string lower(key);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return region_of(query, provider, lower);
}

Index find_place(const PriceQuery& query, std::string_view place) {
  const std::size_t slash = place.find('/');
  if (slash == std::string_view::npos) return region_of(query, query.book->provider(query.provider), place);
  const std::string_view key = place.substr(0, slash);
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
  if (found == names.size())
    found = only(plains, [&](const std::string& name) { return name.compare(0, key.size(), key) == 0; });
  if (found == names.size())
    found = only(plains, [&](const std::string& name) { return name.find(key) != std::string::npos; });
  if (found == names.size())
    fail(query, fmt::format("unknown {} {}", what, in_quotes(wanted)), nearest(wanted, names));
  return found;
}

void add_unique(std::vector<std::string_view>& names, std::string_view name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace cloudplan::cli
