// The columns of every table, as Markdown: the reference part of data/README.md.

#ifndef CLOUDPLAN_SRC_CATALOG_CATALOG_REFERENCE_HPP_
#define CLOUDPLAN_SRC_CATALOG_CATALOG_REFERENCE_HPP_

#include <string>

namespace cloudplan {

// Of the tables in provider folders; data/hardware and data/models have READMEs of their own.
std::string catalog_reference();

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_CATALOG_CATALOG_REFERENCE_HPP_
