#include "catalog/catalog_schema.hpp"

namespace cloudplan {

std::span<const Schema> catalog_schemas() {
  static const Schema schemas[kTables] = {source_schema(),
                                          provider_schema(),
                                          region_schema(),
                                          instance_type_schema(),
                                          price_schema(),
                                          notebook_schema(),
                                          object_storage_schema(),
                                          block_storage_schema(),
                                          transfer_schema(),
                                          database_plan_schema(),
                                          database_storage_schema(),
                                          database_serverless_schema(),
                                          managed_meter_schema(),
                                          free_tier_schema(),
                                          accelerator_schema(),
                                          cpu_schema(),
                                          processor_schema(),
                                          cpu_rule_schema(),
                                          model_schema(),
                                          constant_schema(),
                                          machine_region_schema(),
                                          network_rule_schema()};
  return schemas;
}

const Schema& schema_of(TableId table) { return catalog_schemas()[static_cast<std::size_t>(table)]; }

}  // namespace cloudplan
