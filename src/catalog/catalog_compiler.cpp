#include "cloudplan/catalog_compiler.hpp"

#include "catalog/catalog_builder.hpp"
#include "catalog/catalog_format.hpp"
#include "catalog/network_rules.hpp"
#include "catalog/price_table.hpp"
#include "catalog/processor_rules.hpp"
#include "catalog/table_reader.hpp"
#include "cloudplan/error.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// "…/aws/prices.csv" -> folder "aws", table "prices".
TableFile take_apart(const CatalogFile& file) {
  const std::string& path = file.path;
  const std::size_t slash = path.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  const std::size_t dot = std::min(path.find('.', name), path.size());
  std::string folder;
  if (slash != std::string::npos && slash > 0) {
    const std::size_t before = path.rfind('/', slash - 1);
    folder = path.substr(before == std::string::npos ? 0 : before + 1,
                         slash - (before == std::string::npos ? 0 : before + 1));
  }
  return {&file, std::move(folder), path.substr(name, dot - name)};
}

class Compiler {
 public:
  explicit Compiler(const std::vector<CatalogFile>& files) {
    for (const CatalogFile& file : files) files_.push_back(take_apart(file));
    std::sort(files_.begin(), files_.end(), [](const TableFile& a, const TableFile& b) {
      return std::tie(a.folder, a.table) < std::tie(b.folder, b.table);
    });
  }

  std::vector<std::byte> compile(const std::function<PreparedParts(const Catalog&)>& prepare) {
    check_names();
    // What is referred to, before what refers to it.
    read(TableId::source);
    read(TableId::provider);
    throw_if_errors();
    for (const TableId table :
         {TableId::region, TableId::accelerator, TableId::cpu, TableId::processor, TableId::cpu_rule,
          TableId::network_rule, TableId::model, TableId::constant, TableId::instance_type})
      read(table);
    sort_instance_types(builder_);
    resolve_processors(builder_);
    resolve_networks(builder_);
    for (const TableId table :
         {TableId::price, TableId::notebook, TableId::object_storage, TableId::block_storage,
          TableId::transfer, TableId::database_plan, TableId::database_storage, TableId::database_serverless,
          TableId::managed_meter, TableId::free_tier, TableId::machine_region})
      read(table);
    throw_if_errors();
    sort_transfer_tiers(builder_);
    store_prices(builder_, std::move(prices_));
    std::vector<std::byte> image = write_image({});
    if (!prepare) return image;
    return write_image(prepare(Catalog(image, "the catalog", Catalog::Check::header_only)));
  }

 private:
  void check_names() {
    for (const TableFile& file : files_) {
      const auto schemas = catalog_schemas();
      if (std::any_of(schemas.begin(), schemas.end(),
                      [&](const Schema& schema) { return schema.table == file.table; }))
        continue;
      std::vector<std::string_view> names;
      for (const Schema& schema : schemas) names.push_back(schema.table);
      const std::string_view near = closest_name(file.table, names);
      errors_.push_back({.file = file.file->path,
                         .line = 0,
                         .column = 0,
                         .pointer = {},
                         .message = fmt::format("no table is called '{}'", file.table),
                         .hint = near.empty() ? "" : fmt::format("did you mean '{}.csv'?", near)});
    }
  }

  void read(TableId table) {
    const Schema& schema = schema_of(table);
    for (const TableFile& file : files_) {
      if (file.table != schema.table || errors_.size() >= kMostCatalogErrors) continue;
      try {
        TableReader reader(builder_, file, schema, folders_[file.folder], errors_);
        while (reader.next()) keep_row(table, file, reader);
      } catch (const InputError& e) {
        errors_.insert(errors_.end(), e.diagnostics().begin(), e.diagnostics().end());
      }
    }
  }

  void keep_row(TableId table, const TableFile& file, TableReader& reader) {
    if (!reader.row_is_good()) return;
    switch (table) {
      case TableId::source:
        return keep_source(file, reader);
      case TableId::provider:
        return keep_provider(file, reader);
      case TableId::region:
        return keep_region(reader);
      case TableId::instance_type:
        return keep_instance_type(reader);
      case TableId::price:
        return keep_price(reader);
      case TableId::machine_region:
        return keep_machine_region(reader);
      case TableId::network_rule:
        return keep_network_rule(reader);
      case TableId::accelerator:
      case TableId::cpu:
      case TableId::processor:
        return keep_keyed(table, "", "key", reader);
      case TableId::model:
        return keep_keyed(table, "", "name", reader);
      default:
        builder_.append(table, reader.record());
    }
  }

  // A row whose key must be new in its scope.
  void keep_keyed(TableId table, std::string_view scope, std::string_view column, TableReader& reader) {
    const std::string key(reader.cell(column));
    const Index index = builder_.append(table, reader.record());
    if (!builder_.add_key(table, scope, key, index))
      reader.add_error(column, fmt::format("'{}' stands here twice", key));
  }

  void keep_source(const TableFile& file, TableReader& reader) {
    std::int32_t day = 0;
    const std::string_view as_of = reader.cell("as_of");
    if (!as_of.empty() && !last_day_of(as_of, day))
      return reader.add_error("as_of", fmt::format("'{}' is not a date", as_of),
                              "YYYY-MM-DD, YYYY-MM or YYYY");
    reader.set(offsetof(Source, as_of_day), day);
    reader.set(offsetof(Source, key),
               builder_.texts.add(fmt::format("{}/{}", file.folder, reader.cell("key"))));
    folders_[file.folder].has_sources = true;
    keep_keyed(TableId::source, file.folder, "key", reader);
  }

