#include "cloudplan/user_catalog.hpp"

#include "config/price_rules.hpp"
#include "support/format_text.hpp"
#include "support/glob.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/core.h>

namespace cloudplan {

namespace {

HourlyRate rate_of(double usd) {
  constexpr double kMost = 4'294'967'294;  // below kUnknownRate
  return {static_cast<std::uint32_t>(std::llround(std::min(usd * 1e6, kMost)))};
}

// "-10 %", "+2.5 %".
std::string percent_change(double factor) {
  return fmt::format("{}{:g} %", factor < 1 ? '-' : '+', std::round(std::abs(factor - 1) * 1e6) / 1e4);
}

std::string where(const std::string& file, int line) {
  return fmt::format("{}:{}", file.substr(file.rfind('/') + 1), line);
}

}  // namespace

// The tables that differ from the base's; the others stay where they are.
struct UserCatalog::Tables {
  Tables(const Catalog& from, const UserConfig& user)
      : base(from), config(user), catalog(from), rules(from, user.prices) {
    copy_all();
    for (std::uint16_t i = 1; i <= config.prices.size(); ++i) {
      const PriceRule& rule = rules.rule(i);
      const std::string what = rule.usd_per_hour ? "your price" : percent_change(rule.factor);
      rule_changes.push_back({rule.factor, fmt::format("{}, {}", what, where(config.file, rule.line))});
    }
    change_machines();
    change_services();
    own_source = static_cast<Index>(sources.size());
    sources.push_back({.key = intern("own"), .text = intern("your own price, " + config.file), .as_of = {}});
    for (const OwnMachine& machine : config.machines) add(machine);
    for (const OwnStore& store : config.stores) add(store);
    replace_all();
  }

  template <class Record>
  static std::vector<Record> copy(const Catalog& from) {
    const auto rows = from.table<Record>();
    return {rows.begin(), rows.end()};
  }
  void copy_all() {
    sources = copy<Source>(base);
    providers = copy<Provider>(base);
    regions = copy<Region>(base);
    types = copy<InstanceType>(base);
    prices = copy<Price>(base);
    notebooks = copy<Notebook>(base);
    buckets = copy<ObjectStorageTier>(base);
    disks = copy<BlockStorage>(base);
    transfers = copy<TransferTier>(base);
    plans = copy<DatabasePlan>(base);
    storages = copy<DatabaseStorage>(base);
    serverless = copy<DatabaseServerless>(base);
    meters = copy<ManagedMeter>(base);
    texts = base.texts();
    first_source = static_cast<Index>(sources.size());
    for (const TransferTier& row : transfers)
      // Routes are found by these very names.
      if (const std::string_view to = base.text(row.to); to == "internet" || to == "*")
        names.emplace(to, row.to);
  }
  void replace_all() {
    catalog.replace(std::span<const Source>(sources));
    catalog.replace(std::span<const Provider>(providers));
    catalog.replace(std::span<const Region>(regions));
    catalog.replace(std::span<const InstanceType>(types));
    catalog.replace(std::span<const Price>(prices));
    catalog.replace(std::span<const Notebook>(notebooks));
    catalog.replace(std::span<const ObjectStorageTier>(buckets));
    catalog.replace(std::span<const BlockStorage>(disks));
    catalog.replace(std::span<const TransferTier>(transfers));
    catalog.replace(std::span<const DatabasePlan>(plans));
    catalog.replace(std::span<const DatabaseStorage>(storages));
    catalog.replace(std::span<const DatabaseServerless>(serverless));
    catalog.replace(std::span<const ManagedMeter>(meters));
    catalog.replace_texts(texts);
    catalog.set_changes({.of_sources = source_changes,
                         .of_prices = rule_changes,
                         .first_source = first_source,
                         .list_prices = base.prices(),
                         .price_changes = price_changes});
  }

  Name intern(std::string_view text) {
    if (text.empty()) return {};
    const auto [at, fresh] = names.try_emplace(std::string(text), Name{});
    if (fresh) {
      at->second = {static_cast<std::uint32_t>(texts.size()), static_cast<std::uint32_t>(text.size())};
      texts += text;
    }
    return at->second;
  }

  // --- Prices that differ from the list ---

