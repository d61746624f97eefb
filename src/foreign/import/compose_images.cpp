#include "foreign/import/compose_images.hpp"

namespace cloudplan {

namespace {

constexpr StoreImage kStores[] = {{"postgres", false, "postgresql", true},
                                  {"postgresql", false, "postgresql", true},
                                  {"postgis", false, "postgresql", true},
                                  {"pgvector", false, "postgresql", true},
                                  {"timescaledb", false, "postgresql", true},
                                  {"timescaledb-ha", false, "postgresql", true},
                                  {"mysql", false, "mysql", true},
                                  {"mysql-server", false, "mysql", true},
                                  {"mariadb", false, "mysql", true},
                                  {"percona", false, "mysql", true},
                                  {"percona-server", false, "mysql", true},
                                  {"mongo", false, "mongodb", false},
                                  {"mongodb", false, "mongodb", false},
                                  {"mongodb-community-server", false, "mongodb", false},
                                  {"dynamodb-local", false, "dynamodb", false},
                                  {"redis", false, "", false},
                                  {"redis-stack", false, "", false},
                                  {"redis-stack-server", false, "", false},
                                  {"valkey", false, "", false},
                                  {"keydb", false, "", false},
                                  {"minio", true, "", false}};

}  // namespace

const StoreImage* store_of_image(std::string_view image) {
  image = image.substr(0, image.find('@'));
  image = image.substr(image.find_last_of('/') + 1);
  image = image.substr(0, image.find(':'));
  for (const StoreImage& store : kStores)
    if (image == store.name) return &store;
  return nullptr;
}

}  // namespace cloudplan
