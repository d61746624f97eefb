#include "catalog/import/output.hpp"

#include "catalog/import/source_tables.hpp"
#include "support/csv.hpp"
#include "support/glob.hpp"
#include "support/natural_order.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/core.h>

namespace cloudplan::importer {

namespace {

// A short name for a source: its first words, and its date.
std::string short_name(std::string_view text, std::string_view as_of) {
  if (text.find("from general knowledge") < 30) return fmt::format("general-knowledge-{}", as_of);
  std::string slug;
  for (const char c : text.substr(0, text.find_first_of("(@,;:"))) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool upper = c >= 'A' && c <= 'Z';
    if (c == ' ' && slug.find("github") == std::string::npos && slug.size() > 8) break;
    if (letter || upper)
      slug += upper ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  if (!slug.empty() && slug.back() == '-') slug.pop_back();
  return fmt::format("{}-{}", slug, as_of);
}

void write_file(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw InputError({{path, 0, 0, "", "cannot be written", ""}});
}

}  // namespace

void OutputTable::add(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

void OutputTable::sort(std::size_t keys) {
  std::stable_sort(rows_.begin(), rows_.end(), [keys](const auto& a, const auto& b) {
    for (std::size_t i = 0; i < keys; ++i)
      if (a[i] != b[i]) return natural_less(a[i], b[i]);
    return false;
  });
}

std::string OutputTable::text() const {
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (std::any_of(rows_.begin(), rows_.end(), [i](const auto& row) { return !row[i].empty(); }))
      used.push_back(i);
  std::string text;
  const auto append = [&](const std::vector<std::string>& cells) {
    for (const std::size_t i : used) text += (i == used.front() ? "" : ",") + csv_cell(cells[i]);
    text += '\n';
  };
  append(columns_);
  for (const auto& row : rows_) append(row);
  return text;
}

Output::Output(std::string data) : data_(std::move(data)) { read_places(); }

void Output::read_places() {
  const SourceTables tables(data_);
  for (const auto& entry : std::filesystem::directory_iterator(data_)) {
    const std::string folder = entry.path().filename().string();
    if (!std::filesystem::exists(entry.path() / "providers.csv")) continue;
    std::string last;
    tables.each(folder + "/providers.csv", [&](const Row& row) {
      last = row["key"];
      folders_[last] = folder;
      ++providers_in_[folder];
    });
    if (!std::filesystem::exists(entry.path() / "regions.csv")) continue;
    tables.each(folder + "/regions.csv", [&](const Row& row) {
      regions_.emplace(row.has("provider") ? row["provider"] : last, row["key"]);
    });
    if (std::filesystem::exists(entry.path() / "machine_regions.csv")) read_machine_regions(folder, last);
  }
  tables.each("hardware/accelerators.csv", [&](const Row& row) { accelerators_.insert(row["key"]); });
}

// A table that is written by hand among those that are not: its sources stay.
void Output::read_machine_regions(const std::string& folder, const std::string& only_provider) {
  const SourceTables tables(data_);
  std::set<std::string> used;
  tables.each(folder + "/machine_regions.csv", [&](const Row& row) {
    offered_.push_back(
        {row.has("provider") ? row["provider"] : only_provider, row["machines"], row["region"]});
    used.insert(row["source"]);
  });
  tables.each(folder + "/sources.csv", [&](const Row& row) {
    if (used.count(row["key"]) > 0) sources_[folder].push_back({row["key"], row["as_of"], row["text"]});
  });
}

OutputTable& Output::table(const std::string& folder, const std::string& name,
                           const std::vector<std::string>& columns) {
  return tables_.try_emplace({folder, name}, columns).first->second;
}

std::string Output::source(const std::string& folder, const std::string& as_of, const std::string& text,
                           std::string key) {
  // "public page (AUTHOR, updated DATE)": who wrote it is no part of where a fact is from.
  constexpr std::string_view kPage = "public page (";
  const std::size_t updated = text.find(", updated ");
  if (text.compare(0, kPage.size(), kPage) == 0 && updated != std::string::npos)
    return source(folder, as_of, std::string(kPage) + text.substr(updated + 2), std::move(key));
  auto& entries = sources_[folder];
  for (const SourceEntry& entry : entries)
    if (entry.as_of == as_of && entry.text == text) return entry.key;
  if (key.empty()) key = short_name(text, as_of);
  const auto taken = [&](const std::string& name) {
    return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.key == name; });
  };
  std::string unique = key;
  for (int n = 2; taken(unique); ++n) unique = fmt::format("{}-{}", key, n);
  entries.push_back({unique, as_of, text});
  return unique;
}

bool Output::knows_region(const std::string& provider, const std::string& region) const {
  return regions_.count({provider, region}) > 0;
}
bool Output::knows_accelerator(const std::string& key) const { return accelerators_.count(key) > 0; }
bool Output::offers(const std::string& provider, const std::string& machine,
                    const std::string& region) const {
  bool named = false;
  bool there = false;
  std::size_t most_literals = 0;
  for (const OfferedIn& row : offered_) {
    if (row.provider != provider || !glob_matches(row.machines, machine)) continue;
    const std::size_t literals = glob_literals(row.machines);
    if (literals < most_literals) continue;
    there = row.region == region || (there && literals == most_literals);
    named = true;
    most_literals = literals;
  }
  return there || !named;  // true where nothing is known
}
std::string Output::folder_of(const std::string& provider) const {
  const auto found = folders_.find(provider);
  if (found == folders_.end())
    throw InputError({{data_, 0, 0, "", fmt::format("no folder has a provider '{}'", provider),
                       "add it to a providers.csv"}});
  return found->second;
}
bool Output::is_shared(const std::string& folder) const { return providers_in_.at(folder) > 1; }

void Output::write() {
  for (const auto& [name, table] : tables_)
    write_file(fmt::format("{}/{}/{}.csv", data_, name.first, name.second), table.text());
  for (auto& [folder, entries] : sources_) {
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    OutputTable table({"key", "as_of", "weak", "text"});
    for (const SourceEntry& entry : entries)
      table.add({entry.key, entry.as_of, entry.text.find("from general knowledge") < 30 ? "yes" : "no",
                 entry.text});
    write_file(fmt::format("{}/{}/sources.csv", data_, folder), table.text());
  }
  write_file(data_ + "/IMPORT_REPORT.md", report());
}

std::string Output::report() const {
  std::string text =
      "# Import report\n\nWritten by `catalog_import`: what became of every row of the source tables.\n";
  text += "\n| source table | rows read | left out | changed |\n|---|--:|--:|--:|\n";
  const auto total = [](const auto& counts, const std::string& table) {
    std::size_t sum = 0;
    for (const auto& [name, count] : counts)
      if (name.first == table) sum += count;
    return sum;
  };
  for (const auto& [table, count] : read_)
    text +=
        fmt::format("| {} | {} | {} | {} |\n", table, count, total(dropped_, table), total(changed_, table));
  const auto list = [&](const char* title, const auto& counts) {
    text += fmt::format("\n## {}\n\n| source table | rows | reason |\n|---|--:|---|\n", title);
    for (const auto& [name, count] : counts)
      text += fmt::format("| {} | {} | {} |\n", name.first, count, name.second);
  };
  list("Left out", dropped_);
  list("Changed, or kept with a doubt", changed_);
  text += "\n## Written\n\n| table | rows |\n|---|--:|\n";
  for (const auto& [name, table] : tables_)
    text += fmt::format("| {}/{}.csv | {} |\n", name.first, name.second, table.rows());
  return text;
}

}  // namespace cloudplan::importer
