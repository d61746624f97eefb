// The tables of a provider that a test makes up.

#ifndef CLOUDPLAN_TESTS_SMALL_TABLES_HPP_
#define CLOUDPLAN_TESTS_SMALL_TABLES_HPP_

#include "cloudplan/catalog_compiler.hpp"

#include <string>
#include <vector>

namespace cloudplan {

// Whole tables as CSV, each with its header; their source is "list".
struct SmallTables {
  std::string regions{}, types{}, prices{}, disks{}, buckets{}, transfer{};
};

inline std::vector<CatalogFile> files_of(const std::string& provider, const SmallTables& tables) {
  const std::string folder = "data/" + provider + "/";
  return {{folder + "sources.csv", "key,as_of,weak,text\nlist,2026-02,no,price list\n"},
          {folder + "providers.csv", "key,title,kind,enabled\n" + provider + ",Name,cloud,yes\n"},
          {folder + "regions.csv", tables.regions},
          {folder + "instance_types.csv", tables.types},
          {folder + "prices.csv", tables.prices},
          {folder + "block_storage.csv", tables.disks},
          {folder + "object_storage.csv", tables.buckets},
          {folder + "transfer.csv", tables.transfer}};
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_TESTS_SMALL_TABLES_HPP_
