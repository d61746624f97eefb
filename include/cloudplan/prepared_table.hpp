// Records that a stage works out of a catalog's tables: those that lie in the image (Catalog::prepared()), or
// its own where the image has none.

#ifndef CLOUDPLAN_PREPARED_TABLE_HPP_
#define CLOUDPLAN_PREPARED_TABLE_HPP_

#include "cloudplan/catalog.hpp"

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace cloudplan {

// What the image is to hold of a part.
inline std::vector<std::byte>& part_of(PreparedParts& parts, Prepared part) {
  return parts[static_cast<std::size_t>(part)];
}

template <class Record>
class PreparedTable {
  static_assert(std::is_trivially_copyable_v<Record> && alignof(Record) <= 8);

 public:
  PreparedTable() = default;
  PreparedTable(const Catalog& catalog, Prepared part) {
    const std::span<const std::byte> bytes = catalog.prepared(part);
    rows_ = {reinterpret_cast<const Record*>(bytes.data()), bytes.size() / sizeof(Record)};
  }
  explicit PreparedTable(std::vector<Record> rows) : own_(std::move(rows)), rows_(own_) {}
  PreparedTable(const PreparedTable&) = delete;
  PreparedTable& operator=(const PreparedTable&) = delete;
  PreparedTable(PreparedTable&&) = default;  // a vector keeps its place when it is moved
  PreparedTable& operator=(PreparedTable&&) = default;

  std::span<const Record> rows() const { return rows_; }
  // The records as they lie in an image. Their padding, if they had any, would be anything: they have none.
  std::vector<std::byte> bytes() const {
    const auto all = std::as_bytes(rows_);
    return {all.begin(), all.end()};
  }

 private:
  std::vector<Record> own_{};
  std::span<const Record> rows_{};
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_PREPARED_TABLE_HPP_
