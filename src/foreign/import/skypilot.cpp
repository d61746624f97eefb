// SkyPilot tasks, services and pipelines: https://docs.skypilot.co/en/latest/reference/yaml-spec.html

#include "foreign/import/foreign_units.hpp"
#include "foreign/import/importer.hpp"
#include "foreign/import/skypilot_resources.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr double kGigabyteBytes = 1e9;
constexpr std::string_view kNameLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

std::string_view base_name(std::string_view path) {
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  path = path.substr(path.find_last_of('/') + 1);
  return path.empty() ? "data" : path;
}

// "s3" of "s3://bucket/path"; empty for what is no address of a bucket.
std::string_view scheme_of(std::string_view source) {
  const std::size_t end = source.find("://");
  return end == std::string_view::npos ? std::string_view() : source.substr(0, end);
}

std::string_view provider_of_scheme(std::string_view scheme) {
  constexpr std::pair<std::string_view, std::string_view> kSchemes[] = {
      {"s3", "aws"},        {"gs", "gcp"},  {"gcs", "gcp"}, {"az", "azure"},  {"azure", "azure"},
      {"r2", "cloudflare"}, {"cos", "ibm"}, {"ibm", "ibm"}, {"oci", "oracle"}};
  for (const auto& [known, provider] : kSchemes)
    if (scheme == known) return provider;
  return {};
}

class TaskReader {
 public:
  TaskReader(ForeignMap map, Importer& importer) : map_(std::move(map)), importer_(importer) {}

  DraftItem read(const std::string& fallback_name) {
    task_.name = importer_.draft.free_name(map_.text("name").value_or(fallback_name));
    task_.text("kind", "vm");
    if (const auto nodes = map_.number("num_nodes"); nodes && *nodes >= 1) machines_ = *nodes;
    SkypilotResources resources(map_.map("resources"), importer_);
    resources.apply(task_);
    service();
    if (machines_ != 1) task_.number("count", machines_);
    if (!serves_) set_job_hours(task_, {});
    file_mounts();
    volumes();
    inputs();
    map_.leave_out({"workdir", "setup", "run", "envs", "secrets", "event_callback", "config", "experimental",
                    "api_server", "requires", "labels"});
    map_.done();
    return std::move(task_);
  }

 private:
  // SkyServe, and pools of workers: there all the time.
  void service() {
    ForeignMap service = map_.map("service");
    ForeignMap pool = map_.map("pool");
    serves_ = service.is_there() || pool.is_there();
    if (!serves_) return;
    ForeignMap policy = service.map("replica_policy");
    double replicas = 1;
    for (const auto& count : {service.number("replicas"), policy.number("min_replicas"),
                              pool.number("workers"), pool.number("min_workers")})
      if (count) replicas = std::max(1.0, *count);
    if (const YamlValue* const most = policy.take("max_replicas"))
      importer_.notes.add(most->at,
                          fmt::format("max_replicas {} is not translated: {:g} {} planned, all the time",
                                      most->text, replicas, replicas == 1 ? "is" : "are"));
    policy.leave_out({"upscale_delay_seconds", "downscale_delay_seconds"});
    policy.done();
    service.leave_out({"readiness_probe", "ports", "tls", "load_balancing_policy"});
    service.done();
    pool.done();
    machines_ *= replicas;
    set_all_hours(task_);
  }

  void mount(const YamlValue::Key& target, const YamlValue& value) {
    if (value.is_scalar()) {
      const std::string source = expanded(value.text);
      const std::string_view scheme = scheme_of(source);
      if (!scheme.empty() && scheme != "https" && scheme != "http" && scheme != "file")
        return bucket(source, target.text, scheme, value.at);
      return importer_.notes.leave_out("file_mounts of local files");
    }
    ForeignMap storage(&value, map_.path_to("file_mounts"), importer_.notes);
    const std::string source = expanded(storage.text("source").value_or(""));
    const std::string store = lower_case(expanded(storage.text("store").value_or("")));
    const std::string name = expanded(storage.text("name").value_or(""));
    const std::string_view scheme = scheme_of(source);
    bucket(scheme.empty() ? name : source, target.text, store.empty() ? scheme : store, value.at);
    storage.leave_out({"mode", "persistent", "config", "_bucket_sub_path", "_is_sky_managed"});
    storage.done();
  }

  // "$NAME" and "${NAME}" with the values of "envs"; those without one stay.
  std::string expanded(std::string_view text) {
    std::string out;
    while (!text.empty()) {
      const std::size_t dollar = std::min(text.find('$'), text.size());
      out += text.substr(0, dollar);
      text.remove_prefix(dollar);
      if (text.empty()) break;
      const bool braces = text.size() > 1 && text[1] == '{';
      const std::string_view rest = text.substr(braces ? 2 : 1);
      const std::string_view name =
          rest.substr(0, std::min(rest.find_first_not_of(kNameLetters), rest.size()));
      const bool closed = !braces || (name.size() < rest.size() && rest[name.size()] == '}');
      const auto value = closed ? envs_.find(name) : envs_.end();
      const std::size_t length = name.size() + (braces ? 3 : 1);
      if (value == envs_.end()) {
        out += text.front();
        text.remove_prefix(1);
      } else {
        out += value->second;
        text.remove_prefix(length);
      }
    }
    return out;
  }

