// The catalog image:
//
//   ImageHeader
//   ImageSection[sections]     one per record type, in the order of Tables
//   records of each section    at a multiple of 8 bytes
//   ImageSection[prepared]     one per part of Prepared; bytes, of which only their stage knows the records
//   bytes of each part         at a multiple of 8 bytes
//   char[text_bytes]           pool that every Name points into
//
// All little-endian. A checksum over everything tells a damaged file
// from a whole one. No compatibility between versions: an image
// is compiled again from data/ in a second.

#ifndef CLOUDPLAN_SRC_CATALOG_CATALOG_FORMAT_HPP_
#define CLOUDPLAN_SRC_CATALOG_CATALOG_FORMAT_HPP_

#include "cloudplan/catalog.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace cloudplan {

struct ImageHeader {
  char magic[8];  // kImageMagic
  std::uint32_t version;
  std::uint32_t sections;
  std::uint64_t size;      // of the whole image, in bytes
  std::uint64_t checksum;  // image_checksum() of the image, this field taken as 0
  std::uint64_t text_offset;
  std::uint64_t text_bytes;
  std::uint64_t prepared_offset;  // of the sections of Prepared
};

struct ImageSection {
  std::uint32_t record_size;
  std::uint32_t count;
  std::uint64_t offset;  // from the start of the image
};

inline constexpr char kImageMagic[8] = {'C', 'P', 'L', 'A', 'N', 'C', 'A', 'T'};
// Raise with every change of a record or of this layout.
inline constexpr std::uint32_t kImageVersion = 5;
inline constexpr std::size_t kImageAlignment = 8;

static_assert(std::endian::native == std::endian::little, "the image is mapped as it lies");
static_assert(sizeof(ImageHeader) == 56 && sizeof(ImageSection) == 16);
static_assert(sizeof(InstanceType) == 192 && sizeof(Price) == 24 && sizeof(Region) == 48);

// A 64-bit checksum of an image: FNV-1a over 8-byte words with a fold. Each
// step is one-to-one in the word, so that a change of any one word is always
// seen. It guards against damage, not against malice.
std::uint64_t image_checksum(std::span<const std::byte> image);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_CATALOG_FORMAT_HPP_
