#include "performance/device_names.hpp"

#include "performance/cpu_names.hpp"
#include "support/text_list.hpp"

#include <algorithm>
#include <string>

namespace cloudplan::performance {

namespace {

// Vendors, their brands, and what drivers add to a board's name.
bool says_nothing(std::string_view word) {
  constexpr std::string_view kWords[] = {"nvidia",   "amd",  "intel",   "google", "aws",    "apple", "cloud",
                                         "tesla",    "gpu",  "geforce", "habana", "radeon", "r",     "tm",
                                         "instinct", "hbm2", "hbm2e",   "hbm3",   "hbm3e",  "chip"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  const std::string normal = normalized_name(name);
  for (std::size_t at = 0; at < normal.size();) {
    const std::size_t end = std::min(normal.find('-', at), normal.size());
    const std::string word = normal.substr(at, end - at);
    if (!says_nothing(word)) words.push_back(word);
    at = end + 1;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

// "sxm" is in "sxm5": letters that only a number follows.
bool is_word(const std::string& wanted, const std::string& word) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!word.starts_with(wanted)) return false;
  if (word.size() == wanted.size()) return true;
  return !is_digit(wanted.back()) &&
         std::all_of(word.begin() + static_cast<std::ptrdiff_t>(wanted.size()), word.end(), is_digit);
}

bool has_all(const std::vector<std::string>& wanted, const std::vector<std::string>& words) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return is_word(one, word); });
  });
}

}  // namespace

std::vector<const Accelerator*> accelerators_meant(const Catalog& catalog, std::string_view name) {
  const std::vector<std::string> wanted = words_of(name);
  std::vector<const Accelerator*> meant;
  if (wanted.empty()) return meant;
  const std::string whole = joined(wanted);
  for (const Accelerator& accelerator : catalog.accelerators()) {
    const std::vector<std::string> words = words_of(catalog.text(accelerator.key));
    bool named = joined(words) == whole;
    for_each_listed(catalog.text(accelerator.aliases),
                    [&](std::string_view alias) { named = named || joined(words_of(alias)) == whole; });
    if (named) return {&accelerator};
    if (has_all(wanted, words)) meant.push_back(&accelerator);
  }
  return meant;
}

}  // namespace cloudplan::performance
