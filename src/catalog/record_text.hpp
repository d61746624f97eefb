// A record's members as text, by its schema: for `catalog show`.

#ifndef CLOUDPLAN_SRC_CATALOG_RECORD_TEXT_HPP_
#define CLOUDPLAN_SRC_CATALOG_RECORD_TEXT_HPP_

#include "catalog/catalog_check.hpp"
#include "catalog/catalog_schema.hpp"
#include "cloudplan/catalog.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace cloudplan {

// A record of a table, by index.
struct RecordPlace {
  TableId table = TableId::source;
  Index index = kNoIndex;
};

const std::byte* record_at(const Catalog& catalog, RecordPlace place);

// A member as data/ would have it: a key for a reference, yes or no for a flag,
// "" for what is not known.
std::string member_text(const Catalog& catalog, const Column& column, const std::byte* record);

// The column of that name; null when the table has none.
const Column* find_column(const Schema& schema, std::string_view name);

// What a reference member points to; kNoIndex when it points nowhere, or when
// the table has no such column.
Index reference_of(const Catalog& catalog, RecordPlace place, std::string_view column);

// The key of a record of a table that others refer to: "aws", "us-east-1".
std::string_view key_of(const Catalog& catalog, TableId table, Index index);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_RECORD_TEXT_HPP_
