// The tables of a catalog while it is compiled: records of every table as
// bytes, the pool of texts, and the keys that rows refer to.

#ifndef CLOUDPLAN_SRC_CATALOG_CATALOG_BUILDER_HPP_
#define CLOUDPLAN_SRC_CATALOG_CATALOG_BUILDER_HPP_

#include "catalog/catalog_schema.hpp"
#include "cloudplan/catalog_records.hpp"

#include <array>
#include <cstddef>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cloudplan {

class TextPool {
 public:
  Name add(std::string_view text);
  std::string_view text(Name name) const { return std::string_view(bytes_).substr(name.offset, name.length); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::unordered_map<std::string, Name> known_;  // only looked up, never walked
  std::string bytes_;
};

class CatalogBuilder {
 public:
  CatalogBuilder();

  // A record of a table with every member at its default and padding at zero.
  const std::vector<std::byte>& blank(TableId table) const { return blanks_[at(table)]; }
  Index append(TableId table, const std::vector<std::byte>& record);
  std::size_t count(TableId table) const;
  std::vector<std::byte>& bytes(TableId table) { return tables_[at(table)]; }
  const std::vector<std::byte>& bytes(TableId table) const { return tables_[at(table)]; }

  template <class Record>
  Record get(TableId table, Index index) const {
    Record record;
    std::memcpy(&record, tables_[at(table)].data() + index * sizeof(Record), sizeof record);
    return record;
  }
  // Changes one member of a record; its padding stays as it was.
  template <class Member>
  void set(TableId table, Index index, std::size_t offset, Member value) {
    std::memcpy(tables_[at(table)].data() + index * schema_of(table).record_size + offset, &value,
                sizeof value);
  }

  // Keys are unique within a scope: a folder for sources, a provider for
  // regions and instance types. False when the key is taken.
  bool add_key(TableId table, std::string_view scope, std::string_view key, Index index);
  // kNoIndex when there is no such key.
  Index find(TableId table, std::string_view scope, std::string_view key) const;
  void clear_keys(TableId table) { keys_[at(table)].clear(); }
  // All keys of a scope, to suggest one from.
  std::vector<std::string_view> keys(TableId table, std::string_view scope) const;

  TextPool texts;

 private:
  static std::size_t at(TableId table) { return static_cast<std::size_t>(table); }

  std::array<std::vector<std::byte>, kTables> tables_;
  std::array<std::vector<std::byte>, kTables> blanks_;
  std::array<std::map<std::string, std::map<std::string, Index, std::less<>>, std::less<>>, kTables> keys_;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_CATALOG_BUILDER_HPP_
