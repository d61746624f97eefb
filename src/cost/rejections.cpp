// Why a dataset cannot be kept in a store: which reasons are told, and in which words.

#include "database_plans.hpp"
#include "storage_internal.hpp"

#include "support/format_text.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// What a limit is counted in.
std::string with_unit(Limit limit, double value) {
  switch (limit) {
    case Limit::latency:
      return fmt::format("{:g} ms", value * 1000);
    case Limit::object_size:
      return size_text(Bytes{value});
    case Limit::storage:
      return value >= 1024 ? fmt::format("{:.0f} TB", value / 1024) : fmt::format("{:.3g} GB", value);
    case Limit::memory:
      return fmt::format("{:.3g} GiB", value);
    case Limit::queries:
    case Limit::updates:
    case Limit::throughput:
    case Limit::commits:
    case Limit::iops:
      return count_text(value) + "/s";
    case Limit::network:
    case Limit::disk_rate:
      return fmt::format("{} MB/s", count_text(value));
    default:
      return fmt::format("{:.6g}", value);
  }
}

std::string_view reason_of(Limit limit) {
  switch (limit) {
    case Limit::transactions:
      return "has no transactions";
    case Limit::queries:
      return "cannot answer these queries at this rate";
    case Limit::updates:
      return "too many small updates a second for objects";
    case Limit::latency:
      return "is too slow to answer";
    case Limit::object_size:
      return "the values are too large";
    case Limit::engine:
      return "is not the engine that was asked for";
    case Limit::availability:
      return "does not keep the data in as many places as asked";
    case Limit::storage:
      return "too little space";
    case Limit::connections:
      return "too few connections";
    case Limit::memory:
      return "too little memory";
    case Limit::throughput:
      return "too few operations a second";
    case Limit::commits:
      return "more writes than one writer can commit";
    case Limit::iops:
      return "too few disk operations a second";
    case Limit::network:
      return "too slow a network";
    case Limit::disk_rate:
      return "too slow a disk";
    case Limit::free_plan:
      return "free plans are not for this load";
    case Limit::shared:
      return "a shared server, without the availability asked for";
    case Limit::retired:
      return "is of a previous generation";
    case Limit::standby:
      return "pays for a standby that nobody asked for";
    case Limit::price:
      return "the price is not known";
    case Limit::not_sold:
      return "nobody sells one there";
    case Limit::no_store:
      return "no storage is sold there";
  }
  return "";
}

template <class Row>
bool any_allowed(std::span<const Row> rows, const RegionFilter& regions) {
  return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return regions.allows(row.region); });
}

}  // namespace

void keep_reasons_of_sold(const StorageQuestion& q, const RegionFilter& regions, const DatabasePlans& plans,
                          std::vector<Rejection>& rejections) {
  const Catalog& catalog = q.book->catalog();
  std::array<bool, 3> sold{};  // by StoreKind
  sold[static_cast<std::size_t>(StoreKind::bucket)] =
      any_allowed(catalog.table<ObjectStorageTier>(), regions);
  sold[static_cast<std::size_t>(StoreKind::database)] =
      any_allowed(std::span(plans.groups()), regions) ||
      any_allowed(catalog.table<DatabaseServerless>(), regions);
  sold[static_cast<std::size_t>(StoreKind::disk)] = any_allowed(catalog.table<BlockStorage>(), regions);
  const bool any = std::find(sold.begin(), sold.end(), true) != sold.end();
  if (!any) {
    rejections = {{.limit = Limit::no_store, .count = 1}};
    return;
  }
  const auto of_sold = [&](const Rejection& r) { return sold[static_cast<std::size_t>(r.kind)]; };
  // Where nothing is said of what is sold, that the other kinds are not is the reason.
  if (std::any_of(rejections.begin(), rejections.end(), of_sold))
    std::erase_if(rejections, [&](const Rejection& r) { return !of_sold(r); });
}

std::string StorageAdvisor::explain(const Rejection& r) const {
  if (r.limit == Limit::no_store) return std::string(reason_of(r.limit));
  constexpr std::string_view kKinds[] = {"a bucket", "a database", "a disk"};
  std::string what(r.service.empty() ? kKinds[static_cast<std::size_t>(r.kind)] : book_->text(r.service));
  const std::string_view best = book_->text(r.best);
  if (r.kind == StoreKind::bucket && !best.empty()) what += fmt::format(" {}", best);
  if (r.kind == StoreKind::database && r.partly) {
    what += r.count == 1 ? ", one plan" : fmt::format(", {} plans", r.count);
    if (is_known(r.offered)) what += fmt::format(" up to {}", best);
  }
  std::string numbers;
  if (is_known(r.needed)) numbers = fmt::format(" (needs {}", with_unit(r.limit, r.needed));
  if (is_known(r.needed) && r.limit == Limit::commits)
    numbers += fmt::format(", up to {} were measured", with_unit(r.limit, r.offered));
  else if (is_known(r.needed) && is_known(r.offered))
    numbers +=
        fmt::format(", {} offers {}", r.partly || best.empty() ? "it" : best, with_unit(r.limit, r.offered));
  if (!numbers.empty()) numbers += ')';
  if (r.kind == StoreKind::database && r.limit == Limit::availability && r.service.empty())
    return fmt::format("{}: {}; plan one with multi_az in each of two regions", what, reason_of(r.limit));
  if (!r.detail.empty()) return fmt::format("{}: {} until the first byte", what, book_->text(r.detail));
  return fmt::format("{}: {}{}", what, reason_of(r.limit), numbers);
}

}  // namespace cloudplan
