// Members of a record as they lie in a catalog image: unaligned, little-endian.

#ifndef CLOUDPLAN_SRC_CATALOG_RECORD_BYTES_HPP_
#define CLOUDPLAN_SRC_CATALOG_RECORD_BYTES_HPP_

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace cloudplan {

template <class T>
T load(const std::byte* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

// An index, a choice or a flag of 1, 2 or 4 bytes.
inline std::uint32_t load_unsigned(const std::byte* at, std::size_t size) {
  if (size == 1) return load<std::uint8_t>(at);
  if (size == 2) return load<std::uint16_t>(at);
  return load<std::uint32_t>(at);
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_RECORD_BYTES_HPP_
