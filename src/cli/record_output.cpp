#include "record_output.hpp"

#include "cloudplan/price_guard.hpp"
#include "offer_words.hpp"
#include "record_rows.hpp"
#include "support/printable.hpp"
#include "support/text_table.hpp"
#include "support/text_width.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

class TextShow {
 public:
  TextShow(const Catalog& catalog, const RecordView& view, const Environment& environment)
      : catalog_(catalog),
        view_(view),
        columns_(environment.columns),
        style_{.color = environment.color, .unicode = environment.unicode} {}

  std::string render() {
    for (const auto& group : group_by_table(catalog_, view_)) {
      constexpr std::size_t kFew = 3;
      if (group.size() <= kFew)
        for (const RecordPlace place : group) add_facts(place);
      else
        add_table(group);
    }
    add_sources();
    return std::move(text_);
  }

 private:
  void add_facts(RecordPlace place) {
    const Schema& schema = schema_of(place.table);
    if (!text_.empty()) text_ += '\n';
    text_ += style_.paint(fmt::format("{} ({})", record_title(catalog_, place), schema.title), Tone::strong) +
             '\n';
    TextTable table(
        {{.title = ""}, {.title = "", .wraps = true}, {.title = "", .wraps = true, .expendable = 1}});
    const std::byte* const record = record_at(catalog_, place);
    for (const Column& column : schema.columns) {
      // The name of an accelerator says nothing where its key is known.
      const bool needless = column.name.empty() || (column.name == "accelerator_name" &&
                                                    reference_of(catalog_, place, "accelerator") != kNoIndex);
      const std::string value = needless ? "" : member_text(catalog_, column, record);
      if (!value.empty() && value != "no")
        table.add_row({std::string(column.name), value, std::string(column.help)});
    }
    if (place.table == TableId::instance_type) {
      add_processor(place, table);
      add_network(place, table);
    }
    text_ += table.to_text(columns_, style_, 2);
    note_source(reference_of(catalog_, place, "source"));
    if (place.table == TableId::instance_type) add_prices(catalog_.instance_types()[place.index]);
  }

  void add_processor(RecordPlace place, TextTable& table) {
    const InstanceType& type = catalog_.instance_types()[place.index];
    if (type.cpu == kNoIndex) return;
    constexpr std::string_view kCertainty[] = {"documented", "one of several documented, the oldest",
                                               "seen in benchmark logs only", ""};
    table.add_row({"processor", std::string(catalog_.text(catalog_.cpus()[type.cpu].key)),
                   std::string(kCertainty[static_cast<std::size_t>(type.cpu_certainty)])});
  }

  void add_network(RecordPlace place, TextTable& table) {
    const InstanceType& type = catalog_.instance_types()[place.index];
    if (is_known(type.fabric_gbps))
      table.add_row({"fabric_gbps", fmt::format("{:g}", type.fabric_gbps),
                     "between machines of one job, over a network of its own"});
    if (type.network_source == kNoIndex) return;
    table.add_row({"network source", std::string(catalog_.text(catalog_.sources()[type.network_source].key)),
                   "of network_gbps"});
    note_source(type.network_source);
  }

  void add_prices(const InstanceType& type) {
    std::vector<Price> prices;
    for (const Price& price : catalog_.prices_of(type))
      if (region_matches(catalog_, view_, price.region)) prices.push_back(price);
    std::stable_sort(prices.begin(), prices.end(),
                     [](const Price& a, const Price& b) { return a.rate[0] < b.rate[0]; });
    TextTable table({{.title = "REGION"},
                     {.title = "ON DEMAND", .numbers = true},
                     {.title = "SPOT", .numbers = true},
                     {.title = "1 YEAR", .numbers = true},
                     {.title = "3 YEARS", .numbers = true},
                     {.title = "INTERRUPTED", .expendable = 1},
                     {.title = "DOUBT", .wraps = true}});
    for (const Price& price : prices) {
      std::vector<std::string> cells{std::string(catalog_.text(catalog_.regions()[price.region].key))};
      for (const HourlyRate rate : price.rate)
        cells.push_back(rate_text(is_known(rate) ? rate.dollars() : kUnknown));
      cells.emplace_back(interruption_words(price.interruption));
      cells.push_back(suspect_text(price.suspect));
      table.add_row(std::move(cells));
      note_source(price.source);
    }
    // What the doubts about a region rest on.
    for (const Index source : availability_sources(catalog_, type)) note_source(source);
    text_ += prices.empty() ? "\n  No price is known.\n"
                            : "\n  USD an hour\n" + table.to_text(columns_, style_, 2);
  }

  void add_table(const std::vector<RecordPlace>& group) {
    const RecordRows rows = record_rows(catalog_, group, view_.limit);
    std::vector<TextTable::Column> columns;
    for (const Column* const column : rows.columns) {
      constexpr int kAlways = 4;  // the first columns name the row
      const int place = static_cast<int>(columns.size());
      columns.push_back({.title = std::string(column->name),
                         .numbers = column->kind == ColumnKind::number,
                         .wraps = column->kind == ColumnKind::text,
                         .expendable = place < kAlways ? 0 : place});
    }
    TextTable table(std::move(columns));
    for (const auto& row : rows.cells) table.add_row(row);
    if (!text_.empty()) text_ += '\n';
    text_ += style_.paint(fmt::format("{}: {} rows", schema_of(group.front().table).table, group.size()),
                          Tone::strong);
    text_ += '\n';
    for (const auto& [name, value] : rows.common) text_ += fmt::format("  {}: {}\n", name, printable(value));
    text_ += table.to_text(columns_, style_, 2);
    if (rows.cells.size() < group.size())
      text_ += fmt::format("  {} of {} rows; --limit 0 shows all, --region GLOB some.\n", rows.cells.size(),
                           group.size());
    text_ += "  --format json has every column, whatever the width.\n";
    for (const RecordPlace place : group) note_source(reference_of(catalog_, place, "source"));
  }

  void note_source(Index source) {
    if (source != kNoIndex) sources_.insert(source);
  }

  void add_sources() {
    if (sources_.empty()) return;
    text_ += "\nSources\n";
    for (const Index index : sources_) {
      const Source& source = catalog_.sources()[index];
      // A source that is named in full is its own key.
      const std::string key = source.key == source.text ? "" : fmt::format("{}: ", catalog_.text(source.key));
      const std::string line = fmt::format("{}{}{}{}", catalog_.text(source.as_of),
                                           source.as_of.empty() ? "" : " ", key, catalog_.text(source.text));
      for (const std::string& part : wrap_text(printable(line), columns_ - 2)) text_ += "  " + part + '\n';
    }
  }

  const Catalog& catalog_;
  const RecordView& view_;
  int columns_;
  TextStyle style_;
  std::string text_;
  std::set<Index> sources_;
};

}  // namespace

std::string records_as_text(const Catalog& catalog, const RecordView& view, const Environment& environment) {
  return TextShow(catalog, view, environment).render();
}

}  // namespace cloudplan::cli
