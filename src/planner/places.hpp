// Where things can be: the regions of all providers, and behind them one place
// for each provider of hosted notebooks, whose region nobody can choose.

#ifndef CLOUDPLAN_SRC_PLANNER_PLACES_HPP_
#define CLOUDPLAN_SRC_PLANNER_PLACES_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/transfer_cost.hpp"

#include <span>
#include <string>
#include <vector>

namespace cloudplan {

using Place = std::size_t;

// The disk that a machine boots from and works on.
struct WorkDisk {
  const BlockStorage* row = nullptr;
  bool whole = false;        // sold as a disk of a fixed size, not by the GB
  double units = 0;          // disks or GB
  double usd_per_month = 0;  // for all units
};

class Places {
 public:
  explicit Places(const PriceBook& book);

  const PriceBook& book() const { return book_; }
  std::size_t count() const { return catalog_.regions().size() + catalog_.providers().size(); }
  Place of_region(Index region) const { return region; }
  Place of_notebook_provider(Index provider) const { return catalog_.regions().size() + provider; }
  bool is_region(Place place) const { return place < catalog_.regions().size(); }
  Index provider_of(Place place) const {
    return is_region(place) ? catalog_.regions()[place].provider
                            : static_cast<Index>(place - catalog_.regions().size());
  }
  std::string name(Place place) const;  // "aws/us-east-1", "colab"

  // Hosted notebooks of which every machine ends after so many hours, and its disk with it.
  bool forgets_sessions(Place place) const;
  // A provider like Backblaze: every read of its buckets is egress.
  bool sells_storage_only(Place from) const;
  // Dollars for moving so much from one place to another, tiered on its own.
  // Nothing within a place; unknown (NaN) where the route has no price. Data
  // that leaves a notebook or arrives anywhere costs nothing.
  // With an `account` the sender's free allowance counts, less what others use of it.
  double flow_usd(Place from, Place to, Bytes amount, const AccountUse* account = nullptr) const;
  // The same as lines.
  Cost flow_cost(Place from, Place to, Bytes amount, Recurrence recurrence,
                 const AccountUse* account = nullptr) const;
  // For one origin to several places: quick, because other providers share a price.
  std::vector<double> flows_from(Place from, std::span<const Place> to, Bytes amount,
                                 const AccountUse* account = nullptr) const;
  // What it uses of the allowance.
  FreeAmounts flow_drawn(Place from, Place to, Bytes amount, const AccountUse& account) const;

  // The ordinary SSD that holds so much in each region, the cheapest of those
  // the catalog prices; no row where it prices none.
  std::vector<WorkDisk> work_disks(double gb) const;

 private:
  Transfer transfer(Place from, Place to, Bytes amount, Recurrence recurrence,
                    const AccountUse* account) const;

  const PriceBook& book_;
  const Catalog& catalog_;
  std::vector<const BlockStorage*> ordinary_ssds_{};  // what machines boot from and work on
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_PLACES_HPP_
