#include "storage_internal.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

constexpr std::string_view kIntelligent = "Intelligent-Tiering frequent access";
// Intelligent-Tiering moves an object that nobody reads for 30 days to the
// infrequent tier, after 90 days to archive instant access; smaller objects
// than 128 KB stay (Amazon S3 User Guide).
constexpr double kInfrequentAfterMonths = 30 / kDaysPerMonth;
constexpr double kArchiveAfterMonths = 90 / kDaysPerMonth;
constexpr double kSmallestMonitored = 128 * 1024.0;
// Several milliseconds for the first byte, tens for the 99th percentile; the
// classes for single-digit milliseconds say so in the table.
constexpr double kObjectLatency = 0.1;
constexpr double kFastObjectLatency = 0.005;
// Records in a bucket are files that jobs write and scan: hardly any point access.
constexpr double kMostRecordRate = 0.1;
// What Backblaze lets a new account do without asking for more: uploads and
// downloads a second together (backblaze.com/docs/cloud-storage-rate-limits, 2026).
constexpr double kB2RequestsPerSecond = 500;
// Tables that are queried as a whole: from this size on, and this often at most.
constexpr double kWarehouseBytes = 1e12;
constexpr double kMostWarehouseRate = 10;
constexpr double kQueryLatency = 1;  // seconds; a query over files takes longer

// What part of the volume is in the class, and what of the traffic goes there.
struct Share {
  double volume = 1;
  double traffic = 1;
  bool uploads = true;      // objects begin their life here
  double transitions = 0;   // objects a month
  double early_months = 0;  // of the whole volume, a month
};

double gb_bytes(const StorageQuestion& q, const BucketClass& of) {
  return q.book->gb_bytes(q.book->row(of).provider);
}

// Objects replaced before the class's minimum duration: what is billed for them, in months of volume per
// month.
double early_months(const DatasetLoad& load, const ObjectStorageTier& row, double growing) {
  if (!is_known(row.min_storage_days) || row.min_storage_days <= 0) return 0;
  const double replaced = std::max(0.0, load.object_puts - growing) / std::max(1.0, load.objects);
  if (replaced <= 0) return 0;
  double life = 1 / replaced;
  if (load.life_months > 0) life = std::min(life, load.life_months);
  return replaced * std::max(0.0, row.min_storage_days / kDaysPerMonth - life);
}

void bill_class(const StorageQuestion& q, const BucketClass& of, const Share& share, Bill& bill) {
  const DatasetLoad& load = q.load;
  const ObjectStorageTier& row = q.book->row(of);
  const double gb = gb_bytes(q, of);
  const double factor =
      load.object_bytes > 0 ? billed_object_bytes(row, load.object_bytes) / load.object_bytes : 1;
  std::vector<double> scaled;
  double single = load.month_bytes.front() * factor * share.volume / gb;
  std::span<const double> volumes(&single, 1);
  if (load.month_bytes.size() > 1) {
    for (const double bytes : load.month_bytes) scaled.push_back(bytes * factor * share.volume / gb);
    volumes = scaled;
  }
  // Unknown is not zero: where watching the objects has no price, the class has none.
  const bool monitored = q.book->text(row.storage_class).starts_with("Intelligent-Tiering") &&
                         load.object_bytes >= kSmallestMonitored;
  // Who sells storage only has no machines beside it: every read leaves, those that the
  // dataset states as its egress among them.
  const bool leaves = q.book->catalog().providers()[row.provider].kind == ProviderKind::storage;
  const double growing = load.objects * q.dataset->growth_per_month;
  charge_bucket(bill, *q.book, of,
                {.stored_gb = volumes,
                 .index_objects = load.objects * share.volume,
                 .puts = share.uploads ? load.object_puts : 0,
                 .gets = load.object_gets * share.traffic,
                 .retrieved_gb = load.read_bytes * share.traffic / gb,
                 .uploaded_gb = share.uploads ? load.object_puts * load.object_bytes / gb : 0,
                 .transitions = share.transitions,
                 .monitored_objects = monitored && share.uploads ? load.objects : 0,
                 .early_gb_months =
                     (share.uploads ? early_months(load, row, growing) : 0) * load.mean_bytes * factor / gb +
                     share.early_months * load.mean_bytes * factor / gb,
                 .egress_gb = (leaves ? std::max(load.egress_bytes, load.read_bytes) : load.egress_bytes) *
                              share.traffic / gb,
                 .free_tier = q.context->free_tier,
                 .account = &q.context->account});
}

