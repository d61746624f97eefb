#include "foreign/import/skypilot_resources.hpp"

#include "foreign/import/foreign_units.hpp"
#include "foreign/import/known_things.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {
// Of a task that states neither processors, memory nor an accelerator (SkyPilot's documentation of "cpus").
constexpr double kDefaultVcpus = 8;
}  // namespace

SkypilotResources::SkypilotResources(ForeignMap map, Importer& importer) : importer_(importer) {
  std::vector<const YamlValue*> choices = map.list("any_of");
  const std::vector<const YamlValue*> ordered = map.list("ordered");
  if (!ordered.empty())
    importer.notes.add(map.take("ordered")->at,
                       "resources.ordered: the order is not translated, the price decides");
  choices.insert(choices.end(), ordered.begin(), ordered.end());
  all_ = read(map);
  const Choice base = all_;
  if (choices.empty()) merge(base, true);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    ForeignMap choice(choices[i], map.path_to("any_of"), importer.notes);
    Choice own = read(choice);
    choice.done();
    if (own.accelerators.empty()) own.accelerators = base.accelerators;
    if (!own.spot) own.spot = base.spot;
    merge(own, i == 0);
  }
  map.leave_out({"image_id", "ports", "labels", "autostop", "job_recovery", "spot_recovery",
                 "accelerator_args", "network_tier", "priority", "volumes", "_cluster_config_overrides",
                 "_docker_login_config", "_requires_fuse", "_is_image_managed", "max_hourly_cost"});
  if (const YamlValue* const tier = map.take("disk_tier"))
    importer.notes.add(tier->at,
                       "resources.disk_tier is not translated: a plan takes each provider's usual disk");
  map.done();
}

// "8", "8+": at least 8. "4x" is a multiple, of the processors.
std::optional<double> SkypilotResources::amount(ForeignMap& map, std::string_view key) {
  const YamlValue* const value = map.take(key);
  auto text = map.text(key);
  if (!text) return std::nullopt;
  if (!text->empty() && text->back() == '+') text->pop_back();
  const auto number = plain_number(*text);
  if (!number)
    importer_.notes.add(value->at, fmt::format("{}: {} is no number, and is left out", map.path_to(key),
                                               in_quotes(value->text)));
  return number;
}

SkypilotResources::Choice SkypilotResources::read(ForeignMap& map) {
  Choice choice;
  choice.vcpus = amount(map, "cpus");
  if (const YamlValue* const memory = map.take("memory"); memory && memory->is_scalar()) {
    std::string text = memory->text;
    const char last = text.empty() ? ' ' : text.back();
    if (last == '+' || last == 'x') text.pop_back();
    choice.memory = skypilot_size(text, kGibibyte);
    if (last == 'x' && choice.memory) choice.memory->value *= choice.vcpus.value_or(0);
    if (!choice.memory || (last == 'x' && !choice.vcpus)) {
      importer_.notes.add(memory->at, fmt::format("{}: {} cannot be read, and is left out",
                                                  map.path_to("memory"), in_quotes(memory->text)));
      choice.memory.reset();
    }
  }
  if (const YamlValue* const accelerators = map.take("accelerators"))
    add_accelerators(*accelerators, choice.accelerators);
  if (const YamlValue* const disk = map.take("disk_size"); disk && disk->is_scalar()) {
    choice.disk = skypilot_size(disk->text, kGigabyte);
    if (!choice.disk)
      importer_.notes.add(disk->at, fmt::format("{}: {} is no size, and is left out",
                                                map.path_to("disk_size"), in_quotes(disk->text)));
  }
  choice.spot = map.boolean("use_spot");
  read_place(map, choice);
  return choice;
}

void SkypilotResources::read_place(ForeignMap& map, Choice& choice) {
  const auto cloud = map.text("cloud");
  const auto region = map.text("region");
  const auto zone = map.text("zone");
  std::string provider;
  if (cloud) {
    provider = provider_key(*cloud, importer_.vocabulary);
    add_place(provider.empty() ? *cloud : provider, "", *map.take("cloud"), choice);
  }
  if (region) add_place(provider, *region, *map.take("region"), choice);
  if (zone && !region) add_place(provider, *zone, *map.take("zone"), choice);
  read_infra(map, choice);
  if (const auto type = map.text("instance_type")) {
    const std::string key = instance_key(provider, *type, importer_.vocabulary);
    if (key.empty())
      importer_.notes.add(
          map.take("instance_type")->at,
          fmt::format("{}: the catalog has no machine {}", map.path_to("instance_type"), in_quotes(*type)));
    else
      add_once(choice.include, key);
  }
}

