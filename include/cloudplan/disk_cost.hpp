// Network disks: what one costs, and how fast each type is at a size.

#ifndef CLOUDPLAN_DISK_COST_HPP_
#define CLOUDPLAN_DISK_COST_HPP_

#include "cloudplan/price_book.hpp"

#include <optional>
#include <string>

namespace cloudplan {

struct DiskUse {
  double gb = 0;    // GiB of one disk; a type of one fixed size (local SSD) is paid for by the piece
  double iops = 0;  // provisioned; 0: what the type includes
  double mbps = 0;  // provisioned, MB/s; 0: what the type includes
  double count = 1;
  double months = 1;       // below 1 when it exists for a part of the month; snapshots and I/O are as given
  double million_io = 0;   // of all disks, a month
  double snapshot_gb = 0;  // of all disks
  bool free_tier = false;  // count the 30 GB of Google's standard disk that an account has free
};

void charge_disk(Bill& bill, const PriceBook& book, const BlockStorage& row, const DiskUse& use);

// The most that a disk of this type and size can do, provisioned as far as it
// goes. Rules of the providers' documentation, named in docs/storage.md;
// kUnknown where none is published.
struct DiskSpeed {
  double iops = kUnknown;
  double mbps = kUnknown;
};
DiskSpeed disk_speed(const PriceBook& book, const BlockStorage& row, double gb);

// Why a disk of this type is not sold so: too large, or faster than the type
// or its size allows. Nothing when it is, or when no limit is known. A disk
// below the smallest size is priced as if it were sold.
struct DiskLimit {
  std::string problem, hint;
};
std::optional<DiskLimit> broken_disk_limit(const PriceBook& book, const BlockStorage& row,
                                           const DiskUse& use);

}  // namespace cloudplan

#endif  // CLOUDPLAN_DISK_COST_HPP_
