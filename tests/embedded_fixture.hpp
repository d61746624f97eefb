// The catalog of the program and its model, opened once for all tests.

#ifndef CLOUDPLAN_TESTS_EMBEDDED_FIXTURE_HPP_
#define CLOUDPLAN_TESTS_EMBEDDED_FIXTURE_HPP_

#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/performance_catalog.hpp"

inline const cloudplan::PerformanceCatalog& performance() {
  static const cloudplan::Catalog catalog = cloudplan::embedded_catalog();
  static const cloudplan::PerformanceCatalog performance(catalog);
  return performance;
}

#endif  // CLOUDPLAN_TESTS_EMBEDDED_FIXTURE_HPP_
