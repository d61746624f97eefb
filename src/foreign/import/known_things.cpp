#include "foreign/import/known_things.hpp"

#include "foreign/import/foreign_units.hpp"
#include "support/letter_case.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cloudplan {

namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
  Words words;
  std::string word;
  for (const char c : lower_case(text) + "-") {
    if (c != '-' && c != '_' && c != ' ' && c != '/') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  return words;
}

bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Vendors, brands and memory types: the catalog's keys do without them, or have them on all alike.
bool is_noise(std::string_view word) {
  constexpr std::string_view kNoise[] = {"nvidia", "tesla", "geforce", "gpu",   "amd",     "intel",
                                         "google", "aws",   "hbm2",    "hbm2e", "hbm3",    "hbm3e",
                                         "mega",   "edu",   "tensor",  "core",  "instinct"};
  return std::find(std::begin(kNoise), std::end(kNoise), word) != std::end(kNoise);
}

bool is_form_factor(std::string_view word) {
  return word.starts_with("sxm") || word == "pcie" || word == "nvl" || word == "oam";
}

bool is_memory(std::string_view word) {
  return word.size() > 2 && word.substr(word.size() - 2) == "gb" && word[0] >= '0' && word[0] <= '9';
}

// Names whose words are not those of the catalog's key.
struct OtherName {
  std::string_view name, words;
};
constexpr OtherName kOtherNames[] = {{"a100", "a100 40gb"},
                                     {"v100", "v100 16gb"},
                                     {"a100-80gb-sxm", "a100 sxm4 80gb"},
                                     {"h100-sxm", "h100 sxm5"},
                                     {"a6000", "rtx a6000"},
                                     {"mi300", "mi300x"},
                                     {"a5000", "rtx a5000"},
                                     {"a4000", "rtx a4000"},
                                     {"inferentia", "inferentia1"},
                                     {"trainium", "trainium1"},
                                     {"gaudi", "gaudi1"},
                                     {"gaudi-hl-205", "gaudi1"},
                                     {"habana-gaudi", "gaudi1"},
                                     {"rtx6000", "quadro rtx 6000"},
                                     {"rtx6000-ada", "rtx 6000 ada"},
                                     {"rtx4000-ada", "rtx 4000 ada"},
                                     {"rtxpro6000", "rtx pro 6000"},
                                     {"rtx-pro-6000-server", "rtx pro 6000"},
                                     {"tpu-v5litepod", "tpu v5e"},
                                     {"tpu-v5-lite-podslice", "tpu v5e"},
                                     {"tpu-v5p-slice", "tpu v5p"},
                                     {"tpu-v6e-slice", "tpu v6e"},
                                     {"tpu-v4-podslice", "tpu v4"},
                                     {"tpu-v3-slice", "tpu v3"}};

// "rtx3090" is "rtx 3090", "rtxa6000" is "rtx a6000".
Words split_brands(const Words& words) {
  Words split;
  for (const std::string& word : words) {
    const bool brand = word.size() > 3 && (word.substr(0, 3) == "rtx" || word.substr(0, 3) == "gtx");
    if (brand) split.push_back(word.substr(0, 3));
    split.push_back(brand ? word.substr(3) : word);
  }
  return split;
}

Words translated(std::string_view name) {
  Words words = words_of(name);
  words.erase(std::remove_if(words.begin(), words.end(), [](const auto& w) { return is_noise(w); }),
              words.end());
  // "tpu-v4-8" is eight cores of a TPU v4.
  if (words.size() == 3 && words[0] == "tpu" && plain_number(words[2])) words.pop_back();
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : "-") + word;
  for (const OtherName& other : kOtherNames)
    if (joined == other.name) return words_of(other.words);
  return split_brands(words);
}

std::vector<std::string_view> keys_with(const Words& words, const std::vector<std::string_view>& known) {
  std::vector<std::string_view> keys;
  for (const std::string_view key : known) {
    const Words own = words_of(key);
    if (!std::all_of(words.begin(), words.end(), [&](const auto& word) { return contains(own, word); }))
      continue;
    // Vendor and these words, no other: just this one ("rtx-3090" is no "rtx-3090-ti").
    if (own.size() == words.size() + 1) return {key};
    keys.push_back(key);
  }
  return keys;
}

bool means_exactly(std::string_view pattern, const std::vector<std::string_view>& keys,
                   const std::vector<std::string_view>& known) {
  return std::all_of(known.begin(), known.end(), [&](std::string_view key) {
    return names_accelerator(pattern, key) == (std::find(keys.begin(), keys.end(), key) != keys.end());
  });
}

