// The names of stores in a plan, taken apart (StorageAdvisor::name() puts them together).

#include "foreign/export/plan_document.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

namespace cloudplan {

namespace {

constexpr std::string_view kBuckets[] = {
    "Cloud Object Storage", "Cloud Storage", "Blob Storage", "S3", "R2", "B2"};
constexpr std::string_view kDatabases[] = {"RDS PostgreSQL",
                                           "RDS MySQL",
                                           "Aurora PostgreSQL Serverless v2",
                                           "Aurora MySQL Serverless v2",
                                           "Aurora Serverless v2",
                                           "Aurora PostgreSQL",
                                           "Aurora MySQL",
                                           "DynamoDB",
                                           "Cloud SQL PostgreSQL",
                                           "Cloud SQL MySQL",
                                           "Azure Database for PostgreSQL",
                                           "Azure Database for MySQL",
                                           "Heroku Postgres",
                                           "MongoDB Atlas"};

// The first of the names that the text begins with; takes it and the blank behind it off the text.
template <std::size_t N>
std::string take_name(const std::string_view (&names)[N], std::string_view& text) {
  for (const std::string_view name : names) {
    if (!text.starts_with(name) || (text.size() > name.size() && text[name.size()] != ' ')) continue;
    text.remove_prefix(std::min(text.size(), name.size() + 1));
    return std::string(name);
  }
  return {};
}

bool take_end(std::string_view end, std::string_view& text) {
  if (!text.ends_with(end)) return false;
  text.remove_suffix(end.size());
  return true;
}

// "2 x " before a name.
double take_count(std::string_view& text) {
  const std::size_t times = text.find(" x ");
  if (times == std::string_view::npos || text.find_first_not_of("0123456789") != times) return 1;
  const double count = std::strtod(std::string(text.substr(0, times)).c_str(), nullptr);
  text.remove_prefix(times + 3);
  return std::max(count, 1.0);
}

void read_bucket(ExportStore& store, std::string_view text) {
  store.service = take_name(kBuckets, text);
  constexpr std::string_view kFrom = ", from day ";
  int from = 0;
  while (true) {
    const std::size_t next = text.find(kFrom);
    std::string_view name = text.substr(0, next);
    const std::size_t bracket = name.rfind(" (");
    if (bracket != std::string_view::npos && name.ends_with(")")) {
      store.redundancy = name.substr(bracket + 2, name.size() - bracket - 3);
      name = name.substr(0, bracket);
    }
    store.classes.push_back({std::string(name), from});
    if (next == std::string_view::npos) return;
    text.remove_prefix(next + kFrom.size());
    const std::size_t blank = std::min(text.find(' '), text.size());
    from = std::atoi(std::string(text.substr(0, blank)).c_str());
    text.remove_prefix(std::min(text.size(), blank + 1));
  }
}

// " with 4 read replicas" behind a plan.
double take_replicas(std::string_view& text) {
  constexpr std::string_view kWith = " with ";
  const std::size_t with = text.rfind(kWith);
  if (with == std::string_view::npos || text.find(" read replica", with) == std::string_view::npos) return 0;
  const double replicas = std::strtod(std::string(text.substr(with + kWith.size())).c_str(), nullptr);
  text = text.substr(0, with);
  return replicas;
}

void read_database(ExportStore& store, std::string_view text) {
  store.replicas = take_replicas(text);
  store.count = take_count(text);
  store.service = take_name(kDatabases, text);
  constexpr std::string_view kGlobal = "global table ";
  store.copied = text.starts_with(kGlobal);
  if (store.copied) text.remove_prefix(kGlobal.size());
  store.io_optimized = take_end(" I/O-Optimized", text);
  store.standby = take_end(" Multi-AZ", text) || store.standby;
  store.plan = text.starts_with("at ") ? "serverless" : std::string(text);
  // A replica of Aurora is one more instance of the cluster.
  if (store.service.starts_with("Aurora")) store.count += std::exchange(store.replicas, 0.0);
}

void read_disk(ExportStore& store, std::string_view text) {
  store.count = take_count(text);
  const std::size_t of = text.rfind(" of ");
  store.service = text.substr(0, of);
  if (of != std::string_view::npos) store.gb = std::strtod(std::string(text.substr(of + 4)).c_str(), nullptr);
}

}  // namespace

void read_store_label(ExportStore& store) {
  if (store.kind == "bucket") return read_bucket(store, store.label);
  if (store.kind == "database") return read_database(store, store.label);
  read_disk(store, store.label);
}

}  // namespace cloudplan
