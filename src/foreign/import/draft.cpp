#include "foreign/import/draft.hpp"

#include "cloudplan/quantity.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string list_json(const std::vector<std::string>& values) {
  std::string json;
  for (const std::string& value : values) json += (json.empty() ? "" : ", ") + json_text(value);
  return "[" + json + "]";
}

std::string constraints_json(const Constraints& constraints) {
  std::string json;
  const auto add = [&](std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty())
      json += fmt::format("{}\"{}\": {}", json.empty() ? "" : ", ", key, list_json(values));
  };
  add("providers", constraints.providers);
  add("regions", constraints.regions);
  add("purchase", constraints.purchase);
  add("include", constraints.include);
  add("arch", constraints.arch);
  add("accelerators", constraints.accelerators);
  return json.empty() ? json : "{ " + json + " }";
}

bool is_json_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos &&
         text.front() != '.' && text.back() != '.' && std::count(text.begin(), text.end(), '.') <= 1 &&
         (text[0] != '0' || text.size() == 1 || text[1] == '.');
}

}  // namespace

std::string json_text(std::string_view text) {
  std::string json = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = utf8_at(text, at);
    const std::string_view bytes = text.substr(at, character.bytes);
    at += character.bytes;
    if (!character.valid || (character.code < 0x10000 && printable(bytes) != bytes))
      json += fmt::format("\\u{:04x}", character.valid ? static_cast<unsigned>(character.code) : 0xfffdU);
    else if (bytes == "\"" || bytes == "\\")
      json.append("\\").append(bytes);
    else
      json += bytes;
  }
  return json + "\"";
}

std::string short_name(std::string_view wanted) {
  constexpr std::size_t kMost = 80;  // well below what a workload takes, with room for a number behind it
  std::string name;
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t bytes = utf8_at(wanted, at).bytes;
    const std::string shown = printable(wanted.substr(at, bytes));
    if (name.size() + shown.size() > kMost) break;
    name += shown;
    at += bytes;
  }
  return name;
}

std::string json_number(double value) { return fmt::format("{:.9g}", value); }

DraftItem::Member& DraftItem::member(std::string_view key) {
  for (Member& member : members_)
    if (member.key == key) return member;
  members_.push_back({});
  members_.back().key = key;
  return members_.back();
}

void DraftItem::text(std::string_view key, std::string_view value, std::string remark) {
  Member& m = member(key);
  m.json = json_text(value);
  m.comment = std::move(remark);
}

void DraftItem::number(std::string_view key, double value, std::string remark) {
  constexpr double kMostMachines = 1e6;  // as the workload has it
  Member& m = member(key);
  const bool too_many = key == "count" && !(value <= kMostMachines);
  m.json = json_number(too_many ? kMostMachines : value);
  m.comment = too_many ? fmt::format("{:g} in the file, more than can be planned", value) : std::move(remark);
}

void DraftItem::size(std::string_view key, Bytes value, std::string remark) {
  constexpr double kLargestDisk = 1e15;  // as the workload has it
  if (key == "disk" && !(value.value <= kLargestDisk)) {
    remark = fmt::format("{} in the file, more than can be planned",
                         format_quantity(QuantityKind::bytes, std::round(value.value)));
    value = {kLargestDisk};
  }
  text(key, format_quantity(QuantityKind::bytes, std::round(value.value)), std::move(remark));
}

void DraftItem::texts(std::string_view key, const std::vector<std::string>& values) {
  member(key).json = list_json(values);
}

void DraftItem::gap(std::string_view key, std::string_view what, std::string_view until) {
  Member& m = member(key);
  m.json.clear();
  m.what = what;
  m.until = until;
}

void DraftItem::floor(std::string_view key, double value, std::string_view what, std::string_view until) {
  gap(key, what, until);
  member(key).json = json_number(value);
}

