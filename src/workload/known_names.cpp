// Whether a name of a workload file means something: a model, a provider, a
// region, an accelerator, an instance type.

#include "support/glob.hpp"
#include "support/letter_case.hpp"
#include "support/model_name.hpp"
#include "support/printable.hpp"
#include "workload/value_reader.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string_view behind_slash(std::string_view name) { return name.substr(name.find('/') + 1); }

// What a person calls the things of a list.
struct Thing {
  NameList Vocabulary::*list = nullptr;
  std::string_view name;
  std::string_view where;  // what lists them all
};
constexpr Thing kThings[] = {
    {&Vocabulary::models, "model", "`cloudplan models` lists them; an object describes another"},
    {&Vocabulary::providers, "provider", "`cloudplan catalog list` lists them"},
    {&Vocabulary::regions, "region", "`cloudplan catalog list` lists them"},
    {&Vocabulary::residencies, "residency", ""},
    {&Vocabulary::accelerators, "accelerator", "`cloudplan catalog list` lists them"},
    {&Vocabulary::instance_types, "instance type", "`cloudplan offers` lists them"}};

// What people call providers.
constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
    {"amazon", "aws"},      {"google", "gcp"}, {"google_cloud", "gcp"},
    {"microsoft", "azure"}, {"gce", "gcp"},    {"ec2", "aws"}};

const Thing& thing_of(const Field& field) {
  return *std::find_if(std::begin(kThings), std::end(kThings),
                       [&](const Thing& t) { return t.list == field.known; });
}

// All the names when they are few, else where to find them.
std::string where_to_look(const Thing& thing, const std::vector<std::string_view>& names) {
  if (!thing.where.empty()) return std::string(thing.where);
  std::string all = "known are ";
  for (std::size_t i = 0; i < names.size(); ++i) all += fmt::format("{}{}", i == 0 ? "" : ", ", names[i]);
  return all;
}

// The nearest full name, or the full names of a name without its provider.
std::string nearest_full_name(const Thing& thing, std::string_view name,
                              const std::vector<std::string_view>& names) {
  const bool bare = name.find('/') == std::string_view::npos;
  if (!bare) return nearest(name, names, where_to_look(thing, names));
  std::vector<std::string_view> ends;
  ends.reserve(names.size());
  for (const std::string_view full : names) {
    if (behind_slash(full) == name) return fmt::format("write \"{}\"", full);
    ends.push_back(behind_slash(full));
  }
  return nearest(name, ends, where_to_look(thing, names));
}

// "gpu", "8xA100": how it is written here; "" for what is no such thing.
std::string meant_accelerator(std::string_view name) {
  const std::string word = lower_case(name);
  if (word == "gpu" || word == "gpus" || word == "cuda") return "did you mean \"any\"?";
  if (word == "cpu" || word == "no" || word == "false" || word == "0") return "did you mean \"none\"?";
  const std::size_t mark = word.find_first_not_of("0123456789 ");
  if (mark == 0 || mark == std::string::npos || (word[mark] != 'x' && word[mark] != '*')) return {};
  const std::size_t kind = name.find_first_not_of(" ", mark + 1);
  const std::size_t digits = word.find_first_not_of("0123456789");
  if (kind == std::string_view::npos) return {};
  return fmt::format("write {}", in_quotes(fmt::format("{}:{}", name.substr(kind), name.substr(0, digits))));
}

// Any spelling of a known model will do.
bool is_model(std::string_view name, const std::vector<std::string_view>& names) {
  for (const std::string& spelling : model_spellings(name))
    for (const std::string_view known : names)
      if (is_spelled(known, spelling)) return true;
  return false;
}

}  // namespace

bool names_accelerator(std::string_view pattern, std::string_view key) {
  const std::string wanted = lower_case(pattern);
  const std::string name = lower_case(key);
  if (is_glob(wanted)) return glob_matches(wanted, name);
  // Whole words: "a100" and "a100-sxm4" are in "nvidia-a100-sxm4-40gb", "a10" is not.
  return !wanted.empty() && ("-" + name + "-").find("-" + wanted + "-") != std::string::npos;
}