// Putting the data there. What is there already is in the provider's usual class, unless it has to move: as a
// transition where those have a price, else written anew.
void bill_arrival(const StorageQuestion& q, const ObjectStorageTier& row, Bill& bill) {
  const std::string_view name = q.book->text(row.storage_class);
  if (q.load.is_there && (name == "Standard" || name == "Hot")) return;
  const double transition = transition_usd_per_1k(*q.book, row);
  bill.charge({.meter = q.load.is_there ? "move to the class" : "first upload",
               .quantity = q.load.first_puts / 1000,
               .unit = "1k requests",
               .unit_price_usd = q.load.is_there && is_known(transition) ? transition : row.put_usd_per_1k,
               .source = row.source,
               .recurrence = Recurrence::once});
}

// Its arrival, and deleting it before the minimum duration.
void bill_once(const StorageQuestion& q, const BucketClass& first, bool kept, Bill& bill) {
  const ObjectStorageTier& row = q.book->row(first);
  bill_arrival(q, row, bill);
  if (!kept || q.load.life_months <= 0 || !is_known(row.min_storage_days) || q.load.object_puts > 0) return;
  const double missing = row.min_storage_days / kDaysPerMonth - q.load.life_months;
  if (missing <= 0) return;
  const double factor =
      q.load.object_bytes > 0 ? billed_object_bytes(row, q.load.object_bytes) / q.load.object_bytes : 1;
  bill.charge({.meter = "early deletion",
               .quantity = missing * q.load.mean_bytes * factor / gb_bytes(q, first),
               .unit = "GB-month",
               .unit_price_usd = q.book->tiers(first).front().usd,
               .source = row.source,
               .note = "deleted before the minimum duration",
               .recurrence = Recurrence::once});
}

// Where objects are that are read every 1/reads months: the first 30 days after
// a read in the frequent tier, the next 60 in the infrequent one, then archived.
void bill_intelligent(const StorageQuestion& q, const BucketClass& frequent, Bill& bill) {
  const double life = q.load.compare_months;
  const double pause = q.load.full_reads > 0 ? std::min(life, 1 / q.load.full_reads) : life;
  const bool small = q.load.object_bytes < kSmallestMonitored;
  const double hot = small ? 1 : std::min(1.0, kInfrequentAfterMonths / pause);
  const double warm = small ? 0 : std::min(1.0, kArchiveAfterMonths / pause) - hot;
  bill_class(q, frequent, {.volume = hot}, bill);
  const std::pair<std::string_view, double> rest[] = {
      {"Intelligent-Tiering infrequent access", warm},
      {"Intelligent-Tiering archive instant access", std::max(0.0, 1 - hot - warm)}};
  for (const auto& [name, volume] : rest) {
    if (!(volume > 0)) continue;
    const BucketClass* const tier = sibling_class(*q.book, frequent, name);
    bill.set_subject("S3", name);
    if (tier)
      bill_class(q, *tier, {.volume = volume, .traffic = 0, .uploads = false}, bill);
    else
      bill.unknown("storage");
  }
}

}  // namespace

int spread_needed(Availability availability) {
  switch (availability) {
    case Availability::single:
      return 1;
    case Availability::multi_az:
      return 2;
    case Availability::multi_region:
      return 3;
  }
  return 1;
}

void bill_bucket(const StorageQuestion& q, const StorageOption& option, Bill& bill) {
  const auto classes = q.book->bucket_classes();
  for (int i = 0; i < option.step_count; ++i) {
    const BucketClass& of = classes[option.steps[i].bucket_class];
    const std::string_view name = q.book->text(q.book->row(of).storage_class);
    if (bill.wants_lines()) bill.set_subject(q.book->text(q.book->row(of).service), name);
    if (option.step_count == 1) {
      if (name == kIntelligent)
        bill_intelligent(q, of, bill);
      else
        bill_class(q, of, {}, bill);
      if (bill.wants_lines()) bill.set_subject(q.book->text(q.book->row(of).service), name);
      bill_once(q, of, true, bill);
      return;
    }
    const double life = q.load.compare_months;
    const double from = option.steps[i].from_day / kDaysPerMonth;
    const bool last = i + 1 == option.step_count;
    const double to = last ? life : option.steps[i + 1].from_day / kDaysPerMonth;
    const double hot = std::max(0.0, std::min(to, q.load.hot_months) - from);
    Share share{.volume = (to - from) / life,
                .traffic = q.load.hot_months > 0 ? hot / q.load.hot_months : (to - from) / life,
                .uploads = i == 0,
                .transitions = i == 0 ? 0 : q.load.objects / life};
    // Google counts the time in the classes before; it charges only a deletion.
    const bool charged =
        last ? q.load.life_months > 0 : q.book->text(q.book->row(of).service) != "Cloud Storage";
    if (charged && is_known(q.book->row(of).min_storage_days))
      share.early_months =
          std::max(0.0, q.book->row(of).min_storage_days / kDaysPerMonth - (to - from)) / life;
    bill_class(q, of, share, bill);
    if (i == 0) bill_once(q, of, false, bill);
  }
}

