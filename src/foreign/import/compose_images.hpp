// Images of containers that are stores of data, and what a plan calls them.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_COMPOSE_IMAGES_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_COMPOSE_IMAGES_HPP_

#include <string_view>

namespace cloudplan {

struct StoreImage {
  std::string_view name;    // of the image, without registry and tag: "postgres"
  bool files = false;       // objects, not records
  std::string_view engine;  // of the workload's engines; empty: none of them
  bool transactions = false;
};

// The store that an image is: of "docker.io/bitnami/postgresql:16" or "postgis/postgis"; null for others.
const StoreImage* store_of_image(std::string_view image);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_COMPOSE_IMAGES_HPP_
