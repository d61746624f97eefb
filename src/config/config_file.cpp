// Reads the configuration file.

#include "cloudplan/catalog.hpp"
#include "cloudplan/user_config.hpp"
#include "cloudplan/workload.hpp"
#include "config/config_checks.hpp"
#include "config/config_values.hpp"
#include "config/price_rules.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr double kMostBytes = 1125899906842624.0;  // 1 PiB
constexpr double kMostSeconds = 120 * kSecondsPerMonth;

using Kind = JsonValue::Kind;
using Names = std::vector<std::string_view>;

const Names kPurchases = {"on_demand", "spot", "commit_1y", "commit_3y"};
const Names kWorkloadPurchases = {"on_demand", "spot", "commit_1y", "commit_3y", "notebook"};
const Names kTerms = {"commit_1y", "commit_3y"};
const Names kObjectives = {"cost", "time", "balanced"};
const Names kArchitectures = {"x86_64", "arm64"};

struct OptionKey {
  std::string_view key, option;
  Names choices;
  bool flag = false;
};
// Defaults of options; those of the workload are beside them.
const std::vector<OptionKey>& option_keys() {
  static const std::vector<OptionKey> keys = {
      {"format", "format", {"table", "json", "markdown", "csv", "html", "ndjson"}, false},
      {"free_tier", "free-tier", {"on", "off"}, false},
      {"max_catalog_age", "max-catalog-age", {}, false},
      {"trust_outliers", "trust-outliers", {}, true},
      {"strict", "strict", {}, true},
      {"quiet", "quiet", {}, true}};
  return keys;
}

// What names of the file may mean.
struct KnownNames {
  explicit KnownNames(const Catalog& catalog) : services(service_names(catalog)) {
    for (const Provider& provider : catalog.providers()) providers.push_back(catalog.text(provider.key));
    for (const Region& region : catalog.regions()) {
      region_texts.push_back(fmt::format("{}/{}", catalog.text(catalog.providers()[region.provider].key),
                                         catalog.text(region.key)));
      residencies.push_back(catalog.text(region.residency));
    }
    for (const InstanceType& type : catalog.instance_types()) {
      type_texts.push_back(catalog.full_name(type));
      family_texts.push_back(family_of(catalog.text(type.name)));
    }
    std::sort(family_texts.begin(), family_texts.end());
    family_texts.erase(std::unique(family_texts.begin(), family_texts.end()), family_texts.end());
    regions.assign(region_texts.begin(), region_texts.end());
    types.assign(type_texts.begin(), type_texts.end());
    for (const Cpu& cpu : catalog.cpus()) cpus.push_back(catalog.text(cpu.key));
    for (const Accelerator& device : catalog.accelerators()) accelerators.push_back(catalog.text(device.key));
  }
  std::vector<std::string> region_texts{}, type_texts{}, family_texts{};
  Names services, providers{}, regions{}, types{}, residencies{}, cpus{}, accelerators{};
};

class ConfigReader {
 public:
  ConfigReader(const Catalog& catalog, std::string_view text) : names_(catalog), text_(text) {}

  UserConfig read(JsonCursor root) {
    root.allow_only(
        {"$schema", "version", "currency", "prices", "machines", "stores", "commitments", "defaults"});
    version(root);
    check_schema_link(root);
    // Own offers first: commitments and defaults may name their providers.
    each(root, "machines", [&](JsonCursor at) { machine(at); });
    each(root, "stores", [&](JsonCursor at) { store(at); });
    each(root, "prices", [&](JsonCursor at) { price(at); });
    each(root, "commitments", [&](JsonCursor at) { commitment(at); });
    if (const auto at = member_of(root, "currency")) currency(*at);
    if (const auto at = member_of(root, "defaults")) defaults(*at);
    return std::move(config_);
  }

 private:
  template <class Read>
  static void each(const JsonCursor& root, std::string_view name, Read read) {
    const auto at = member_of(root, name);
    if (!at || !is_config_list(*at)) return;
    for (std::size_t i = 0; i < at->value().elements.size(); ++i) read(at->element(i));
  }
  int line_of(const JsonCursor& at) const {
    const std::string_view before = text_.substr(0, at.value().offset);
    return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  }
  static void version(const JsonCursor& root) {
    const auto at = required_member(root, "version", "1");
    if (at && (at->value().kind != Kind::number || at->value().number != 1))
      at->error({"this version of the configuration format is not known", "the number 1", {}});
  }

