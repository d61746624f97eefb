#include "planner/market.hpp"

#include "cloudplan/error.hpp"

namespace cloudplan {

namespace {

// A calibration that adds constants starts from a catalog that has not yet got them.
void prepare_model(const Catalog& catalog, PreparedParts& parts) {
  try {
    PerformanceCatalog(catalog).prepare(parts);
  } catch (const InputError&) {}
}

}  // namespace

PreparedParts prepare_market(const Catalog& catalog) {
  PreparedParts parts;
  prepare_model(catalog, parts);
  const PriceBook book(catalog);
  book.prepare(parts);
  StorageAdvisor(book).prepare(parts);
  HardwareClasses(catalog).prepare(parts);
  return parts;
}

}  // namespace cloudplan
