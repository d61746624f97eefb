#include "cloudplan/bucket_cost.hpp"

#include "cloudplan/meter_cost.hpp"
#include "free_line.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cloudplan {

namespace {

constexpr std::string_view kClassA = "PUT, COPY, POST, LIST requests (class A)";
constexpr std::string_view kClassB = "GET and other requests (class B)";

// What the class includes, in the units of a BucketUse.
struct FreeUse {
  double puts = 0, gets = 0, egress_gb = 0;
};

double mean(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

bool is_one_rate(const PriceBook& book, const ObjectStorageTier& row) {
  return book.text(row.storage_class) == "One-Rate Active";
}

// Part of the class whether a free tier is asked for or not: IBM's One-Rate
// plan includes traffic up to the stored volume and 100 calls per GB of each
// kind; Backblaze B2 three times the stored volume of traffic.
FreeUse included_use(const PriceBook& book, const ObjectStorageTier& row, double stored) {
  if (is_one_rate(book, row)) return {.puts = 100 * stored, .gets = 100 * stored, .egress_gb = stored};
  if (book.text(row.service) == "B2") return {.egress_gb = 3 * stored};
  return {};
}

// Monthly allowances of an account, with where they are from.
struct FreeAllowances {
  Allowance stored_gb{}, puts{}, gets{};
};

FreeAllowances account_allowances(const PriceBook& book, const ObjectStorageTier& row) {
  const std::string_view service = book.text(row.service);
  const std::string_view storage_class = book.text(row.storage_class);
  if (storage_class != "Standard") return {};
  if (service == "R2")
    return {.stored_gb = book.allowance("cloudflare", "R2", "storage"),
            .puts = book.allowance("cloudflare", "R2", "class A"),
            .gets = book.allowance("cloudflare", "R2", "class B")};
  if (service == "B2") return {.stored_gb = book.allowance("backblaze", "B2", "storage")};
  if (service != "Cloud Storage" || book.text(row.redundancy) != "region") return {};
  if (!in_google_free_region(book, row.region)) return {};
  return {.stored_gb = book.allowance("gcp", "Cloud Storage", "regional Standard"),
          .puts = book.allowance("gcp", "Cloud Storage", "class A"),
          .gets = book.allowance("gcp", "Cloud Storage", "class B")};
}

// What the account still gives for nothing, charged as lines that cost nothing.
class FreeDraws {
 public:
  FreeDraws(Bill& bill, const ObjectStorageTier& row, const BucketUse& use)
      : bill_(bill), provider_(row.provider), account_(use.account) {}

  // Of so much that is stored in each month; the mean of what is granted.
  double left(FreeMeter meter, const Allowance& allowance) const {
    const double used =
        (account_ ? account_->of(provider_, meter) : 0) + bill_.drawn()[static_cast<std::size_t>(meter)];
    return std::max(0.0, allowance.amount - used);
  }
  double draw(FreeMeter meter, double wanted, const Allowance& allowance, Charge line, double per = 1) {
    if (!(allowance.amount > 0)) return 0;
    const double used = account_ ? account_->of(provider_, meter) : 0;
    const double granted = bill_.draw(meter, wanted, allowance.amount - used);
    line.quantity = granted / per;
    charge_free(bill_, allowance, line);
    return granted;
  }

 private:
  Bill& bill_;
  Index provider_;
  const AccountUse* account_;
};

// Cloudflare bills whole units: a started GB, a started million of operations.
double whole_units(bool rounded, double quantity, double unit) {
  return rounded ? std::ceil(quantity / unit - 1e-9) * unit : quantity;
}

void charge_requests(Bill& bill, const ObjectStorageTier& row, double puts, double gets, bool rounded) {
  bill.charge({.meter = kClassA,
               .quantity = whole_units(rounded, puts, 1e6) / 1000,
               .unit = "1k requests",
               .unit_price_usd = row.put_usd_per_1k,
               .source = row.source});
  bill.charge({.meter = kClassB,
               .quantity = whole_units(rounded, gets, 1e6) / 1000,
               .unit = "1k requests",
               .unit_price_usd = row.get_usd_per_1k,
               .source = row.source});
}

// Fees that only the colder classes have.
void charge_class_fees(Bill& bill, const PriceBook& book, const ObjectStorageTier& row, double storage_price,
                       const BucketUse& use, bool rounded) {
  const bool retrieval_costs = row.retrieval_usd_per_gb != 0;  // unknown is not zero
  bill.charge({.meter = "retrieval",
               .quantity = !retrieval_costs
                               ? 0
                               : whole_units(rounded && row.retrieval_usd_per_gb > 0, use.retrieved_gb, 1),
               .unit = "GB",
               .unit_price_usd = row.retrieval_usd_per_gb,
               .source = row.source});
  bill.charge({.meter = "lifecycle transitions",
               .quantity = use.transitions / 1000,
               .unit = "1k requests",
               .unit_price_usd = transition_usd_per_1k(book, row),
               .source = row.source});
  bill.charge({.meter = "monitoring",
               .quantity = use.monitored_objects / 1000,
               .unit = "1k objects",
               .unit_price_usd = row.monitoring_usd_per_1k_objects,
               .source = row.source});
  bill.charge({.meter = "early deletion",
               .quantity = use.early_gb_months,
               .unit = "GB-month",
               .unit_price_usd = storage_price,
               .source = row.source,
               .note = "not kept for the minimum duration"});
}

void charge_index(Bill& bill, const PriceBook& book, const BucketClass& bucket_class, const BucketUse& use) {
  if (!(use.index_objects > 0) || !has_archive_index(book, book.row(bucket_class))) return;
  bill.charge({.meter = "index of archived objects",
               .quantity = use.index_objects * kArchiveIndexBytes / kGibibyte,
               .unit = "GB-month",
               .unit_price_usd = book.tiers(bucket_class).front().usd,
               .source = book.row(bucket_class).source,
               .note = "32 KB per object"});
  const BucketClass* const standard = sibling_class(book, bucket_class, "Standard");
  if (!standard) return bill.unknown("names of archived objects");
  bill.charge({.meter = "names of archived objects",
               .quantity = use.index_objects * kArchiveNameBytes / kGibibyte,
               .unit = "GB-month",
               .unit_price_usd = book.tiers(*standard).front().usd,
               .source = book.row(*standard).source,
               .note = "8 KB per object at the price of Standard"});
}

// Express One Zone charges for every GB that goes in and comes out.
void charge_express(Bill& bill, const PriceBook& book, const ObjectStorageTier& row, const BucketUse& use) {
  const std::string_view name = book.text(row.storage_class);
  if (name != "Express One Zone") return;
  charge_meter(bill, book, {row.region, "S3", name, "data upload"}, use.uploaded_gb);
  charge_meter(bill, book, {row.region, "S3", name, "data retrieval"}, use.retrieved_gb);
}

}  // namespace

double billed_object_bytes(const ObjectStorageTier& row, double bytes) {
  return is_known(row.min_object_kb) ? std::max(bytes, row.min_object_kb * 1024) : bytes;
}

bool has_archive_index(const PriceBook& book, const ObjectStorageTier& row) {
  const std::string_view storage_class = book.text(row.storage_class);
  return storage_class == "Glacier Flexible Retrieval" || storage_class == "Glacier Deep Archive";
}

double transition_usd_per_1k(const PriceBook& book, const ObjectStorageTier& row) {
  if (is_known(row.lifecycle_transition_usd_per_1k)) return row.lifecycle_transition_usd_per_1k;
  return book.text(row.service) == "Blob Storage" ? row.put_usd_per_1k : kUnknown;
}

const BucketClass* sibling_class(const PriceBook& book, const BucketClass& of,
                                 std::string_view storage_class) {
  // Classes of a region stand together.
  const ObjectStorageTier& row = book.row(of);
  const auto all = book.bucket_classes();
  const auto begin = std::lower_bound(all.begin(), all.end(), row, [&](const auto& a, const auto& wanted) {
    return std::pair(book.row(a).provider, book.row(a).region) < std::pair(wanted.provider, wanted.region);
  });
  for (auto at = begin; at != all.end() && book.row(*at).region == row.region; ++at) {
    const ObjectStorageTier& other = book.row(*at);
    if (other.service == row.service && book.text(other.storage_class) == storage_class &&
        (other.redundancy == row.redundancy || storage_class == "Standard"))
      return &*at;
  }
  return nullptr;
}

void charge_bucket(Bill& bill, const PriceBook& book, const BucketClass& bucket_class, const BucketUse& use) {
  const ObjectStorageTier& row = book.row(bucket_class);
  const bool rounded = book.text(row.service) == "R2";
  const double stored = mean(use.stored_gb);
  const FreeUse included = included_use(book, row, stored);
  const FreeAllowances allowances = use.free_tier ? account_allowances(book, row) : FreeAllowances{};
  FreeDraws draws(bill, row, use);
  const auto tiers = book.tiers(bucket_class);
  const Charge storage{.meter = "storage", .unit = "GB-month"};
  const double free_gb = draws.left(FreeMeter::stored, allowances.stored_gb);
  if (free_gb > 0 || rounded) {
    std::vector<double> volumes(use.stored_gb.begin(), use.stored_gb.end());
    std::vector<double> granted;
    for (double& volume : volumes) {
      granted.push_back(std::min(volume, free_gb));
      volume = whole_units(rounded, volume - granted.back(), 1);
    }
    draws.draw(FreeMeter::stored, mean(granted), allowances.stored_gb, storage);
    charge_tiers(bill, tiers, volumes, storage);
  } else {
    charge_tiers(bill, tiers, use.stored_gb, storage);
  }
  charge_index(bill, book, bucket_class, use);
  const auto requests = [&](FreeMeter meter, double count, double in_class, const Allowance& allowance,
                            std::string_view name) {
    const double rest = std::max(0.0, count - in_class);
    return rest - draws.draw(meter, rest, allowance, {.meter = name, .unit = "1k requests"}, 1000);
  };
  const double puts = requests(FreeMeter::class_a, use.puts, included.puts, allowances.puts, kClassA);
  const double gets = requests(FreeMeter::class_b, use.gets, included.gets, allowances.gets, kClassB);
  charge_requests(bill, row, puts, gets, rounded);
  charge_class_fees(bill, book, row, tiers.front().usd, use, rounded);
  charge_express(bill, book, row, use);
  charge_transfer(bill, book,
                  {.from = row.region,
                   .gb = std::max(0.0, use.egress_gb - included.egress_gb),
                   .path = use.path,
                   .audience = use.audience,
                   .free_tier = use.free_tier,
                   .free_used = use.account ? use.account->of(row.provider, FreeMeter::egress) : 0,
                   .sent_before = use.account_egress_gb,
                   .from_name = bucket_class.egress_from});
}

}  // namespace cloudplan
