// What a bucket costs for a month of a known use. Quantities are in the units
// that the provider bills: its GB (PriceBook::gb_bytes) and single requests.

#ifndef CLOUDPLAN_BUCKET_COST_HPP_
#define CLOUDPLAN_BUCKET_COST_HPP_

#include "cloudplan/transfer_cost.hpp"

#include <span>

namespace cloudplan {

struct BucketUse {
  // Stored in each month, as billed (see billed_gb); the bill is their mean.
  std::span<const double> stored_gb;
  double index_objects = 0;      // objects whose index entries are billed too, in the archive classes of S3
  double puts = 0;               // PUT, COPY, POST, LIST: class A
  double gets = 0;               // GET and others: class B
  double retrieved_gb = 0;       // read from a class that charges for it
  double uploaded_gb = 0;        // written to a class that charges for it
  double transitions = 0;        // objects moved into this class by a lifecycle rule
  double monitored_objects = 0;  // in Intelligent-Tiering: 128 KB or more
  double early_gb_months = 0;    // not kept for the minimum duration: what is billed all the same
  double egress_gb = 0;          // to the internet
  NetworkPath path = NetworkPath::standard;
  Audience audience = Audience::worldwide;
  bool free_tier = false;  // allowances that recur every month, once per account
  // Of the provider's allowances, what others of the account use; nullptr: nothing.
  const AccountUse* account = nullptr;
  double account_egress_gb = 0;  // Transfer::sent_before
};

// What one object of `bytes` is billed as, in bytes: at least the class's minimum size.
double billed_object_bytes(const ObjectStorageTier& row, double bytes);

// Bytes of index that Glacier Flexible Retrieval and Deep Archive add to every
// object: 32 KB at the class's price and 8 KB at that of S3 Standard (Amazon S3
// User Guide, storage classes). Zero in all other classes.
inline constexpr double kArchiveIndexBytes = 32 * 1024.0;
inline constexpr double kArchiveNameBytes = 8 * 1024.0;
bool has_archive_index(const PriceBook& book, const ObjectStorageTier& row);

// Dollars for 1,000 objects that a lifecycle rule moves into the class. Azure
// bills them as writes to it ("Azure Blob Storage pricing", tier changes), R2 as
// class A operations ("R2 pricing", LifecycleStorageTierTransition); kUnknown
// when there is no price.
double transition_usd_per_1k(const PriceBook& book, const ObjectStorageTier& row);

void charge_bucket(Bill& bill, const PriceBook& book, const BucketClass& bucket_class, const BucketUse& use);

// The class of the same service, redundancy family and region with this name; nullptr when there is none.
const BucketClass* sibling_class(const PriceBook& book, const BucketClass& of,
                                 std::string_view storage_class);

}  // namespace cloudplan

#endif  // CLOUDPLAN_BUCKET_COST_HPP_