// The key itself; where it is the beginning of another ("rtx-3090-ti"), a glob that is as long.
std::string pattern_of(std::string_view key, const std::vector<std::string_view>& known) {
  std::string pattern(key);
  if (!means_exactly(pattern, {key}, known)) pattern.back() = '?';
  return pattern;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// What may stand behind a region in the name of a zone: "a", "-a", "-1", "-wl1".
bool is_zone_suffix(std::string_view rest) {
  if (rest.size() == 1 && is_letter(rest[0])) return true;
  return rest.size() >= 2 && rest.size() <= 3 && rest[0] == '-';
}

}  // namespace

std::string accelerator_pattern(std::string_view name, const std::vector<std::string_view>& known) {
  Words words = translated(name);
  const auto says_little = [](const std::string& word) { return is_memory(word) || is_form_factor(word); };
  if (std::all_of(words.begin(), words.end(), says_little)) return {};
  std::vector<std::string_view> keys = keys_with(words, known);
  // "h200-sxm5", "t4-16gb": form factors and sizes that the catalog writes otherwise, or not at all, as there
  // is one such accelerator only.
  for (const auto& dispensable : {is_form_factor, is_memory}) {
    if (!keys.empty() || words.size() < 2) break;
    words.erase(std::remove_if(words.begin(), words.end(), dispensable), words.end());
    if (!words.empty()) keys = keys_with(words, known);
  }
  if (keys.empty()) return {};
  if (keys.size() == 1) return pattern_of(keys[0], known);
  std::string joined, glob = "*";
  for (const std::string& word : words) {
    joined += (joined.empty() ? "" : "-") + word;
    glob += word + "*";
  }
  if (means_exactly(joined, keys, known)) return joined;
  return means_exactly(glob, keys, known) ? glob : std::string(keys[0]);
}

std::optional<TpuSlice> tpu_slice(std::string_view name) {
  const std::size_t dash = name.rfind('-');
  if (!lower_case(name).starts_with("tpu-v") || dash == std::string_view::npos || dash < 5)
    return std::nullopt;
  const auto number = plain_number(name.substr(dash + 1));
  if (!number || *number < 1 || std::floor(*number) != *number) return std::nullopt;
  const std::string version = lower_case(name.substr(0, dash));
  constexpr std::string_view kOfTwoCores[] = {"tpu-v2", "tpu-v3", "tpu-v4", "tpu-v5p"};
  const bool cores =
      std::find(std::begin(kOfTwoCores), std::end(kOfTwoCores), version) != std::end(kOfTwoCores);
  return TpuSlice{version, cores ? *number : 0, cores ? std::ceil(*number / 2) : *number};
}

bool names_gpus(std::string_view pattern, const std::vector<std::string_view>& known) {
  constexpr std::string_view kOthers[] = {"google-tpu", "aws-", "intel-gaudi", "qualcomm", "xilinx"};
  return std::any_of(known.begin(), known.end(), [&](std::string_view key) {
    const bool other = std::any_of(std::begin(kOthers), std::end(kOthers),
                                   [&](std::string_view start) { return key.starts_with(start); });
    return !other && names_accelerator(pattern, key);
  });
}

std::string provider_key(std::string_view name, const Vocabulary& vocabulary) {
  constexpr std::pair<std::string_view, std::string_view> kOther[] = {{"vast", "vast-ai"},
                                                                      {"oci", "oracle"},
                                                                      {"do", "digitalocean"},
                                                                      {"google", "gcp"},
                                                                      {"lambdalabs", "lambda"}};
  std::string key = lower_case(name);
  for (const auto& [other, known] : kOther)
    if (key == other) key = known;
  const auto& known = vocabulary.providers;
  return std::find(known.begin(), known.end(), key) == known.end() ? std::string() : key;
}

std::string region_key(std::string_view provider, std::string_view name, const Vocabulary& vocabulary) {
  const std::string wanted = lower_case(name);
  std::string_view best;
  for (const std::string_view region : vocabulary.regions) {
    const std::size_t slash = region.find('/');
    const std::string_view key = region.substr(slash + 1);
    if ((!provider.empty() && region.substr(0, slash) != provider) || !wanted.starts_with(key)) continue;
    const std::string_view rest = std::string_view(wanted).substr(key.size());
    if (rest.empty()) return std::string(region);
    if (is_zone_suffix(rest) && region.size() > best.size()) best = region;
  }
  return std::string(best);
}

std::string instance_key(std::string_view provider, std::string_view name, const Vocabulary& vocabulary) {
  const std::string wanted = lower_case(name);
  for (const std::string_view type : vocabulary.instance_types) {
    const std::size_t slash = type.find('/');
    if (provider.empty() || type.substr(0, slash) == provider)
      if (lower_case(type.substr(slash + 1)) == wanted) return std::string(type);
  }
  return {};
}

}  // namespace cloudplan
