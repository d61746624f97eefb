#include "catalog/price_table.hpp"

#include <algorithm>
#include <tuple>

namespace cloudplan {

void sort_instance_types(CatalogBuilder& builder) {
  std::vector<InstanceType> types(builder.count(TableId::instance_type));
  if (types.empty()) return;
  auto& bytes = builder.bytes(TableId::instance_type);
  std::memcpy(types.data(), bytes.data(), bytes.size());
  std::sort(types.begin(), types.end(), [&](const InstanceType& a, const InstanceType& b) {
    return std::tuple(a.provider, builder.texts.text(a.name)) <
           std::tuple(b.provider, builder.texts.text(b.name));
  });
  std::memcpy(bytes.data(), types.data(), bytes.size());
  builder.clear_keys(TableId::instance_type);
  for (Index i = 0; i < types.size(); ++i) {
    const Name provider = builder.get<Provider>(TableId::provider, types[i].provider).key;
    builder.add_key(TableId::instance_type, builder.texts.text(provider), builder.texts.text(types[i].name),
                    i);
  }
}

void store_prices(CatalogBuilder& builder, std::vector<PriceRow> rows) {
  std::sort(rows.begin(), rows.end(), [](const PriceRow& a, const PriceRow& b) {
    return std::tuple(a.type, a.price.region) < std::tuple(b.type, b.price.region);
  });
  std::vector<std::byte> record(sizeof(Price));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::memcpy(record.data(), &rows[i].price, sizeof(Price));
    const Index index = builder.append(TableId::price, record);
    const bool first = i == 0 || rows[i - 1].type != rows[i].type;
    if (first) builder.set(TableId::instance_type, rows[i].type, offsetof(InstanceType, first_price), index);
    const auto count = builder.get<InstanceType>(TableId::instance_type, rows[i].type).price_count;
    builder.set(TableId::instance_type, rows[i].type, offsetof(InstanceType, price_count), count + 1);
  }
}

}  // namespace cloudplan