namespace {

// Why no bucket can hold the dataset; nothing when one can.
std::optional<Rejection> bucket_limit(const StorageQuestion& q) {
  const Dataset& dataset = *q.dataset;
  const auto because = [](Limit limit, double needed = kUnknown, double offered = kUnknown) {
    return Rejection{
        .kind = StoreKind::bucket, .limit = limit, .needed = needed, .offered = offered, .count = 1};
  };
  if (dataset.transactions && q.load.records) return because(Limit::transactions);
  if (q.load.latency > 0 && q.load.latency < kFastObjectLatency)
    return because(Limit::latency, q.load.latency, kFastObjectLatency);
  if (!q.load.records) return {};
  const auto asks = [&](std::string_view query) {
    return std::find(dataset.queries.begin(), dataset.queries.end(), query) != dataset.queries.end();
  };
  // A data warehouse: a query engine over files.
  const bool warehouse = asks("aggregate") && q.load.mean_bytes >= kWarehouseBytes;
  for (const std::string& query : dataset.queries)
    if (query != "aggregate" && !(warehouse && (query == "join" || query == "range")))
      return because(Limit::queries);
  const double most_reads = warehouse ? kMostWarehouseRate : kMostRecordRate;
  if (q.load.latency > 0 && q.load.latency < kQueryLatency)
    return because(Limit::latency, q.load.latency, kQueryLatency);
  // A warehouse's rows come in files that something collects them into.
  if (q.load.writes > kMostRecordRate && !warehouse)
    return because(Limit::updates, q.load.writes, kMostRecordRate);
  if (q.load.reads > most_reads) return because(Limit::queries, q.load.reads, most_reads);
  if (dataset.connections) return because(Limit::queries);
  if (!dataset.engine.empty()) return because(Limit::engine);
  return {};
}

// The limit that rules this class out, if any.
std::optional<Limit> class_limit(const StorageQuestion& q, const ObjectStorageTier& row) {
  const std::string_view latency = q.book->text(row.first_byte_latency);
  const bool fast = latency == "single-digit ms";
  // Queries need an engine beside the files.
  if (q.load.records && q.load.reads > 0 &&
      q.book->catalog().providers()[row.provider].kind == ProviderKind::storage)
    return Limit::queries;
  if (!fast && latency != "ms" && !q.load.may_wait) return Limit::latency;
  if (q.load.latency > 0 && q.load.latency < kObjectLatency && !fast) return Limit::latency;
  if (spread_of(q.book->text(row.redundancy)) < spread_needed(q.dataset->availability))
    return Limit::availability;
  if (q.book->text(row.service) == "B2" &&
      q.load.object_puts + q.load.object_gets > kB2RequestsPerSecond * kSecondsPerMonth)
    return Limit::throughput;
  return {};
}

bool part_of_intelligent(std::string_view name) {
  return name.substr(0, 20) == "Intelligent-Tiering " && name != kIntelligent;
}

}  // namespace

void add_bucket_options(const StorageQuestion& q, const RegionFilter& regions, StorageOptions& all) {
  RejectionList rejections(all.rejections);
  if (const auto limit = bucket_limit(q)) {
    all.rejections.push_back(*limit);
    return;
  }
  const auto classes = q.book->bucket_classes();
  std::vector<std::uint32_t> family;  // usable classes of one region and redundancy
  const auto finish_family = [&] {
    if (q.load.hot_months > 0 && family.size() > 1) {
      StorageOption lifecycle = cheapest_lifecycle(q, family);
      if (lifecycle.step_count > 1) all.options.push_back(lifecycle);
    }
    family.clear();
  };
  for (const std::uint32_t i : regions.bucket_classes()) {
    const ObjectStorageTier& row = q.book->row(classes[i]);
    const std::string_view name = q.book->text(row.storage_class);
    if (part_of_intelligent(name)) continue;
    if (const auto limit = class_limit(q, row)) {
      rejections.add({.kind = StoreKind::bucket,
                      .service = row.service,
                      .limit = *limit,
                      .best = row.storage_class,
                      .detail = *limit == Limit::latency ? row.first_byte_latency : Name{}});
      continue;
    }
    if (!family.empty() && (q.book->row(classes[family.front()]).region != row.region ||
                            q.book->row(classes[family.front()]).service != row.service))
      finish_family();
    if (spread_of(q.book->text(row.redundancy)) > 1 || q.book->text(row.redundancy) == "LRS")
      family.push_back(i);
    StorageOption option{
        .kind = StoreKind::bucket, .provider = row.provider, .region = row.region, .service = row.service};
    option.steps[0].bucket_class = i;
    option.step_count = 1;
    Bill bill;
    bill_bucket(q, option, bill);
    set_money(q.load, bill, option);
    all.options.push_back(option);
  }
  finish_family();
}

}  // namespace cloudplan