  void change_machines() {
    price_changes.assign(prices.size() * kPurchaseOptions, PriceRules::kNone);
    if (config.prices.empty()) return;
    for (Index t = 0; t < types.size(); ++t)
      for (Index p = types[t].first_price; p < types[t].first_price + types[t].price_count; ++p)
        change_machine(t, p);
  }
  void change_machine(Index type, Index at) {
    Price& price = prices[at];
    for (std::size_t option = 0; option < kPurchaseOptions; ++option) {
      HourlyRate& rate = price.rate[option];
      const std::uint16_t number = rules.of_machine(type, price, static_cast<PurchaseOption>(option));
      if (number == PriceRules::kNone) continue;
      const PriceRule& rule = rules.rule(number);
      // A percentage of what nobody knows is not known; a price of the user's own is.
      if (!rule.usd_per_hour && !is_known(rate)) continue;
      rate = rate_of(rule.usd_per_hour ? *rule.usd_per_hour : rate.dollars() * rule.factor);
      if (rule.usd_per_hour) price.suspect &= kNotOffered;  // a price does not put a machine there
      price_changes[at * std::size_t{kPurchaseOptions} + option] = number;
    }
  }

  // The source that says that prices of `source` were changed by the rule.
  Index changed_source(Index source, std::uint16_t number) {
    if (source == kNoIndex) return source;
    const auto [at, fresh] = changed.try_emplace({source, number}, static_cast<Index>(sources.size()));
    if (fresh) {
      const Source original = sources[source];
      sources.push_back(original);
      source_changes.push_back(rule_changes[number - 1U]);
    }
    return at->second;
  }
  template <class Record, class... Prices>
  void change(std::vector<Record>& rows, std::string_view kind, Name Record::*service, Prices... columns) {
    for (Record& row : rows) {
      Index region = kNoIndex;
      if constexpr (requires { row.region; }) region = row.region;
      const std::uint16_t number =
          rules.of_service(row.provider, region, kind, service ? base.text(row.*service) : kind);
      if (number == PriceRules::kNone) continue;
      ((row.*columns *= rules.rule(number).factor), ...);
      row.source = changed_source(row.source, number);
    }
  }
  void change_services() {
    if (config.prices.empty()) return;
    change(notebooks, "notebook", &Notebook::service, &Notebook::usd_per_hour, &Notebook::usd_per_month);
    change(buckets, "bucket", &ObjectStorageTier::service, &ObjectStorageTier::usd_per_gb_month,
           &ObjectStorageTier::put_usd_per_1k, &ObjectStorageTier::get_usd_per_1k,
           &ObjectStorageTier::retrieval_usd_per_gb, &ObjectStorageTier::lifecycle_transition_usd_per_1k,
           &ObjectStorageTier::monitoring_usd_per_1k_objects);
    change(disks, "disk", &BlockStorage::type, &BlockStorage::usd_per_gb_month,
           &BlockStorage::usd_per_iops_month, &BlockStorage::usd_per_mbps_month,
           &BlockStorage::usd_per_million_io, &BlockStorage::usd_per_disk_month);
    change(transfers, "transfer", static_cast<Name TransferTier::*>(nullptr), &TransferTier::usd_per_gb);
    change(plans, "database", &DatabasePlan::service, &DatabasePlan::usd_per_hour,
           &DatabasePlan::usd_per_month);
    change(storages, "database", &DatabaseStorage::service, &DatabaseStorage::usd_per_gb_month,
           &DatabaseStorage::usd_per_iops_month, &DatabaseStorage::usd_per_mbps_month,
           &DatabaseStorage::usd_per_million_io, &DatabaseStorage::backup_usd_per_gb_month);
    change(serverless, "database", &DatabaseServerless::service, &DatabaseServerless::usd_per_unit);
    change(meters, "managed", &ManagedMeter::service, &ManagedMeter::usd_per_unit);
  }

  // --- Offers of the user's own ---

