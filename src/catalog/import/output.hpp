// What the import writes: tables of data/, their sources, and a report of what
// was left out and why.

#ifndef CLOUDPLAN_SRC_CATALOG_IMPORT_OUTPUT_HPP_
#define CLOUDPLAN_SRC_CATALOG_IMPORT_OUTPUT_HPP_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan::importer {

// For the report, of a price that machine_regions.csv contradicts.
inline constexpr std::string_view kNotOfferedThere =
    "a price where the machine cannot be rented: kept, and flagged by the price guard";

// A table of data/ while it is filled.
class OutputTable {
 public:
  explicit OutputTable(std::vector<std::string> columns) : columns_(std::move(columns)) {}

  // One cell per column.
  void add(std::vector<std::string> cells);
  // By the first `keys` columns, natural order ("x2" before "x10"); rows that
  // are equal there keep their order.
  void sort(std::size_t keys);
  // CSV, without the columns that are blank in every row.
  std::string text() const;
  std::size_t rows() const { return rows_.size(); }

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

class Output {
 public:
  // `data` is the folder to write to; what is written by hand there is read
  // from it: providers.csv, regions.csv, and machine_regions.csv with its sources.
  explicit Output(std::string data);

  // The table FOLDER/NAME; made with these columns when it is new.
  OutputTable& table(const std::string& folder, const std::string& name,
                     const std::vector<std::string>& columns);

  // The key of a source in a folder. With `key` empty one is made from its text.
  std::string source(const std::string& folder, const std::string& as_of, const std::string& text,
                     std::string key = {});

  bool knows_region(const std::string& provider, const std::string& region) const;
  bool knows_accelerator(const std::string& key) const;
  // Whether the machine can be rented there as machine_regions.csv has it, or
  // nothing is known of where it can.
  bool offers(const std::string& provider, const std::string& machine, const std::string& region) const;
  // The folder of a provider.
  std::string folder_of(const std::string& provider) const;
  // Whether the folder holds more than one provider, so that rows must name theirs.
  bool is_shared(const std::string& folder) const;

  // For the report: rows of a source table that were read, changed or left out.
  void read(const std::string& source_table) { ++read_[source_table]; }
  void dropped(const std::string& source_table, const std::string& reason) {
    ++dropped_[{source_table, reason}];
  }
  void changed(const std::string& source_table, const std::string& reason) {
    ++changed_[{source_table, reason}];
  }

  // Writes every table and source, and the report. Throws InputError.
  void write();
  std::string report() const;

 private:
  struct SourceEntry {
    std::string key, as_of, text;
  };
  struct OfferedIn {
    std::string provider, machines, region;
  };

  void read_places();
  void read_machine_regions(const std::string& folder, const std::string& only_provider);

  std::string data_;
  std::map<std::pair<std::string, std::string>, OutputTable> tables_;
  std::map<std::string, std::vector<SourceEntry>> sources_;  // by folder
  std::map<std::string, std::string> folders_;               // by provider
  std::map<std::string, int> providers_in_;                  // by folder
  std::set<std::pair<std::string, std::string>> regions_;
  std::vector<OfferedIn> offered_;
  std::set<std::string> accelerators_;
  std::map<std::string, std::size_t> read_;
  std::map<std::pair<std::string, std::string>, std::size_t> dropped_;
  std::map<std::pair<std::string, std::string>, std::size_t> changed_;
};

}  // namespace cloudplan::importer

#endif  // CLOUDPLAN_SRC_CATALOG_IMPORT_OUTPUT_HPP_