  void keep_provider(const TableFile& file, TableReader& reader) {
    Folder& folder = folders_[file.folder];
    const bool first = providers_in_[file.folder]++ == 0;
    folder.only_provider = first ? std::string(reader.cell("key")) : "";
    keep_keyed(TableId::provider, "", "key", reader);
  }

  void keep_region(TableReader& reader) {
    if (reader.provider_index() == kNoIndex)
      return reader.add_error("key", "a region needs a provider", "add a 'provider' column");
    reader.set(offsetof(Region, provider), reader.provider_index());
    keep_keyed(TableId::region, reader.provider(), "key", reader);
    if (builder_.count(TableId::region) > 0xfffe) reader.add_error("key", "too many regions");
  }

  void keep_instance_type(TableReader& reader) {
    const auto accelerator = reader.get<Index>(offsetof(InstanceType, accelerator));
    if (accelerator != kNoIndex)
      reader.set(offsetof(InstanceType, accelerator_name),
                 builder_.get<Accelerator>(TableId::accelerator, accelerator).key);
    keep_keyed(TableId::instance_type, reader.provider(), "name", reader);
  }

  void keep_price(TableReader& reader) {
    const std::string_view name = reader.cell("instance_type");
    const Index type = builder_.find(TableId::instance_type, reader.provider(), name);
    if (type == kNoIndex)
      return reader.add_error("instance_type", fmt::format("unknown instance type '{}'", name));
    Price price;
    std::memcpy(&price, reader.record().data(), sizeof price);
    if (!seen_prices_.insert((std::uint64_t{type} << 32) | price.region).second)
      return reader.add_error("instance_type", fmt::format("'{}' has a price in this region already", name));
    prices_.push_back({type, price});
  }

  void keep_machine_region(TableReader& reader) {
    const std::string key = fmt::format("{} in {}", reader.cell("machines"), reader.cell("region"));
    const Index index = builder_.append(TableId::machine_region, reader.record());
    if (!builder_.add_key(TableId::machine_region, reader.provider(), key, index))
      reader.add_error("machines", fmt::format("'{}' stands here twice", key));
  }

  void keep_network_rule(TableReader& reader) {
    const std::string key = fmt::format("{} from {} vCPUs on", reader.cell("pattern"), reader.cell("vcpus"));
    const Index index = builder_.append(TableId::network_rule, reader.record());
    if (!builder_.add_key(TableId::network_rule, reader.cell("provider"), key, index))
      reader.add_error("pattern", fmt::format("'{}' stands here twice", key));
  }

  void throw_if_errors() {
    if (!errors_.empty()) throw InputError(std::move(errors_));
  }

  std::vector<std::byte> write_image(const PreparedParts& prepared) const;

  std::vector<TableFile> files_;
  CatalogBuilder builder_;
  std::map<std::string, Folder> folders_;
  std::map<std::string, int> providers_in_;
  std::vector<Diagnostic> errors_;
  std::vector<PriceRow> prices_;
  std::unordered_set<std::uint64_t> seen_prices_;  // only looked up, never walked
};

std::size_t aligned(std::size_t size) {
  return (size + kImageAlignment - 1) / kImageAlignment * kImageAlignment;
}

// Appends the bytes to the image, and describes them at `place`.
void write_section(std::vector<std::byte>& image, std::size_t place, const std::vector<std::byte>& bytes,
                   std::size_t record_size) {
  const ImageSection section{.record_size = static_cast<std::uint32_t>(record_size),
                             .count = static_cast<std::uint32_t>(bytes.size() / record_size),
                             .offset = image.size()};
  std::memcpy(image.data() + place, &section, sizeof section);
  image.insert(image.end(), bytes.begin(), bytes.end());
  image.resize(aligned(image.size()));
}

std::vector<std::byte> Compiler::write_image(const PreparedParts& prepared) const {
  std::vector<std::byte> image(sizeof(ImageHeader) + kTables * sizeof(ImageSection));
  std::size_t place = sizeof(ImageHeader);
  for (const Schema& schema : catalog_schemas()) {
    write_section(image, place, builder_.bytes(schema.id), schema.record_size);
    place += sizeof(ImageSection);
  }
  ImageHeader header{.magic = {},
                     .version = kImageVersion,
                     .sections = kTables,
                     .size = 0,
                     .checksum = 0,
                     .text_offset = 0,
                     .text_bytes = builder_.texts.bytes().size(),
                     .prepared_offset = image.size()};
  place = image.size();
  image.resize(image.size() + kPreparedParts * sizeof(ImageSection));
  for (const std::vector<std::byte>& part : prepared) {
    write_section(image, place, part, 1);
    place += sizeof(ImageSection);
  }
  header.text_offset = image.size();
  const auto* const texts = reinterpret_cast<const std::byte*>(builder_.texts.bytes().data());
  image.insert(image.end(), texts, texts + header.text_bytes);
  image.resize(aligned(image.size()));
  std::memcpy(header.magic, kImageMagic, sizeof kImageMagic);
  header.size = image.size();
  std::memcpy(image.data(), &header, sizeof header);
  header.checksum = image_checksum(image);
  std::memcpy(image.data(), &header, sizeof header);
  return image;
}

}  // namespace

std::vector<std::byte> compile_catalog(std::vector<CatalogFile> files,
                                       const std::function<PreparedParts(const Catalog&)>& prepare) {
  return Compiler(files).compile(prepare);
}

}  // namespace cloudplan
