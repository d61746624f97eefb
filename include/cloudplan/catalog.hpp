// What the providers sell. A Catalog is a read-only view of a catalog image:
// one block of little-endian bytes, embedded in the program or mapped from a
// file, that holds tables of records (catalog_records.hpp) and a pool of texts.
// Opening it copies and parses nothing.

#ifndef CLOUDPLAN_CATALOG_HPP_
#define CLOUDPLAN_CATALOG_HPP_

#include "cloudplan/catalog_records.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace cloudplan {

// What later stages work out of the tables of an image when it is made, so that no start does it again.
enum class Prepared : std::uint32_t {
  hardware_classes,  // HardwareClasses
  plan_groups,       // DatabasePlans
  plan_sizes,
  transfer_routes,  // PriceBook
  bucket_classes,
  usual_routes,
  price_tiers,
  gigabytes,
  destinations,
  region_weights,     // StorageAdvisor
  performance_model,  // PerformanceCatalog
  measured_devices
};
inline constexpr std::size_t kPreparedParts = 12;
using PreparedParts = std::array<std::vector<std::byte>, kPreparedParts>;

// What the user's own prices did to prices of one source (user_catalog.hpp).
struct PriceChange {
  double factor = 1;  // on what the list says
  std::string text;   // "-10 %, config.json:4"
};

class Catalog {
 public:
  // Whether every byte is checked when an image is opened. The embedded image
  // was checked by the build and is trusted; any other is verified.
  enum class Check { header_only, everything };

  // Throws InputError naming `origin` when the image is not one of this
  // version, or is damaged (checksum, sizes, an index out of range). The image
  // must outlive the catalog and be aligned to 8 bytes.
  Catalog(std::span<const std::byte> image, std::string_view origin, Check check);
  // A catalog of nothing.
  Catalog() = default;

  template <class Record>
  std::span<const Record> table() const {
    return std::get<std::span<const Record>>(tables_);
  }
  std::string_view text(Name name) const { return texts_.substr(name.offset, name.length); }

  std::span<const Source> sources() const { return table<Source>(); }
  std::span<const Provider> providers() const { return table<Provider>(); }
  std::span<const Region> regions() const { return table<Region>(); }
  std::span<const InstanceType> instance_types() const { return table<InstanceType>(); }
  std::span<const Price> prices() const { return table<Price>(); }
  std::span<const Price> prices_of(const InstanceType& type) const {
    return prices().subspan(type.first_price, type.price_count);
  }
  std::span<const Accelerator> accelerators() const { return table<Accelerator>(); }
  std::span<const Cpu> cpus() const { return table<Cpu>(); }
  std::span<const Processor> processors() const { return table<Processor>(); }
  std::span<const MachineRegion> machine_regions() const { return table<MachineRegion>(); }
  std::span<const ModelRecord> models() const { return table<ModelRecord>(); }

  // Bytes that only the stage itself reads. None in an image that is not trusted or was made without them,
  // and none once a table was replaced: the stage then works it out.
  std::span<const std::byte> prepared(Prepared part) const {
    return prepared_[static_cast<std::size_t>(part)];
  }

  // Checks every byte, as Check::everything does. Throws InputError naming `origin`.
  void verify(std::string_view origin) const;

  // "aws/p4d.24xlarge", the way a type is named in workloads and reports.
  std::string full_name(const InstanceType& type) const;

  // --- Prices of a user's own; see user_catalog.hpp. What is passed must outlive the catalog. ---
  template <class Record>
  void replace(std::span<const Record> table) {
    std::get<std::span<const Record>>(tables_) = table;
    prepared_ = {};
  }
  std::string_view texts() const { return texts_; }  // what Names are places in
  void replace_texts(std::string_view texts) { texts_ = texts; }
  // Sources from `first_source` on stand for changed prices. `list_prices` are the
  // prices() as they were, `price_changes` which of `changes` each option of each row has had, from 1; 0:
  // none.
  struct Changes {
    std::span<const PriceChange> of_sources{}, of_prices{};
    Index first_source = kNoIndex;
    std::span<const Price> list_prices{};
    std::span<const std::uint16_t> price_changes{};
  };
  void set_changes(const Changes& changes) { changes_ = changes; }
  // What was done to the prices of a source; null when nothing was.
  const PriceChange* change_of(Index source) const;
  // What was done to a machine's price; null when nothing was. `list` gets the price before it.
  const PriceChange* change_of(Index price, PurchaseOption purchase, HourlyRate& list) const;

 private:
  // In the order of the image's sections.
  std::tuple<std::span<const Source>, std::span<const Provider>, std::span<const Region>,
             std::span<const InstanceType>, std::span<const Price>, std::span<const Notebook>,
             std::span<const ObjectStorageTier>, std::span<const BlockStorage>, std::span<const TransferTier>,
             std::span<const DatabasePlan>, std::span<const DatabaseStorage>,
             std::span<const DatabaseServerless>, std::span<const ManagedMeter>, std::span<const FreeTier>,
             std::span<const Accelerator>, std::span<const Cpu>, std::span<const Processor>,
             std::span<const CpuRule>, std::span<const ModelRecord>, std::span<const Constant>,
             std::span<const MachineRegion>, std::span<const NetworkRule>>
      tables_;
  std::array<std::span<const std::byte>, kPreparedParts> prepared_{};
  std::string_view texts_;
  std::span<const std::byte> image_;
  Changes changes_;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_CATALOG_HPP_
