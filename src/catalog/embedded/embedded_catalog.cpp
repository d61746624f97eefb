#include "cloudplan/embedded_catalog.hpp"

#include <cstddef>
#include <span>

extern "C" {
extern const std::byte cloudplan_catalog_image_begin[];
extern const std::byte cloudplan_catalog_image_end[];
}

namespace cloudplan {

Catalog embedded_catalog() {
  return {std::span<const std::byte>(cloudplan_catalog_image_begin, cloudplan_catalog_image_end),
          "the embedded catalog", Catalog::Check::header_only};
}

}  // namespace cloudplan