// "aws", "aws/us-east-1", "aws/us-east-1/us-east-1a", "gcp/*/us-central1-a", "k8s/context"
void SkypilotResources::read_infra(ForeignMap& map, Choice& choice) {
  const auto infra = map.text("infra");
  if (!infra || *infra == "*") return;
  const YamlValue& at = *map.take("infra");
  const std::size_t slash = infra->find('/');
  const std::string cloud = infra->substr(0, slash);
  const std::string provider = provider_key(cloud, importer_.vocabulary);
  if (cloud == "k8s" || cloud == "kubernetes" || cloud == "ssh" || cloud == "slurm")
    return importer_.notes.add(at.at, "infra " + in_quotes(*infra) +
                                          " is a cluster of your own: clouds are considered in its place; "
                                          "machines of your own go into a configuration file");
  if (cloud != "*") add_place(provider.empty() ? cloud : provider, "", at, choice);
  if (slash == std::string::npos || (provider.empty() && cloud != "*")) return;
  std::string rest = infra->substr(slash + 1);
  const std::size_t second = rest.find('/');
  const std::string region = rest.substr(0, second);
  if (region != "*") return add_place(provider, region, at, choice);
  if (second != std::string::npos) add_place(provider, rest.substr(second + 1), at, choice);
}

void SkypilotResources::add_place(const std::string& provider, const std::string& region, const YamlValue& at,
                                  Choice& choice) {
  const std::string known = provider_key(provider, importer_.vocabulary);
  if (region.empty()) {
    if (known.empty())
      importer_.notes.add(
          at.at, fmt::format("the catalog has no provider {}: all are considered", in_quotes(provider)));
    else
      add_once(choice.providers, known);
    return;
  }
  const std::string key = region_key(known, region, importer_.vocabulary);
  if (key.empty())
    importer_.notes.add(at.at,
                        fmt::format("the catalog has no region {}: all are considered", in_quotes(region)));
  else
    add_once(choice.regions, key);
}

// "A100:8"
void SkypilotResources::add_accelerator(std::string_view text, YamlPlace at, std::vector<Accelerator>& list) {
  const std::size_t colon = text.rfind(':');
  Accelerator accelerator{std::string(text.substr(0, colon)), 1, at};
  if (colon != std::string_view::npos) {
    std::string_view count = text.substr(colon + 1);
    while (!count.empty() && (count.back() == '+' || count.back() == ' ')) count.remove_suffix(1);
    const auto number = plain_number(count);
    if (number)
      accelerator.count = *number;
    else
      importer_.notes.add(
          at, fmt::format("accelerators: {} has no valid count: one is planned", in_quotes(text)));
  }
  if (const auto slice = tpu_slice(accelerator.name)) {
    if (slice->cores > 0)
      importer_.notes.add(at,
                          fmt::format("accelerators: {}: {:g} cores are {:g} chips, and chips are counted",
                                      printable(accelerator.name), slice->cores, slice->chips));
    accelerator.name = slice->name;
    accelerator.count *= slice->chips;
  }
  list.push_back(std::move(accelerator));
}

// "A100:8", {A100: 8}, {A100:8, H100:8}, [A100:8, H100:8]
void SkypilotResources::add_accelerators(const YamlValue& value, std::vector<Accelerator>& list) {
  if (value.is_scalar()) return add_accelerator(value.text, value.at, list);
  for (const YamlValue& element : value.elements) {
    if (value.is_map()) {
      const YamlValue::Key& key = value.keys[static_cast<std::size_t>(&element - value.elements.data())];
      add_accelerator(element.is_scalar() ? key.text + ":" + element.text : key.text, key.at, list);
    } else if (element.is_scalar()) {
      add_accelerator(element.text, element.at, list);
    } else {
      importer_.notes.add(element.at, "accelerators: an entry is no text, and is left out");
    }
  }
}