void ValueReader::check_known(const Field& field, const JsonCursor& at, std::string_view name) const {
  const std::vector<std::string_view>& names = vocabulary_->*field.known;
  if (names.empty()) return;
  if (field.known == &Vocabulary::accelerators) return check_accelerator(field, at, name);
  const bool has_providers =
      field.known == &Vocabulary::regions || field.known == &Vocabulary::instance_types;
  if (has_providers && field.type == FieldType::names) return check_pattern(field, at, name);
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  if (field.known == &Vocabulary::models && is_model(name, names)) return;
  const Thing& thing = thing_of(field);
  if (field.known == &Vocabulary::providers)
    for (const auto& [other, key] : kOtherNames)
      if (lower_case(name) == other)
        return at.error(
            {fmt::format("unknown provider {}", in_quotes(name)), {}, fmt::format("write \"{}\"", key)});
  std::string hint = has_providers ? nearest_full_name(thing, name, names)
                                   : nearest(name, names, where_to_look(thing, names));
  const bool in_a_description = field.known == &Vocabulary::models && field.key == "name";
  if (in_a_description)
    hint += fmt::format("{}without \"name\" the other keys describe a model of your own",
                        hint.ends_with('?') ? " Or: " : "; ");
  at.error({fmt::format("unknown {} {}", thing.name, in_quotes(name)), {}, std::move(hint)});
}

template <class Matches>
bool ValueReader::names_something(const Field& field, const JsonCursor& at, std::string_view pattern,
                                  Matches matches) const {
  if (tried_.size() > kMostPatterns) return true;
  const auto [entry, added] = tried_.emplace(std::pair(field.key, pattern), true);
  if (!added) return entry->second;
  const std::vector<std::string_view>& names = vocabulary_->*field.known;
  if (tried_.size() > kMostPatterns)
    at.error({fmt::format("more than {} different patterns in one file", kMostPatterns), {}, {}});
  else
    entry->second = std::any_of(names.begin(), names.end(), matches);
  return entry->second;
}

void ValueReader::check_pattern(const Field& field, const JsonCursor& at, std::string_view pattern) const {
  const std::vector<std::string_view>& names = vocabulary_->*field.known;
  if (names_something(field, at, pattern,
                      [&](std::string_view name) { return glob_matches_full_name(pattern, name); }))
    return;
  const Thing& thing = thing_of(field);
  if (!is_glob(pattern))
    return at.error({fmt::format("unknown {} {}", thing.name, in_quotes(pattern)),
                     {},
                     nearest_full_name(thing, pattern, names)});
  Problem problem{
      fmt::format("no {} matches {}", thing.name, in_quotes(pattern)), {}, std::string(thing.where)};
  // Leaving out what there is not does no harm.
  if (field.key == "exclude") return at.warning(std::move(problem));
  at.error(std::move(problem));
}

void ValueReader::check_accelerator(const Field& field, const JsonCursor& at, std::string_view name) const {
  if (name == "none" || name == "any") return;
  if (const std::string meant = meant_accelerator(name); !meant.empty())
    return at.error({fmt::format("unknown accelerator {}", in_quotes(name)), {}, meant});
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view count = name.substr(colon + 1);
    const bool valid = field.type == FieldType::text && !count.empty() && count.size() <= 4 &&
                       count[0] != '0' && count.find_first_not_of("0123456789") == std::string_view::npos;
    if (!valid)
      return at.error(
          {fmt::format("{} has no valid count", in_quotes(name)),
           {},
           field.type == FieldType::text ? "write \"A100:8\" for eight of them" : "a list takes no counts"});
    name = name.substr(0, colon);
    if (name == "any") return;
    if (name == "none")
      return at.error({"no accelerator is none however often it is counted",
                       {},
                       "write \"none\", or \"any:8\" for eight of any"});
  }
  const std::vector<std::string_view>& keys = vocabulary_->accelerators;
  if (names_something(field, at, name, [&](std::string_view key) { return names_accelerator(name, key); }))
    return;
  // "A10O" is near to no whole key, but to a word of one.
  std::vector<std::string_view> words(keys);
  words.insert(words.end(), {"none", "any"});
  for (const std::string_view key : keys)
    for (std::size_t at_word = key.find('-'); at_word != std::string_view::npos;
         at_word = key.find('-', at_word + 1))
      words.push_back(key.substr(at_word + 1, key.find('-', at_word + 1) - at_word - 1));
  at.error({fmt::format("unknown accelerator {}", in_quotes(name)),
            {},
            nearest(name, words, where_to_look(thing_of(field), keys))});
}

}  // namespace cloudplan
