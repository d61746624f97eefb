#include "foreign/yaml/yaml_builder.hpp"

#include "support/printable.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

void YamlBuilder::count(YamlPlace at, Size more) {
  total_.values += more.values;
  total_.text += more.text;
  if (total_.values > kMostYamlValues || total_.text > kMostYamlText)
    throw YamlMistake(
        at, "the file means too much",
        fmt::format("at most {} values and {} MiB of text, aliases (*name) counted as what they "
                    "stand for",
                    kMostYamlValues, kMostYamlText >> 20U));
}

void YamlBuilder::scalar(YamlPlace at, std::size_t anchor, std::string text, bool quoted) {
  const Size size{1, text.size()};
  count(at, size);
  YamlValue value;
  value.kind = YamlValue::Kind::scalar;
  value.text = std::move(text);
  value.quoted = quoted;
  value.at = at;
  add(std::move(value), anchor, size);
}

void YamlBuilder::null(YamlPlace at, std::size_t anchor) {
  count(at, {1, 0});
  YamlValue value;
  value.at = at;
  add(std::move(value), anchor, {1, 0});
}

void YamlBuilder::alias(YamlPlace at, std::size_t anchor) {
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end())
    throw YamlMistake(at, "an alias stands inside what it stands for", "write the value out");
  count(at, found->second.second);  // before it is copied
  add(found->second.first, 0, found->second.second);
}

void YamlBuilder::begin(YamlPlace at, std::size_t anchor, YamlValue::Kind kind) {
  if (open_.size() >= kMostYamlDepth)
    throw YamlMistake(at, fmt::format("more than {} maps and lists inside each other", kMostYamlDepth));
  Open opened;
  opened.before = total_;
  count(at, {1, 0});
  opened.value.kind = kind;
  opened.value.at = at;
  opened.anchor = anchor;
  open_.push_back(std::move(opened));
}

void YamlBuilder::end() {
  Open done = std::move(open_.back());
  open_.pop_back();
  merge(done);
  const Size size{total_.values - done.before.values, total_.text - done.before.text};
  add(std::move(done.value), done.anchor, size);
}

void YamlBuilder::add(YamlValue value, std::size_t anchor, Size size) {
  if (anchor != 0) {
    count(value.at, size);  // the copy that is kept for aliases
    anchors_.insert_or_assign(anchor, std::pair(value, size));
  }
  if (open_.empty())
    root_ = std::move(value);
  else if (open_.back().value.is_list())
    open_.back().value.elements.push_back(std::move(value));
  else
    add_member(open_.back(), std::move(value));
}

void YamlBuilder::add_member(Open& map, YamlValue value) {
  if (!map.key) {
    if (value.is_map() || value.is_list())
      throw YamlMistake(value.at, "a key is a map or a list",
                        "a text was expected; a template ({{ ... }}) must be rendered first");
    map.key = std::move(value);
    return;
  }
  YamlValue key = std::move(*map.key);
  map.key.reset();
  if (key.text == "<<" && !key.quoted) {
    map.to_merge.push_back(std::move(value));
    return;
  }
  map.value.keys.push_back({std::move(key.text), key.at});
  map.value.elements.push_back(std::move(value));
}

void YamlBuilder::merge(Open& map) {
  YamlValue& value = map.value;
  std::map<std::string_view, YamlPlace> own;
  for (const YamlValue::Key& key : value.keys)
    if (const auto [first, added] = own.emplace(key.text, key.at); !added)
      throw YamlMistake(key.at, fmt::format("{} stands twice in this map", in_quotes(key.text)),
                        fmt::format("the first is in line {}", first->second.line));
  std::vector<const YamlValue*> sources;
  for (const YamlValue& source : map.to_merge) {
    if (source.is_list())
      for (const YamlValue& element : source.elements) sources.push_back(&element);
    else
      sources.push_back(&source);
  }
  std::vector<YamlValue::Key> keys;  // the views of `own` stay valid until all is known
  std::vector<YamlValue> elements;
  for (const YamlValue* const source : sources) {
    if (!source->is_map()) throw YamlMistake(source->at, "\"<<\" merges a map, and this is none");
    for (std::size_t i = 0; i < source->keys.size(); ++i) {
      if (!own.emplace(source->keys[i].text, source->keys[i].at).second) continue;  // the nearer one holds
      keys.push_back(source->keys[i]);
      elements.push_back(source->elements[i]);
    }
  }
  std::move(keys.begin(), keys.end(), std::back_inserter(value.keys));
  std::move(elements.begin(), elements.end(), std::back_inserter(value.elements));
}

YamlValue YamlBuilder::take() {
  open_.clear();
  anchors_.clear();
  return std::exchange(root_, {});
}

}  // namespace cloudplan