  // One dataset for each bucket, whoever mounts it.
  void bucket(const std::string& address, std::string_view target, std::string_view scheme, YamlPlace at) {
    std::string_view name = address;
    if (const std::size_t end = name.find("://"); end != std::string_view::npos) name.remove_prefix(end + 3);
    name = name.substr(0, name.find('/'));
    if (name.empty() || name.find('$') != std::string_view::npos) name = base_name(target);
    const auto& data = importer_.draft.data;
    if (std::any_of(data.begin(), data.end(), [&](const DraftItem& item) { return item.name == name; }))
      return;
    DraftItem& added =
        add_files(importer_, name, fmt::format("the bucket {} of {}", address, task_.name), std::nullopt);
    const std::string_view provider = provider_of_scheme(scheme);
    if (!provider.empty())
      added.constraints.providers = {std::string(provider)};
    else if (!scheme.empty())
      importer_.notes.add(
          at, fmt::format("{}: the catalog has no store {}", printable(address), in_quotes(scheme)));
  }

  void file_mounts() {
    ForeignMap envs = map_.map("envs");
    for (const auto& [key, value] : envs.take_all())
      if (value->is_scalar()) envs_.emplace(key->text, value->text);
    ForeignMap mounts = map_.map("file_mounts");
    for (const auto& [key, value] : mounts.take_all()) mount(*key, *value);
  }

  // Network volumes: a name, or with their size.
  void volumes() {
    ForeignMap volumes = map_.map("volumes");
    for (const auto& [entry, value] : volumes.take_all()) {
      const YamlValue::Key& key = *entry;
      std::optional<Bytes> size;
      std::string name = value->is_scalar() ? value->text : key.text.substr(key.text.find_last_of('/') + 1);
      if (value->is_map()) {
        ForeignMap volume(value, volumes.path_to(key.text), importer_.notes);
        name = volume.text("name").value_or(name);
        if (const auto text = volume.text("size")) size = skypilot_size(*text, kGibibyte);
        volume.leave_out({"type", "config", "use_existing", "labels", "infra"});
        volume.done();
      }
      add_files(importer_, name, fmt::format("the volume {} of {}", printable(key.text), task_.name), size);
    }
  }

  // {address: gigabytes}
  void inputs() {
    ForeignMap inputs = map_.map("inputs");
    for (const ForeignMap::Entry& entry : inputs.take_all())
      if (const auto gigabytes = inputs.number(entry)) {
        const YamlValue::Key& key = *entry.key;
        DraftItem& data = add_files(importer_, key.text.substr(key.text.find_last_of('/') + 1),
                                    fmt::format("input {} of {}", printable(key.text), task_.name),
                                    Bytes{std::max(1.0, *gigabytes * kGigabyteBytes)});
        if (const auto provider = provider_of_scheme(scheme_of(key.text)); !provider.empty())
          data.constraints.providers = {std::string(provider)};
        if (!task_.has("dataset")) task_.text("dataset", data.name);
      }
  }

  ForeignMap map_;
  Importer& importer_;
  DraftItem task_{};
  double machines_ = 1;
  bool serves_ = false;
  std::map<std::string, std::string, std::less<>> envs_{};
};

// The first document of a pipeline has a name and no task.
bool is_header(const YamlValue& document) {
  if (!document.is_map()) return false;
  return std::all_of(document.keys.begin(), document.keys.end(), [](const YamlValue::Key& key) {
    return key.text == "name" || key.text == "execution" || key.text == "primary_tasks" ||
           key.text == "termination_delay";
  });
}

}  // namespace

void import_skypilot(const std::vector<YamlValue>& documents, Importer& importer) {
  importer.draft.origin = documents.size() > 1 ? "a SkyPilot pipeline" : "a SkyPilot task";
  std::size_t first = 0;
  bool serial = true;
  if (documents.size() > 1 && is_header(documents[0])) {
    ForeignMap header(&documents[0], "", importer.notes);
    if (const auto name = header.text("name")) importer.draft.name = printable(*name);
    serial = header.text("execution").value_or("serial") != "parallel";
    header.leave_out({"primary_tasks", "termination_delay"});
    header.done();
    first = 1;
  }
  for (std::size_t i = first; i < documents.size(); ++i) {
    ForeignMap map(&documents[i], "", importer.notes);
    if (!map.is_there()) continue;
    DraftItem task = TaskReader(map, importer).read(documents.size() == 1 ? importer.draft.name : "task");
    // A machine that runs so many hours a month has no end that another could wait for.
    if (serial && importer.draft.tasks.size() == 1)
      importer.notes.add(
          documents[i].at, "tasks of a pipeline are planned beside each other, not in their order",
          "a job that ends is a task of kind batch, train, infer or tabular; \"after\" orders those");
    importer.draft.tasks.push_back(std::move(task));
  }
}

}  // namespace cloudplan
