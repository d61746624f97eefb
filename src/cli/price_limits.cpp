#include "price_services.hpp"

#include <algorithm>
#include <string>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

// The most IOPS of a volume (Amazon RDS User Guide, "DB instance storage", PostgreSQL and MySQL).
constexpr double kMostRdsIops = 256000, kMostRdsGp3Iops = 64000;

void check_size(const PriceQuery& query, std::string_view what, double most) {
  const double wanted = query.input->number(storage_gb);
  if (!(wanted > most)) return;
  fail(query, fmt::format("{} has at most {:.15g} GB of storage; {:.15g} are asked for", what, most, wanted),
       "a larger plan or another service has more; 'cloudplan price' lists the services");
}

void check_iops(const PriceQuery& query, const DatabaseStorage& row) {
  const double wanted = query.input->number(iops);
  if (!(wanted > 0)) return;
  const std::string_view type = query.text(row.storage_type);
  if (!is_known(row.usd_per_iops_month)) {
    std::string others;
    for (const DatabaseStorage& other : query.book->catalog().table<DatabaseStorage>())
      if (other.region == row.region && other.service == row.service && is_known(other.usd_per_iops_month))
        others += fmt::format("{}{}", others.empty() ? "" : ", ", query.text(other.storage_type));
    fail(query, fmt::format("{} storage has no provisioned IOPS: its speed follows its size", type),
         others.empty() ? "leave --iops out" : fmt::format("--storage-type with them: {}", others));
  }
  if (query.text(row.service).substr(0, 4) != "RDS ") return;
  const double most = type == "gp3" ? kMostRdsGp3Iops : kMostRdsIops;
  if (wanted > most)
    fail(query, fmt::format("{} storage has at most {:.15g} IOPS; {:.15g} are asked for", type, most, wanted),
         type == "gp3" ? "io2 goes to 256000" : "more than one database, or Aurora, goes further");
}

}  // namespace

void check_database_limits(const PriceQuery& query, const DatabaseStorage* row, const DatabasePlan* plan) {
  if (plan && is_known(plan->storage_max_gb)) check_size(query, query.text(plan->plan), plan->storage_max_gb);
  if (!row) return;
  if (is_known(row->max_gb))
    check_size(query, fmt::format("{} {}", query.text(row->service), query.text(row->storage_type)),
               row->max_gb);
  check_iops(query, *row);
}

}  // namespace cloudplan::cli