  // Puts the member's value into `to`, when it is there and right.
  template <class To, class Read>
  static void take(const JsonCursor& at, std::string_view name, To& to, Read read) {
    if (const auto value = member_of(at, name))
      if (auto found = read(*value)) to = std::move(*found);
  }
  static auto among(const Names& known) {
    return [&known](const JsonCursor& at) { return known_text(at, known); };
  }
  static auto within(double low, double high) {
    return [=](const JsonCursor& at) { return config_number(at, low, high); };
  }
  static auto whole(double high) {
    return [=](const JsonCursor& at) { return whole_number(at, 1, high); };
  }
  static auto price_per(std::string_view unit) {
    return [=](const JsonCursor& at) { return config_price(at, unit); };
  }
  std::optional<std::string> family(const JsonCursor& at) const {
    auto text = config_text(at);
    const auto matches = [&](const std::string& known) { return matches_any_case(*text, known); };
    if (!text || std::any_of(names_.family_texts.begin(), names_.family_texts.end(), matches)) return text;
    const std::string_view near =
        closest_name(*text, {names_.family_texts.begin(), names_.family_texts.end()});
    at.error({fmt::format("{} is no family of machines", in_quotes(*text)), R"(such as "g5", "a2" or "NC*")",
              near.empty() ? "" : fmt::format("did you mean \"{}\"?", near)});
    return std::nullopt;
  }

  void price(JsonCursor at) {
    at.allow_only({"provider", "service", "family", "type", "region", "purchase", "change", "price", "note"});
    PriceRule rule;
    rule.line = line_of(at);
    take(at, "provider", rule.provider, among(names_.providers));
    take(at, "service", rule.service, [&](const JsonCursor& value) { return service(value); });
    take(at, "family", rule.family, [&](const JsonCursor& value) { return family(value); });
    take(at, "type", rule.type, among(names_.types));
    take(at, "region", rule.region, among(names_.regions));
    take(at, "note", rule.note, config_text);
    if (const auto value = member_of(at, "purchase")) rule.purchase = config_texts(*value, kPurchases);
    take(at, "change", rule.factor, config_change);
    take(at, "price", rule.usd_per_hour, price_per("h"));
    check_provider_of(at, "type", rule.type, rule.provider);
    check_provider_of(at, "region", rule.region, rule.provider);
    const bool change = member_of(at, "change").has_value(), fixed = member_of(at, "price").has_value();
    if (at.value().kind == Kind::object && change == fixed)
      at.error({change ? "either a change or a price" : "this rule changes nothing",
                R"("change": "-10%", or "price": "$0.80/h")",
                {}});
    if (fixed && rule.type.empty() && rule.family.empty() && !member_of(at, "type"))
      at.error({"a price for an hour is one of a machine", R"("type" or "family" beside it)", {}});
    config_.prices.push_back(std::move(rule));
  }
  std::optional<std::string> service(const JsonCursor& at) const {
    auto text = config_text(at);
    const auto same = [&](std::string_view known) { return matches_any_case(*text, known); };
    if (!text || std::any_of(names_.services.begin(), names_.services.end(), same)) return text;
    const std::string_view near = closest_name(*text, names_.services);
    at.error({fmt::format("{} is no service", in_quotes(*text)),
              R"("compute", "bucket", "disk", "database", "transfer", or one's name, "S3")",
              near.empty() ? "" : fmt::format("did you mean \"{}\"?", near)});
    return std::nullopt;
  }

