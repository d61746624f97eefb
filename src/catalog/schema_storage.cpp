// Buckets, disks, transfer and free tiers.

#include "catalog/schema_builder.hpp"

namespace cloudplan {

namespace {

constexpr std::string_view kTransferKinds[] = {"internet_egress", "inter_region", "cross_zone", "ingress",
                                               "to_cdn"};

#define AT(member) CLOUDPLAN_MEMBER(ObjectStorageTier, member)
constexpr Column kObjectStorage[] = {
    required(reference("provider", AT(provider), TableId::provider, "who sells it")),
    required(reference("region", AT(region), TableId::region, "where")),
    required(text("service", AT(service), "S3, Cloud Storage, ...")),
    required(text("storage_class", AT(storage_class), "Standard, Nearline, Cool, ...")),
    text("redundancy", AT(redundancy), "how many copies, where"),
    number("usd_per_gb_month", AT(usd_per_gb_month), "USD per GB (of gb_bytes) and month"),
    number("tier_from_gb", AT(tier_from_gb), "volume in the month from which this price holds, GB"),
    number("tier_to_gb", AT(tier_to_gb), "volume up to which it holds, GB; blank: no end"),
    number("put_usd_per_1k", AT(put_usd_per_1k), "USD per 1,000 writes and lists"),
    number("get_usd_per_1k", AT(get_usd_per_1k), "USD per 1,000 reads"),
    number("retrieval_usd_per_gb", AT(retrieval_usd_per_gb), "USD per GB read"),
    number("min_storage_days", AT(min_storage_days), "days charged at least"),
    number("min_object_kb", AT(min_object_kb), "size charged at least, KB"),
    number("lifecycle_transition_usd_per_1k", AT(lifecycle_transition_usd_per_1k),
           "USD per 1,000 objects moved into this class"),
    number("monitoring_usd_per_1k_objects", AT(monitoring_usd_per_1k_objects),
           "USD per 1,000 objects watched a month"),
    number("gb_bytes", AT(gb_bytes), "bytes that are billed as one GB"),
    text("first_byte_latency", AT(first_byte_latency), "until the first byte"),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(BlockStorage, member)
constexpr Column kBlockStorage[] = {
    required(reference("provider", AT(provider), TableId::provider, "who sells it")),
    required(reference("region", AT(region), TableId::region, "where")),
    required(text("type", AT(type), "gp3, pd-ssd, P30, ...")),
    text("redundancy", AT(redundancy), "how many copies, where"),
    number("usd_per_gb_month", AT(usd_per_gb_month), "USD per GB and month"),
    number("usd_per_iops_month", AT(usd_per_iops_month), "USD per provisioned operation/s and month"),
    number("usd_per_mbps_month", AT(usd_per_mbps_month), "USD per provisioned MB/s and month"),
    number("usd_per_million_io", AT(usd_per_million_io), "USD per million operations"),
    number("included_iops", AT(included_iops), "operations/s in the price"),
    number("included_mbps", AT(included_mbps), "MB/s in the price"),
    number("min_gb", AT(min_gb), "smallest size, GB"),
    number("max_gb", AT(max_gb), "largest size, GB"),
    number("fixed_size_gb", AT(fixed_size_gb), "size, where it is sold in fixed sizes, GB"),
    number("usd_per_disk_month", AT(usd_per_disk_month), "USD per disk of that size and month"),
    number("max_iops", AT(max_iops), "most operations/s"),
    number("max_mbps", AT(max_mbps), "most MB/s"),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(TransferTier, member)
constexpr Column kTransfer[] = {
    required(reference("provider", AT(provider), TableId::provider, "who bills it")),
    required(choice("kind", AT(kind), kTransferKinds, "kind of traffic")),
    required(text("from", AT(from), "a region, a continent, or *")),
    required(text("to", AT(to), "a region, a continent, internet, china, a CDN, or *")),
    number("tier_from_gb", AT(tier_from_gb), "volume in the month from which this price holds, GB"),
    number("tier_to_gb", AT(tier_to_gb), "volume up to which it holds, GB; blank: no end"),
    number("usd_per_gb", AT(usd_per_gb), "USD per GB; 0 is an allowance"),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(FreeTier, member)
constexpr Column kFreeTier[] = {
    required(reference("provider", AT(provider), TableId::provider, "who gives it")),
    required(text("service", AT(service), "on which service")),
    required(text("what", AT(what), "what is free")),
    number("amount", AT(amount), "how much, in `unit`"),
    text("unit", AT(unit), ""),
    text("per", AT(per), "month, month for 12 months, always, ..."),
    text("conditions", AT(conditions), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

}  // namespace

Schema object_storage_schema() {
  return {TableId::object_storage, "object_storage", "a storage class in a region, one volume tier of it",
          sizeof(ObjectStorageTier), kObjectStorage};
}
Schema block_storage_schema() {
  return {TableId::block_storage, "block_storage", "a disk type in a region", sizeof(BlockStorage),
          kBlockStorage};
}
Schema transfer_schema() {
  return {TableId::transfer, "transfer", "a price for moving data, one volume tier of it",
          sizeof(TransferTier), kTransfer};
}
Schema free_tier_schema() {
  return {TableId::free_tier, "free_tiers", "something that costs nothing", sizeof(FreeTier), kFreeTier};
}

}  // namespace cloudplan
