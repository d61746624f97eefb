#include "catalog/price_table.hpp"

#include "cloudplan/price_guard.hpp"

#include <algorithm>
#include <span>
#include <string>
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

void sort_transfer_tiers(CatalogBuilder& builder) {
  const std::size_t size = sizeof(TransferTier);
  std::vector<std::byte>& bytes = builder.bytes(TableId::transfer);
  std::vector<TransferTier> rows(builder.count(TableId::transfer));
  std::vector<Index> order(rows.size());
  for (Index i = 0; i < rows.size(); ++i) {
    rows[i] = builder.get<TransferTier>(TableId::transfer, i);
    order[i] = i;
  }
  const auto key = [&](Index i) {
    const TransferTier& row = rows[i];
    return std::tuple(row.provider, row.kind, row.from.offset, row.to.offset, row.tier_from_gb);
  };
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return key(a) < key(b); });
  // Bytes, not records: what pads them stays zero.
  std::vector<std::byte> sorted;
  sorted.reserve(bytes.size());
  for (const Index i : order) {
    const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(i * size);
    sorted.insert(sorted.end(), first, first + static_cast<std::ptrdiff_t>(size));
  }
  bytes = std::move(sorted);
}

namespace {

void guard(const CatalogBuilder& builder, std::span<Price> prices) {
  std::vector<InstanceType> types(builder.count(TableId::instance_type));
  const auto& bytes = builder.bytes(TableId::instance_type);
  if (!types.empty()) std::memcpy(types.data(), bytes.data(), bytes.size());
  const auto text = [&](Name name) { return builder.texts.text(name); };
  std::vector<MachineRegion> offered;
  for (Index i = 0; i < builder.count(TableId::machine_region); ++i)
    offered.push_back(builder.get<MachineRegion>(TableId::machine_region, i));
  const std::vector<std::uint8_t> reasons = suspect_prices(types, text, prices, offered);
  for (std::size_t i = 0; i < prices.size(); ++i) prices[i].suspect = reasons[i];
}

}  // namespace

void store_prices(CatalogBuilder& builder, std::vector<PriceRow> rows) {
  std::sort(rows.begin(), rows.end(), [](const PriceRow& a, const PriceRow& b) {
    return std::tuple(a.type, a.price.region) < std::tuple(b.type, b.price.region);
  });
  std::vector<Price> prices;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 0 || rows[i - 1].type != rows[i].type)
      builder.set(TableId::instance_type, rows[i].type, offsetof(InstanceType, first_price),
                  static_cast<Index>(i));
    const auto count = builder.get<InstanceType>(TableId::instance_type, rows[i].type).price_count;
    builder.set(TableId::instance_type, rows[i].type, offsetof(InstanceType, price_count), count + 1);
    prices.push_back(rows[i].price);
  }
  guard(builder, prices);
  std::vector<std::byte> record(sizeof(Price));
  for (const Price& price : prices) {
    std::memcpy(record.data(), &price, sizeof price);
    builder.append(TableId::price, record);
  }
}

}  // namespace cloudplan
