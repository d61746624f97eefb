// A catalog with a user's prices, machines and stores in it. Everything that
// reads a catalog works with it as with any other: rows of the catalog keep
// their indexes, rows of the user's own follow them.

#ifndef CLOUDPLAN_USER_CATALOG_HPP_
#define CLOUDPLAN_USER_CATALOG_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/cost.hpp"
#include "cloudplan/owned_capacity.hpp"
#include "cloudplan/user_config.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cloudplan {

class UserCatalog {
 public:
  // `base` must outlive it.
  UserCatalog(const Catalog& base, const UserConfig& config);
  ~UserCatalog();
  UserCatalog(UserCatalog&&) noexcept;
  UserCatalog& operator=(UserCatalog&&) noexcept;

  const Catalog& get() const;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

// What was paid for, on the types and regions of a user catalog: commitments, and the machines of the user's
// own.
std::vector<OwnedCapacity> owned_capacities(const UserConfig& config, const Catalog& catalog);

// What the configuration changes, a sentence each: for the report. Money is in US dollars.
std::vector<std::string> config_summary(const UserConfig& config);

}  // namespace cloudplan

#endif  // CLOUDPLAN_USER_CATALOG_HPP_