// What any of the choices allows.
void SkypilotResources::merge(const Choice& other, bool first) {
  if (first) all_.accelerators.clear();
  all_.accelerators.insert(all_.accelerators.end(), other.accelerators.begin(), other.accelerators.end());
  for (const std::string& name : other.providers) add_once(all_.providers, name);
  for (const std::string& name : other.regions) add_once(all_.regions, name);
  for (const std::string& name : other.include) add_once(all_.include, name);
  const auto least = [](auto& mine, const auto& theirs) {
    if (theirs && (!mine || *theirs < *mine)) mine = theirs;
  };
  least(all_.vcpus, other.vcpus);
  if (other.memory && (!all_.memory || other.memory->value < all_.memory->value)) all_.memory = other.memory;
  if (other.disk && (!all_.disk || other.disk->value < all_.disk->value)) all_.disk = other.disk;
  stated_ = stated_ || other.spot.has_value();
  (other.spot.value_or(false) ? spot_ : on_demand_) = true;
}

void SkypilotResources::apply_accelerators(DraftItem& task) {
  if (all_.accelerators.empty()) return;
  // A task has one count: the one that most alternatives have, the first of them when several do.
  const auto alternatives = [&](double count) {
    return std::count_if(all_.accelerators.begin(), all_.accelerators.end(),
                         [&](const Accelerator& a) { return a.count == count; });
  };
  const Accelerator& first = *std::max_element(all_.accelerators.begin(), all_.accelerators.end(),
                                               [&](const Accelerator& a, const Accelerator& b) {
                                                 return alternatives(a.count) < alternatives(b.count);
                                               });
  std::vector<std::string> patterns;
  for (const Accelerator& accelerator : all_.accelerators) {
    if (accelerator.count != first.count) {
      importer_.notes.add(
          accelerator.at,
          fmt::format("accelerators: {}:{:g} is left out: alternatives with other "
                      "counts than {}:{:g} cannot be told in one task",
                      printable(accelerator.name), accelerator.count, printable(first.name), first.count));
      continue;
    }
    const std::string pattern = accelerator_pattern(accelerator.name, importer_.vocabulary.accelerators);
    if (!pattern.empty())
      add_once(patterns, pattern);
    else if (all_.accelerators.size() > 1)
      importer_.notes.add(accelerator.at,
                          fmt::format("accelerators: the catalog has no {}", in_quotes(accelerator.name)));
  }
  if (patterns.size() < 2) {
    const auto usable =
        std::find_if(all_.accelerators.begin(), all_.accelerators.end(), [&](const Accelerator& a) {
          return !accelerator_pattern(a.name, importer_.vocabulary.accelerators).empty() &&
                 a.count == first.count;
        });
    const Accelerator& only = usable == all_.accelerators.end() ? first : *usable;
    return set_accelerator(task, only.name, only.count, only.at, "accelerators", importer_);
  }
  // Several names with one count: any GPU so often, out of these.
  task.text("accelerator", first.count > 1 ? fmt::format("*:{:g}", first.count) : "any");
  task.constraints.accelerators = patterns;
}

void SkypilotResources::apply(DraftItem& task) {
  apply_accelerators(task);
  std::optional<Bytes> memory = all_.memory;
  if (!all_.include.empty() && !all_.vcpus && !memory && !task.has("accelerator"))
    task.number("vcpus", 0.1, "the machine is named below");
  else if (!all_.vcpus && !memory && !task.has("accelerator"))
    task.number("vcpus", kDefaultVcpus, "SkyPilot's default");
  else
    set_machine(task, all_.vcpus, memory);
  if (all_.disk) task.size("disk", *all_.disk);
  task.constraints.providers = all_.providers;
  task.constraints.regions = all_.regions;
  // A provider without a region of its own keeps all of them beside another's.
  if (!all_.regions.empty())
    for (const std::string& provider : all_.providers)
      if (std::none_of(all_.regions.begin(), all_.regions.end(),
                       [&](const std::string& region) { return region.starts_with(provider + "/"); }))
        task.constraints.regions.push_back(provider + "/*");
  task.constraints.include = all_.include;
  if (on_demand_) task.constraints.purchase.push_back("on_demand");
  if (spot_) task.constraints.purchase.push_back("spot");
}

}  // namespace cloudplan