void DraftItem::set(std::string_view key, std::string_view value) {
  Member& m = member(key);
  const bool literal = is_json_number(value) || value == "true" || value == "false";
  m.json = literal ? std::string(value) : json_text(value);
  m.comment.clear();
  m.what.clear();
}

bool DraftItem::has(std::string_view key) const {
  return std::any_of(members_.begin(), members_.end(),
                     [&](const Member& m) { return m.key == key && !m.json.empty(); });
}

std::vector<FillIn> DraftItem::fill_in() const {
  std::vector<FillIn> gaps;
  for (const Member& m : members_)
    if (!m.what.empty())
      gaps.push_back({name + "." + m.key, fmt::format("{}; until then {}", m.what, m.until)});
  return gaps;
}

std::vector<std::string> DraftItem::lines() const {
  std::vector<std::pair<std::string, std::string>> entries;  // "key": value, and its comment
  std::vector<std::string> out;
  entries.emplace_back(fmt::format("\"name\": {}", json_text(name)), "");
  for (const Member& m : members_) {
    const std::string gap =
        m.what.empty() ? "" : fmt::format("FILL IN \"{}\": {}; until then {}", m.key, m.what, m.until);
    if (m.json.empty())
      entries.emplace_back("", gap);
    else
      entries.emplace_back(fmt::format("\"{}\": {}", m.key, m.json), m.what.empty() ? m.comment : gap);
  }
  if (const std::string json = constraints_json(constraints); !json.empty())
    entries.emplace_back("\"constraints\": " + json, "");
  std::size_t last = 0;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (!entries[i].first.empty()) last = i;
  out.push_back("{");
  if (!comment.empty()) out.push_back("  // " + printable(comment));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& [member, note] = entries[i];
    if (!note.empty()) out.push_back("  // " + printable(note));
    if (!member.empty()) out.push_back("  " + member + (i < last ? "," : ""));
  }
  out.push_back("}");
  return out;
}

std::string Draft::free_name(std::string_view wanted) {
  if (tasks.size() > kMostItems || data.size() > kMostItems) throw TooMany();
  std::string base = short_name(wanted);
  if (base.empty()) base = "task";
  std::string free = base;
  while (true) {
    const int before = given_[free]++;
    if (before == 0) return free;
    free = fmt::format("{}-{}", base, given_[base]);
  }
}

namespace {

// Items that wait for a value come first, as comments, so that those behind them need no comma of theirs.
void write_items(std::string_view key, const std::vector<DraftItem>& items, std::string& text) {
  std::vector<const DraftItem*> order;
  for (const DraftItem& item : items) order.push_back(&item);
  std::stable_partition(order.begin(), order.end(), [](const DraftItem* i) { return i->is_commented_out(); });
  text += fmt::format("  \"{}\": [\n", key);
  for (std::size_t n = 0; n < order.size(); ++n) {
    const std::vector<std::string> lines = order[n]->lines();
    for (std::size_t i = 0; i < lines.size(); ++i)
      text += fmt::format("    {}{}{}\n", order[n]->is_commented_out() ? "// " : "", lines[i],
                          i + 1 == lines.size() && n + 1 < order.size() ? "," : "");
  }
  text += "  ]";
}

}  // namespace

std::string write_draft(const Draft& draft) {
  std::string text = fmt::format("// Made by `cloudplan import` from {}.\n", draft.origin);
  std::size_t gaps = 0;
  for (const DraftItem& item : draft.tasks) gaps += item.fill_in().size();
  for (const DraftItem& item : draft.data) gaps += item.fill_in().size();
  if (gaps > 0) text += "// What stands behind FILL IN is not known from there.\n";
  text += fmt::format("{{\n  \"version\": 1,\n  \"name\": {}", json_text(draft.name));
  if (!draft.tasks.empty()) {
    text += ",\n";
    write_items("tasks", draft.tasks, text);
  }
  if (!draft.data.empty()) {
    text += ",\n";
    write_items("data", draft.data, text);
  }
  return text + "\n}\n";
}

}  // namespace cloudplan