  // "basement/dual-4090" into the provider and what follows; the provider must not be one of the catalog's.
  void own_name(const JsonCursor& at, std::string& provider, std::string& name) {
    const auto value = required_member(at, "name", R"("basement/box")");
    const auto text = value ? config_text(*value) : std::nullopt;
    if (!text) return;
    const std::size_t slash = text->find('/');
    const auto letter = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
             c == '_' || c == '.' || c == '/';
    };
    if (slash == 0 || slash == std::string::npos || slash + 1 == text->size() ||
        !std::all_of(text->begin(), text->end(), letter) || text->find('/', slash + 1) != std::string::npos)
      return value->error({fmt::format("{} is no name for an offer of your own", in_quotes(*text)),
                           R"(a provider and a name in letters, digits, - and _: "basement/box")",
                           {}});
    provider = text->substr(0, slash);
    name = text->substr(slash + 1);
    if (std::find(names_.providers.begin(), names_.providers.end(), provider) != names_.providers.end())
      return value->error({fmt::format("{} is a provider of the catalog", in_quotes(provider)),
                           "a provider that you name yourself",
                           {}});
    if (!own_.insert(*text).second)
      value->error({fmt::format("{} is there already", in_quotes(*text)), "one name for each", {}});
  }

  void machine(JsonCursor at) {
    at.allow_only({"name", "site", "residency", "price", "vcpus", "memory", "arch", "cpu", "clock_ghz",
                   "accelerator", "accelerators", "count", "network_gbps", "egress", "disk"});
    OwnMachine made;
    made.line = line_of(at);
    made.site = "on-premises";
    own_name(at, made.provider, made.type);
    place(at, made.site, made.residency);
    required_member(at, "price", R"("$0.35/h")");
    required_member(at, "vcpus", "32");
    required_member(at, "memory", R"("128 GiB")");
    take(at, "price", made.usd_per_hour, price_per("h"));
    take(at, "vcpus", made.vcpus, within(0.1, 10000));
    if (const auto value = member_of(at, "memory"))
      if (const auto bytes = bounded_quantity(*value, QuantityKind::bytes, 1e6, kMostBytes))
        made.memory_gib = *bytes / kGibibyte;
    take(at, "arch", made.arch, among(kArchitectures));
    take(at, "clock_ghz", made.clock_ghz, within(0.1, 10));
    take(at, "count", made.count, whole(100000));
    take(at, "network_gbps", made.network_gbps, within(0.001, 100000));
    take(at, "egress", made.egress_usd_per_gb, price_per("GB"));
    take(at, "disk", made.disk_usd_per_gb_month, price_per("GB-month"));
    if (const auto value = member_of(at, "cpu"))
      if (const auto text = known_text(*value, names_.cpus)) made.cpu = index_of(names_.cpus, *text);
    accelerator(at, made);
    config_.machines.push_back(std::move(made));
  }
  void place(const JsonCursor& at, std::string& site, std::string& residency) const {
    take(at, "site", site, config_text);
    take(at, "residency", residency, among(names_.residencies));
  }
  static Index index_of(const Names& names, std::string_view name) {
    const auto at = std::find(names.begin(), names.end(), name);
    return at == names.end() ? kNoIndex : static_cast<Index>(at - names.begin());
  }
  void accelerator(const JsonCursor& at, OwnMachine& made) const {
    take(at, "accelerators", made.accelerators, whole(1000));
    const auto value = member_of(at, "accelerator");
    if (!value) {
      if (made.accelerators > 0)
        at.error({"\"accelerators\" without \"accelerator\"", {}, R"(add "accelerator": "nvidia-l4")"});
      return;
    }
    if (made.accelerators == 0) made.accelerators = 1;
    const auto text = config_text(*value);
    if (!text) return;
    made.accelerator = index_of(names_.accelerators, *text);
    if (made.accelerator != kNoIndex) return;
    std::string matching;
    Names found;
    for (const std::string_view key : names_.accelerators)
      if (names_accelerator(*text, key)) found.push_back(key);
    if (found.size() == 1) {
      made.accelerator = index_of(names_.accelerators, found.front());
      return;
    }
    for (const std::string_view key : found) matching += (matching.empty() ? "" : ", ") + std::string(key);
    const std::string_view near = closest_name(*text, names_.accelerators);
    value->error(
        {fmt::format("{} names {}", in_quotes(*text), found.empty() ? "nothing" : "several accelerators"),
         {},
         !found.empty() ? "one of " + matching
         : near.empty() ? "'cloudplan catalog list accelerators' names them"
                        : fmt::format("did you mean \"{}\"?", near)});
  }

  void store(JsonCursor at) {
    at.allow_only({"name", "site", "residency", "price", "egress"});
    OwnStore made;
    made.line = line_of(at);
    made.site = "on-premises";
    own_name(at, made.provider, made.name);
    place(at, made.site, made.residency);
    required_member(at, "price", R"("$0.01/GB-month")");
    take(at, "price", made.usd_per_gb_month, price_per("GB-month"));
    take(at, "egress", made.egress_usd_per_gb, price_per("GB"));
    config_.stores.push_back(std::move(made));
  }

  void commitment(JsonCursor at) {
    at.allow_only({"provider", "type", "family", "regions", "count", "per_hour", "term"});
    OwnedCommitment made;
    made.line = line_of(at);
    required_member(at, "provider", R"("aws")");
    take(at, "provider", made.provider, among(names_.providers));
    take(at, "type", made.type, among(names_.types));
    take(at, "family", made.family, [&](const JsonCursor& value) { return family(value); });
    if (const auto value = member_of(at, "regions")) made.regions = config_texts(*value, names_.regions);
    take(at, "count", made.machines, whole(100000));
    take(at, "per_hour", made.usd_per_hour, price_per("h"));
    take(at, "term", made.term, among(kTerms));
    check_provider_of(at, "type", made.type, made.provider);
    for (const std::string& region : made.regions) check_provider_of(at, "regions", region, made.provider);
    const bool count = member_of(at, "count").has_value(), dollars = member_of(at, "per_hour").has_value();
    const bool named = member_of(at, "type") || member_of(at, "family");
    if (at.value().kind == Kind::object && count == dollars)
      at.error({count ? "either machines or dollars an hour" : "how much of it?",
                R"("count": 4, or "per_hour": "$2.50/h")",
                {}});
    else if (count && !named)
      at.error({"reserved machines of which kind?", R"("type": "aws/m7i.large" or "family": "m7i")", {}});
    config_.commitments.push_back(std::move(made));
  }

  void currency(const JsonCursor& at) {
    const auto text = config_text(at);
    if (!text) return;
    try {
      config_.currency = parse_currency("currency", *text);
    } catch (const InputError& e) {
      at.error({e.diagnostics().front().message, R"("EUR 0.91@2026-11-01")", e.diagnostics().front().hint});
    }
  }

  void defaults(JsonCursor at) {
    at.allow_only({"format", "free_tier", "max_catalog_age", "trust_outliers", "strict", "quiet", "providers",
                   "regions", "purchase", "objective", "horizon"});
    for (const OptionKey& key : option_keys()) option(at, key);
    WorkloadDefaults& workload = config_.workload;
    Names providers = names_.providers;
    for (const OwnMachine& machine : config_.machines) providers.push_back(machine.provider);
    for (const OwnStore& own : config_.stores) providers.push_back(own.provider);
    if (const auto value = member_of(at, "providers")) workload.providers = config_texts(*value, providers);
    if (const auto value = member_of(at, "regions")) workload.regions = config_texts(*value, names_.regions);
    if (const auto value = member_of(at, "purchase"))
      workload.purchase = config_texts(*value, kWorkloadPurchases);
    take(at, "objective", workload.objective, among(kObjectives));
    if (const auto value = member_of(at, "horizon"))
      if (const auto time = bounded_quantity(*value, QuantityKind::duration, 3600, kMostSeconds))
        workload.horizon = Seconds{*time};
  }
  void option(const JsonCursor& at, const OptionKey& key) {
    const auto value = member_of(at, key.key);
    if (!value) return;
    if (key.flag) {
      if (value->value().kind != Kind::boolean)
        return value->error(
            {fmt::format("expected true or false, got {}", kind_name(value->value().kind)), {}, {}});
      return;
    }
    if (key.choices.empty())
      bounded_quantity(*value, QuantityKind::duration, 0, 10 * kMostSeconds);
    else
      known_text(*value, key.choices);
  }

  KnownNames names_;
  std::string_view text_;
  UserConfig config_;
  std::set<std::string> own_{};
};

}  // namespace

UserConfig parse_config(std::string_view text, std::string_view file, const Catalog& catalog) {
  JsonDocument document(text, file);
  UserConfig config = ConfigReader(catalog, text).read(JsonCursor(document));
  document.throw_if_errors();
  config.file = file;
  config.options = config_option_defaults(text, file);
  return config;
}

OptionDefaults config_option_defaults(std::string_view text, std::string_view file) {
  JsonDocument document(text, file);
  OptionDefaults found;
  const JsonValue* const defaults = document.root().find("defaults");
  if (!defaults) return found;
  for (const OptionKey& key : option_keys()) {
    const JsonValue* const value = defaults->find(key.key);
    if (!value) continue;
    if (key.flag && value->kind == Kind::boolean)
      found.emplace_back(key.option, value->boolean ? "1" : "0");
    else if (!key.flag && value->kind == Kind::string)
      found.emplace_back(key.option, value->string);
  }
  return found;
}

}  // namespace cloudplan
