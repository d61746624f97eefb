// What the records of a catalog are made of, beside numbers.

#ifndef CLOUDPLAN_CATALOG_VALUES_HPP_
#define CLOUDPLAN_CATALOG_VALUES_HPP_

#include <cstdint>

namespace cloudplan {

// Where a text lies in the image's pool. Texts are interned: two Names of one
// catalog are equal exactly when their texts are.
struct Name {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
  constexpr bool operator==(const Name&) const = default;
  constexpr bool empty() const { return length == 0; }
};

// An index into one of the catalog's tables; kNoIndex when there is none.
using Index = std::uint32_t;
inline constexpr Index kNoIndex = 0xffffffff;

}  // namespace cloudplan

#endif  // CLOUDPLAN_CATALOG_VALUES_HPP_
