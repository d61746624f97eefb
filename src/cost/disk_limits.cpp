#include "cloudplan/disk_cost.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace cloudplan {

namespace {

// How speed grows with size where it is not bought on its own, and the most
// IOPS that can be provisioned per GiB where it is. Amazon EBS User Guide (volume
// types), Compute Engine documentation (disk performance) and Azure's (disk
// types), as of 2025.
enum class Growth { added, at_least };  // base + slope x GiB, or the larger of the two
struct SpeedRule {
  std::string_view type;
  Growth growth;
  double base_iops, iops_per_gb, base_mbps, mbps_per_gb;
};

constexpr SpeedRule kSpeedRules[] = {
    {"gp2", Growth::at_least, 100, 3, 250, 0},
    {"gp3", Growth::at_least, 3000, 500, 2000, 0},
    {"io1", Growth::at_least, 100, 50, 1000, 0},
    {"io2", Growth::at_least, 100, 1000, 4000, 0},
    {"st1", Growth::added, 500, 0, 0, 40.0 / 1024},
    {"sc1", Growth::added, 250, 0, 0, 12.0 / 1024},
    {"magnetic", Growth::added, 100, 0, 40, 0},
    {"pd-standard", Growth::added, 0, 0.75, 0, 0.12},
    {"pd-balanced", Growth::added, 3000, 6, 140, 0.28},
    {"pd-ssd", Growth::added, 6000, 30, 240, 0.48},
    {"pd-extreme", Growth::added, 120000, 0, 4000, 0},
    {"hyperdisk-extreme", Growth::at_least, 0, 1000, 5000, 0},
    {"hyperdisk-balanced", Growth::at_least, 3000, 500, 2400, 0},
    {"Premium SSD v2", Growth::at_least, 3000, 500, 1200, 0},
    {"Ultra Disk", Growth::at_least, 100, 300, 10000, 0},
    {"general-purpose (3 IOPS/GB)", Growth::at_least, 3000, 3, 1000, 0},
    {"5iops-tier (5 IOPS/GB)", Growth::at_least, 3000, 5, 1000, 0},
    {"custom", Growth::at_least, 1000, 100, 1000, 0},
};

double at_most(double value, double limit) { return is_known(limit) ? std::min(value, limit) : value; }

using Limit = double BlockStorage::*;

// The types of the region that reach `wanted`, a few of them.
std::string types_that_reach(const PriceBook& book, const BlockStorage& row, Limit limit, double wanted) {
  constexpr std::size_t kMostNamed = 4;
  std::vector<std::string_view> names;
  for (const BlockStorage& other : book.catalog().table<BlockStorage>()) {
    if (other.region != row.region || !(other.*limit >= wanted)) continue;
    const std::string_view name = book.text(other.type);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  const std::size_t told = std::min(names.size(), kMostNamed);
  return fmt::format("{}{}",
                     fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(told), ", "),
                     told < names.size() ? " ..." : "");
}

std::string whole(double number) { return fmt::format("{:.15g}", number); }

DiskLimit too_much(const PriceBook& book, const BlockStorage& row, Limit limit, double wanted, double most,
                   std::string_view what, double gb) {
  const bool by_size = gb > 0 && !(row.*limit <= most);
  DiskLimit broken{fmt::format("{} disks{} have at most {} {}; {} are asked for", book.text(row.type),
                               by_size ? fmt::format(" of {} GB", whole(gb)) : "", whole(std::floor(most)),
                               what, whole(wanted)),
                   {}};
  const std::string faster = types_that_reach(book, row, limit, wanted);
  if (by_size && row.*limit >= wanted)
    broken.hint = "a larger one has more";
  else if (!faster.empty())
    broken.hint = fmt::format("enough, in this region: {}", faster);
  else
    broken.hint = "spread it over several disks with --count";
  return broken;
}

}  // namespace

DiskSpeed disk_speed(const PriceBook& book, const BlockStorage& row, double gb) {
  if (is_known(row.fixed_size_gb)) return {row.max_iops, row.max_mbps};
  const std::string_view type = book.text(row.type);
  for (const SpeedRule& rule : kSpeedRules) {
    if (rule.type != type) continue;
    const double grown = rule.iops_per_gb * gb;
    const double iops =
        rule.growth == Growth::added ? rule.base_iops + grown : std::max(rule.base_iops, grown);
    return {at_most(iops, row.max_iops), at_most(rule.base_mbps + rule.mbps_per_gb * gb, row.max_mbps)};
  }
  return {row.max_iops, row.max_mbps};
}

std::optional<DiskLimit> broken_disk_limit(const PriceBook& book, const BlockStorage& row,
                                           const DiskUse& use) {
  const bool fixed = is_known(row.fixed_size_gb);
  if (!fixed && is_known(row.max_gb) && use.gb > row.max_gb) {
    const double disks = std::ceil(use.gb / row.max_gb);
    return DiskLimit{fmt::format("{} disks have at most {} GB; {} are asked for", book.text(row.type),
                                 whole(row.max_gb), whole(use.gb)),
                     fmt::format("spread it over {} disks of {:.15g} GB: --count {}", whole(disks),
                                 std::ceil(use.gb / disks), whole(disks))};
  }
  // Without a size only what the type can do at all is known.
  const DiskSpeed most = use.gb > 0 ? disk_speed(book, row, use.gb) : DiskSpeed{row.max_iops, row.max_mbps};
  if (is_known(most.iops) && use.iops > most.iops)
    return too_much(book, row, &BlockStorage::max_iops, use.iops, most.iops, "IOPS", use.gb);
  if (is_known(most.mbps) && use.mbps > most.mbps)
    return too_much(book, row, &BlockStorage::max_mbps, use.mbps, most.mbps, "MB/s", use.gb);
  return std::nullopt;
}

}  // namespace cloudplan
