// The catalog that data/ held when this library was built, as part of the
// program: no file to find, nothing to parse. Link cloudplan::catalog for it.

#ifndef CLOUDPLAN_EMBEDDED_CATALOG_HPP_
#define CLOUDPLAN_EMBEDDED_CATALOG_HPP_

#include "cloudplan/catalog.hpp"

namespace cloudplan {

// Valid for as long as the program runs; opening it costs microseconds.
Catalog embedded_catalog();

}  // namespace cloudplan

#endif  // CLOUDPLAN_EMBEDDED_CATALOG_HPP_
