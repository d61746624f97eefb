#include "catalog/catalog_builder.hpp"

namespace cloudplan {

namespace {

// The default of each member, member by member, so that padding stays zero and
// an image is the same bytes on every machine.
template <class Record>
std::vector<std::byte> blank_record(const Schema& schema) {
  const Record defaults{};
  std::vector<std::byte> bytes(sizeof(Record));
  for (const Column& column : schema.columns)
    std::memcpy(bytes.data() + column.offset, reinterpret_cast<const std::byte*>(&defaults) + column.offset,
                column.size);
  return bytes;
}

std::vector<std::byte> blank_record(TableId table) {
  const Schema& schema = schema_of(table);
  switch (table) {
    case TableId::source:
      return blank_record<Source>(schema);
    case TableId::provider:
      return blank_record<Provider>(schema);
    case TableId::region:
      return blank_record<Region>(schema);
    case TableId::instance_type:
      return blank_record<InstanceType>(schema);
    case TableId::price:
      return blank_record<Price>(schema);
    case TableId::notebook:
      return blank_record<Notebook>(schema);
    case TableId::object_storage:
      return blank_record<ObjectStorageTier>(schema);
    case TableId::block_storage:
      return blank_record<BlockStorage>(schema);
    case TableId::transfer:
      return blank_record<TransferTier>(schema);
    case TableId::database_plan:
      return blank_record<DatabasePlan>(schema);
    case TableId::database_storage:
      return blank_record<DatabaseStorage>(schema);
    case TableId::database_serverless:
      return blank_record<DatabaseServerless>(schema);
    case TableId::managed_meter:
      return blank_record<ManagedMeter>(schema);
    case TableId::free_tier:
      return blank_record<FreeTier>(schema);
    case TableId::accelerator:
      return blank_record<Accelerator>(schema);
    case TableId::cpu:
      return blank_record<Cpu>(schema);
    case TableId::processor:
      return blank_record<Processor>(schema);
    case TableId::cpu_rule:
      return blank_record<CpuRule>(schema);
    case TableId::model:
      return blank_record<ModelRecord>(schema);
    case TableId::constant:
      return blank_record<Constant>(schema);
    case TableId::machine_region:
      return blank_record<MachineRegion>(schema);
    case TableId::network_rule:
      return blank_record<NetworkRule>(schema);
  }
  return {};
}

}  // namespace

Name TextPool::add(std::string_view text) {
  if (text.empty()) return {};
  const auto [found, is_new] = known_.try_emplace(
      std::string(text),
      Name{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())});
  if (is_new) bytes_ += text;
  return found->second;
}

CatalogBuilder::CatalogBuilder() {
  for (const Schema& schema : catalog_schemas()) blanks_[at(schema.id)] = blank_record(schema.id);
}

Index CatalogBuilder::append(TableId table, const std::vector<std::byte>& record) {
  auto& bytes = tables_[at(table)];
  bytes.insert(bytes.end(), record.begin(), record.end());
  return static_cast<Index>(count(table) - 1);
}

std::size_t CatalogBuilder::count(TableId table) const {
  return tables_[at(table)].size() / schema_of(table).record_size;
}

bool CatalogBuilder::add_key(TableId table, std::string_view scope, std::string_view key, Index index) {
  auto& keys = keys_[at(table)];
  auto found = keys.find(scope);
  if (found == keys.end()) found = keys.try_emplace(std::string(scope)).first;
  return found->second.try_emplace(std::string(key), index).second;
}

Index CatalogBuilder::find(TableId table, std::string_view scope, std::string_view key) const {
  const auto& keys = keys_[at(table)];
  const auto found = keys.find(scope);
  if (found == keys.end()) return kNoIndex;
  const auto index = found->second.find(key);
  return index == found->second.end() ? kNoIndex : index->second;
}

std::vector<std::string_view> CatalogBuilder::keys(TableId table, std::string_view scope) const {
  std::vector<std::string_view> names;
  const auto& keys = keys_[at(table)];
  if (const auto found = keys.find(scope); found != keys.end())
    for (const auto& [key, index] : found->second) names.push_back(key);
  return names;
}

}  // namespace cloudplan
