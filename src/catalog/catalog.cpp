#include "cloudplan/catalog.hpp"

#include "catalog/catalog_check.hpp"
#include "catalog/catalog_format.hpp"
#include "cloudplan/error.hpp"

#include <cstring>

namespace cloudplan {

namespace {

[[noreturn]] void fail(std::string_view origin, std::string message) {
  throw InputError({{.file = std::string(origin),
                     .line = 0,
                     .column = 0,
                     .pointer = {},
                     .message = std::move(message),
                     .hint = "make it again with catalogc, of this version"}});
}

ImageHeader read_header(std::span<const std::byte> image, std::string_view origin) {
  ImageHeader header{};
  if (image.size() < sizeof header) fail(origin, "not a catalog image: too short");
  std::memcpy(&header, image.data(), sizeof header);
  if (std::memcmp(header.magic, kImageMagic, sizeof kImageMagic) != 0) fail(origin, "not a catalog image");
  if (header.version != kImageVersion || header.sections != kTables)
    fail(origin, "a catalog image of another version");
  if (header.size != image.size() || header.size % kImageAlignment != 0)
    fail(origin, "a catalog image that is cut short, or too long");
  if (header.text_offset > header.size || header.text_bytes > header.size - header.text_offset ||
      header.size < sizeof header + kTables * sizeof(ImageSection) ||
      header.prepared_offset > header.size - kPreparedParts * sizeof(ImageSection))
    fail(origin, "a damaged catalog image");
  return header;
}

template <class Record>
std::span<const Record> section(std::span<const std::byte> image, std::size_t place,
                                std::string_view origin) {
  ImageSection at{};
  std::memcpy(&at, image.data() + place, sizeof at);
  if (at.record_size != sizeof(Record) || at.offset % kImageAlignment != 0 || at.offset > image.size() ||
      at.count > (image.size() - at.offset) / sizeof(Record))
    fail(origin, "a damaged catalog image");
  return {reinterpret_cast<const Record*>(image.data() + at.offset), at.count};
}

}  // namespace

std::uint64_t image_checksum(std::span<const std::byte> image) {
  std::uint64_t sum = 0xcbf29ce484222325;
  for (std::size_t i = 0; i + sizeof(std::uint64_t) <= image.size(); i += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    if (i != offsetof(ImageHeader, checksum)) std::memcpy(&word, image.data() + i, sizeof word);
    sum = (sum ^ word) * 0x100000001b3;
    sum ^= sum >> 32;
  }
  return sum;
}

Catalog::Catalog(std::span<const std::byte> image, std::string_view origin, Check check) : image_(image) {
  const ImageHeader header = read_header(image, origin);
  texts_ = {reinterpret_cast<const char*>(image.data() + header.text_offset), header.text_bytes};
  std::size_t place = sizeof header;
  const auto read = [&]<class Record>(std::span<const Record>& table, std::size_t at) {
    table = section<Record>(image, at, origin);
  };
  std::apply([&](auto&... table) { ((read(table, place), place += sizeof(ImageSection)), ...); }, tables_);
  if (check == Check::everything) verify(origin);
  if (check != Check::header_only) return;
  place = header.prepared_offset;
  for (auto& part : prepared_) read(part, place), place += sizeof(ImageSection);
}

void Catalog::verify(std::string_view origin) const {
  if (image_.empty()) return;
  if (image_checksum(image_) != read_header(image_, origin).checksum)
    fail(origin, "a damaged catalog image: its checksum is wrong");
  if (const std::string mistake = find_damage(*this, texts_.size()); !mistake.empty())
    fail(origin, "a damaged catalog image: " + mistake);
}

const PriceChange* Catalog::change_of(Index source) const {
  const bool changed = source != kNoIndex && source >= changes_.first_source &&
                       source - changes_.first_source < changes_.of_sources.size();
  return changed ? &changes_.of_sources[source - changes_.first_source] : nullptr;
}

const PriceChange* Catalog::change_of(Index price, PurchaseOption purchase, HourlyRate& list) const {
  const std::size_t option = static_cast<std::size_t>(purchase);
  const std::size_t at = std::size_t{price} * kPurchaseOptions + option;
  if (at >= changes_.price_changes.size() || changes_.price_changes[at] == 0) return nullptr;
  list = changes_.list_prices[price].rate[option];
  return &changes_.of_prices[changes_.price_changes[at] - 1U];
}

std::string Catalog::full_name(const InstanceType& type) const {
  std::string name(text(providers()[type.provider].key));
  name += '/';
  name += text(type.name);
  return name;
}

}  // namespace cloudplan
