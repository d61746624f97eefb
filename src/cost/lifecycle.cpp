// Lifecycles: the classes an object goes through, and when. For given classes
// the cost is piecewise linear in the days of the transitions, with corners
// where reading stops, where a minimum duration ends and where a rule may first
// move an object: the cheapest is at a corner, and all are tried.

#include "storage_internal.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

// S3 moves objects to its infrequent-access classes from day 30 on (Amazon S3 User Guide, lifecycle).
constexpr double kFirstInfrequentDay = 30;

// Dollars for the whole dataset in one class.
struct ClassRates {
  std::uint32_t bucket_class = 0;
  double storage = 0;  // a month
  double reading = 0;  // a month in which objects are hot
  double upload = 0;
  double transition = 0;  // into it
  double minimum = 0;     // months
  double earliest = 0;    // month of the first transition into it
  bool charged_when_left = true;
};

ClassRates rates_of(const StorageQuestion& q, std::uint32_t index) {
  const BucketClass& of = q.book->bucket_classes()[index];
  const ObjectStorageTier& row = q.book->row(of);
  const double gb = q.book->gb_bytes(row.provider);
  const double bytes = billed_object_bytes(row, q.load.object_bytes) * q.load.objects;
  const double volume = bytes / gb;
  Bill storage;
  charge_tiers(storage, q.book->tiers(of), std::span(&volume, 1), {.meter = "", .unit = ""});
  const double life = q.load.compare_months;
  const double per_hot_month = life / q.load.hot_months;  // traffic is a mean over the life
  ClassRates rates{.bucket_class = index};
  rates.storage = storage.complete() ? storage.monthly().dollars() : kUnknown;
  if (is_known(row.monitoring_usd_per_1k_objects))
    rates.storage += q.load.objects / 1000 * row.monitoring_usd_per_1k_objects;
  rates.reading = per_hot_month * (q.load.object_gets / 1000 * row.get_usd_per_1k +
                                   q.load.read_bytes / gb * row.retrieval_usd_per_gb);
  rates.upload = q.load.objects / 1000 * row.put_usd_per_1k;
  rates.transition = q.load.objects / 1000 * transition_usd_per_1k(*q.book, row);
  rates.minimum = is_known(row.min_storage_days) ? row.min_storage_days / kDaysPerMonth : 0;
  const std::string_view name = q.book->text(row.storage_class);
  rates.earliest = name == "Standard-IA" ? kFirstInfrequentDay / kDaysPerMonth : 0;
  rates.charged_when_left = q.book->text(row.service) != "Cloud Storage";
  return rates;
}

struct Path {
  const ClassRates* classes[kMaxLifecycleSteps] = {};
  double from[kMaxLifecycleSteps + 1] = {};  // months; the end of the last is the life
  int count = 0;
};

double cost_of(const StorageQuestion& q, const Path& path) {
  double cost = path.classes[0]->upload;
  for (int i = 0; i < path.count; ++i) {
    const ClassRates& rates = *path.classes[i];
    const double from = path.from[i], to = path.from[i + 1], stay = to - from;
    const bool last = i + 1 == path.count;
    const bool early = last ? q.load.life_months > 0 : rates.charged_when_left;
    cost += rates.storage * (early ? std::max(stay, rates.minimum) : stay);
    cost += rates.reading * std::max(0.0, std::min(to, q.load.hot_months) - from);
    if (i > 0) cost += rates.transition;
  }
  return cost;
}

// The corners of the moment at which an object goes from one class to the next.
std::vector<double> corners(const StorageQuestion& q, double entered, const ClassRates& from,
                            const ClassRates& to) {
  const double life = q.load.compare_months;
  std::vector<double> points{};
  for (const double month : {q.load.hot_months, entered + from.minimum, to.earliest, life - to.minimum,
                             kFirstInfrequentDay / kDaysPerMonth})
    if (month > entered && month < life && month >= to.earliest) points.push_back(month);
  return points;
}

struct Best {
  Path path;
  double cost = kUnknown;
};

void consider(const StorageQuestion& q, const Path& path, Best& best) {
  const double cost = cost_of(q, path);
  if (is_known(cost) && !(best.cost <= cost)) best = {path, cost};
}

void extend(const StorageQuestion& q, const std::vector<ClassRates>& all, Path path, Best& best) {
  const ClassRates& current = *path.classes[path.count - 1];
  for (const ClassRates& next : all) {
    if (!(next.storage < current.storage)) continue;  // only ever colder
    for (const double month : corners(q, path.from[path.count - 1], current, next)) {
      Path longer = path;
      longer.classes[longer.count] = &next;
      longer.from[longer.count] = month;
      longer.from[++longer.count] = q.load.compare_months;
      consider(q, longer, best);
      if (longer.count < kMaxLifecycleSteps) extend(q, all, longer, best);
    }
  }
}

}  // namespace

StorageOption cheapest_lifecycle(const StorageQuestion& q, const std::vector<std::uint32_t>& classes) {
  std::vector<ClassRates> all{};
  for (const std::uint32_t index : classes) all.push_back(rates_of(q, index));
  Best best;
  for (const ClassRates& first : all) {
    Path path{.classes = {&first}, .from = {0, q.load.compare_months}, .count = 1};
    consider(q, path, best);
    extend(q, all, path, best);
  }
  const ObjectStorageTier& row = q.book->row(q.book->bucket_classes()[classes.front()]);
  StorageOption option{
      .kind = StoreKind::bucket, .provider = row.provider, .region = row.region, .service = row.service};
  if (!is_known(best.cost) || best.path.count < 2) return option;
  for (int i = 0; i < best.path.count; ++i)
    option.steps[i] = {best.path.classes[i]->bucket_class, best.path.from[i] * kDaysPerMonth};
  option.step_count = static_cast<std::uint8_t>(best.path.count);
  Bill bill;
  bill_bucket(q, option, bill);
  set_money(q.load, bill, option);
  return option;
}

}  // namespace cloudplan