  Index provider_of(const std::string& key) {
    for (Index i = 0; i < providers.size(); ++i)
      if (providers[i].key == intern_existing(key)) return i;
    providers.push_back({.key = intern(key), .title = intern(key), .kind = ProviderKind::custom});
    return static_cast<Index>(providers.size() - 1);
  }
  Name intern_existing(const std::string& text) const {
    const auto at = names.find(text);
    return at == names.end() ? Name{} : at->second;
  }
  // The site, with what it costs to send data away from it.
  Index region_of(const std::string& provider_key, const std::string& site, const std::string& residency,
                  double egress) {
    const Index provider = provider_of(provider_key);
    const Name key = intern(site);
    for (Index i = 0; i < regions.size(); ++i)
      if (regions[i].provider == provider && regions[i].key == key) return i;
    Region region;
    region.provider = provider;
    region.key = key;
    region.residency = intern(residency);
    regions.push_back(region);
    for (const TransferKind kind : {TransferKind::internet_egress, TransferKind::inter_region}) {
      TransferTier row;
      row.provider = provider;
      row.kind = kind;
      row.from = key;
      row.to = intern(kind == TransferKind::inter_region ? "*" : "internet");
      row.usd_per_gb = egress;
      row.source = own_source;
      transfers.push_back(row);
    }
    return static_cast<Index>(regions.size() - 1);
  }
  void add(const OwnMachine& machine) {
    const Index region =
        region_of(machine.provider, machine.site, machine.residency, machine.egress_usd_per_gb);
    InstanceType type;
    type.provider = regions[region].provider;
    type.name = intern(machine.type);
    type.vcpus = machine.vcpus;
    type.memory_gib = machine.memory_gib;
    type.arch = intern(machine.arch);
    type.cpu = machine.cpu;
    if (machine.cpu != kNoIndex) type.cpu_certainty = CpuCertainty::documented;
    type.cpu_clock_ghz = machine.clock_ghz;
    type.network_gbps = machine.network_gbps;
    type.accelerator = machine.accelerator;
    type.accelerator_count = machine.accelerators;
    if (machine.accelerator != kNoIndex) {
      const Accelerator& device = base.accelerators()[machine.accelerator];
      type.accelerator_name = device.key;
      type.accelerator_memory_gib = device.memory_gib;
    }
    type.source = own_source;
    type.first_price = static_cast<Index>(prices.size());
    type.price_count = 1;
    types.push_back(type);
    Price price{.region = static_cast<std::uint16_t>(region), .source = own_source};
    price.rate[0] = rate_of(machine.usd_per_hour);
    prices.push_back(price);
    add_disk(machine, region);
  }
  // One a site: the cheapest, should its machines differ.
  void add_disk(const OwnMachine& machine, Index region) {
    BlockStorage row;
    row.provider = regions[region].provider;
    row.region = region;
    row.type = intern("instance store (own)");
    row.usd_per_gb_month = machine.disk_usd_per_gb_month;
    row.source = own_source;
    disks.push_back(row);
  }
  void add(const OwnStore& store) {
    const Index region = region_of(store.provider, store.site, store.residency, store.egress_usd_per_gb);
    ObjectStorageTier row;
    row.provider = regions[region].provider;
    row.region = region;
    row.service = intern(store.name);
    row.storage_class = intern("Standard");
    row.redundancy = intern("single-site");
    row.usd_per_gb_month = store.usd_per_gb_month;
    row.put_usd_per_1k = row.get_usd_per_1k = row.retrieval_usd_per_gb = 0;
    row.source = own_source;
    buckets.push_back(row);
  }

  const Catalog& base;
  const UserConfig& config;  // of the constructor's call
  Catalog catalog;
  PriceRules rules;
  std::string texts;
  std::map<std::string, Name, std::less<>> names{};  // those that were added
  std::map<std::pair<Index, std::uint16_t>, Index> changed{};
  std::vector<PriceChange> source_changes{}, rule_changes{};
  std::vector<std::uint16_t> price_changes{};
  Index first_source = 0, own_source = 0;
  std::vector<Source> sources{};
  std::vector<Provider> providers{};
  std::vector<Region> regions{};
  std::vector<InstanceType> types{};
  std::vector<Price> prices{};
  std::vector<Notebook> notebooks{};
  std::vector<ObjectStorageTier> buckets{};
  std::vector<BlockStorage> disks{};
  std::vector<TransferTier> transfers{};
  std::vector<DatabasePlan> plans{};
  std::vector<DatabaseStorage> storages{};
  std::vector<DatabaseServerless> serverless{};
  std::vector<ManagedMeter> meters{};
};

UserCatalog::UserCatalog(const Catalog& base, const UserConfig& config)
    : tables_(std::make_unique<Tables>(base, config)) {}
UserCatalog::~UserCatalog() = default;
UserCatalog::UserCatalog(UserCatalog&&) noexcept = default;
UserCatalog& UserCatalog::operator=(UserCatalog&&) noexcept = default;
const Catalog& UserCatalog::get() const { return tables_->catalog; }

}  // namespace cloudplan
