// Docker Compose files: https://github.com/compose-spec/compose-spec/blob/main/spec.md

#include "foreign/import/compose_images.hpp"
#include "foreign/import/foreign_units.hpp"
#include "foreign/import/importer.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

namespace cloudplan {

namespace {

// "8080:80" and "${TAG:-latest}": the default of a variable, else nothing.
std::string with_defaults(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t start = text.find("${");
    out += text.substr(0, start);
    if (start == std::string_view::npos) break;
    const std::size_t end = text.find('}', start);
    if (end == std::string_view::npos) break;
    const std::string_view inside = text.substr(start + 2, end - start - 2);
    if (const std::size_t dash = inside.find('-'); dash != std::string_view::npos)
      out += inside.substr(dash + 1);
    text.remove_prefix(end + 1);
  }
  return out;
}

struct Resources {
  std::optional<double> vcpus{};
  std::optional<Bytes> memory{};
  double gpus = 0;
  YamlPlace gpus_at{};
};

class Service {
 public:
  Service(std::string name, ForeignMap map, Importer& importer)
      : name_(std::move(name)), map_(std::move(map)), importer_(importer) {}

  void read() {
    ForeignMap deploy = map_.map("deploy");
    read_resources(deploy);
    read_replicas(deploy);
    deploy.leave_out(
        {"restart_policy", "update_config", "rollback_config", "placement", "labels", "endpoint_mode"});
    deploy.done();
    const auto image = map_.text("image");
    const auto platform = map_.text("platform");
    const auto runtime = map_.text("runtime");
    if (runtime && *runtime == "nvidia" && needs_.gpus == 0) needs_.gpus = 1;
    map_.take("profiles");
    const StoreImage* const store = image ? store_of_image(with_defaults(*image)) : nullptr;
    if (store)
      dataset(*store);
    else
      machine(platform.value_or(""));
    leave_out();
    map_.done();
  }

 private:
  std::optional<double> cpus(ForeignMap& map, std::string_view key) {
    const YamlValue* const value = map.take(key);
    if (!value || !value->is_scalar()) return std::nullopt;
    const auto number = plain_number(with_defaults(value->text));
    if (!number)
      importer_.notes.add(value->at, fmt::format("{} is no number, and is left out", map.path_to(key)));
    return number && *number > 0 ? number : std::nullopt;
  }

  std::optional<Bytes> memory(ForeignMap& map, std::string_view key) {
    const YamlValue* const value = map.take(key);
    if (!value || !value->is_scalar()) return std::nullopt;
    const auto size = docker_size(with_defaults(value->text));
    if (!size)
      importer_.notes.add(value->at, fmt::format("{} is no size, and is left out", map.path_to(key)));
    return size && size->value > 0 ? size : std::nullopt;
  }

  // What is reserved; a limit stands in for a reservation that is missing.
  void read_resources(ForeignMap& deploy) {
    ForeignMap resources = deploy.map("resources");
    ForeignMap reserved = resources.map("reservations"), limits = resources.map("limits");
    const auto first = [](auto a, auto b) { return a ? a : b; };
    const auto reserved_cpus = cpus(reserved, "cpus"), limit_cpus = cpus(limits, "cpus"),
               own = cpus(map_, "cpus"), count = cpus(map_, "cpu_count");
    needs_.vcpus = first(first(reserved_cpus, limit_cpus), first(own, count));
    const auto reserved_memory = memory(reserved, "memory"), limit_memory = memory(limits, "memory"),
               own_reserved = memory(map_, "mem_reservation"), own_limit = memory(map_, "mem_limit");
    needs_.memory = first(first(reserved_memory, limit_memory), first(own_reserved, own_limit));
    for (const YamlValue* const device : reserved.list("devices"))
      read_device(device, reserved.path_to("devices"));
    reserved.leave_out({"generic_resources", "pids"});
    limits.leave_out({"pids"});
    reserved.done();
    limits.done();
    resources.done();
    if (const YamlValue* const gpus = map_.take("gpus")) {
      if (gpus->is_list())
        for (const YamlValue& device : gpus->elements) read_device(&device, map_.path_to("gpus"));
      else
        add_gpus("all", gpus->at);
    }
  }

  // {driver: nvidia, count: 1 or all, device_ids: [...], capabilities: [gpu]}
  void read_device(const YamlValue* value, const std::string& path) {
    ForeignMap device(value, path, importer_.notes);
    bool gpu = lower_case(device.text("driver").value_or("")) == "nvidia";
    for (const YamlValue* const capability : device.list("capabilities", true)) {
      gpu = gpu || (capability->is_scalar() && capability->text == "gpu");
      // [[gpu]] is an older way to write it.
      for (const YamlValue& inner : capability->elements) gpu = gpu || inner.text == "gpu";
    }
    const auto ids = device.list("device_ids");
    const auto count = device.text("count");
    device.leave_out({"options"});
    device.done();
    if (!gpu) return importer_.notes.add(value->at, path + ": a device that is no GPU is not translated");
    add_gpus(ids.empty() ? count.value_or("all") : std::to_string(ids.size()), value->at);
  }

  void add_gpus(const std::string& count, YamlPlace at) {
    const auto number = plain_number(with_defaults(count));
    if (!number || *number < 1)
      importer_.notes.add(at, "all GPUs of the host are asked for: one is planned",
                          "for eight, write \"accelerator\": \"nvidia-*:8\"");
    needs_.gpus += number && *number >= 1 ? *number : 1;
    needs_.gpus_at = at;
  }

  void read_replicas(ForeignMap& deploy) {
    for (ForeignMap* const map : {&map_, &deploy})
      if (const YamlValue* const none = map->take(map == &map_ ? "scale" : "replicas");
          none && none->is_scalar() && plain_number(with_defaults(none->text)) == 0.0)
        importer_.notes.add(
            none->at,
            fmt::format("service {}: no container of it runs; it is planned with one", in_quotes(name_)));
    const auto scale = cpus(map_, "scale"), replicas = cpus(deploy, "replicas");
    const std::string mode = deploy.text("mode").value_or("");
    ends_ = mode.ends_with("-job");
    const bool global = mode == "global" || mode == "global-job";
    // A number of copies is of the other modes.
    if (!global) replicas_ = scale ? scale : replicas;
    if (global)
      importer_.notes.add(deploy.at(),
                          fmt::format("{}: mode global has one container on each node, and how many there "
                                      "are is not in the file; one is planned",
                                      deploy.path_to("mode")));
  }

  void machine(const std::string& platform) {
    DraftItem task;
    task.name = importer_.draft.free_name(name_);
    task.text("kind", "vm");
    if (needs_.gpus > 0)
      set_accelerator(task, "nvidia-*", needs_.gpus, needs_.gpus_at, map_.path_to("gpus"), importer_);
    set_machine(task, needs_.vcpus, needs_.memory);
    if (replicas_ && *replicas_ >= 1) task.number("count", *replicas_);
    if (platform.find("arm64") != std::string::npos) task.constraints.arch = {"arm64"};
    if (platform.find("amd64") != std::string::npos) task.constraints.arch = {"x86_64"};
    if (ends_)
      set_job_hours(task, {});
    else
      set_all_hours(task);
    volumes(task);
    importer_.draft.tasks.push_back(std::move(task));
  }

  // Named volumes hold data of unknown size.
  void volumes(DraftItem& task) {
    std::vector<std::string> sources;
    for (const YamlValue* const value : map_.list("volumes")) {
      std::string source;
      if (value->is_map()) {
        ForeignMap volume(value, map_.path_to("volumes"), importer_.notes);
        if (volume.text("type").value_or("volume") == "volume") source = volume.text("source").value_or("");
      } else {
        source = value->text.substr(0, value->text.find(':'));
      }
      const bool named = !source.empty() && source.find_first_of("./~$") == std::string::npos;
      if (named) add_once(sources, source);
    }
    std::string names;
    for (const std::string& source : sources) names += (names.empty() ? "" : ", ") + source;
    if (!names.empty())
      task.gap("disk", fmt::format("how large the volume {} is, such as \"20 GB\"", printable(names)),
               "only the system disk is in the plan");
  }

  void dataset(const StoreImage& store) {
    DraftItem data;
    data.name = importer_.draft.free_name(name_);
    data.comment = fmt::format("runs {}; planned as data, in a bucket, a database or on a disk", store.name);
    data.text("kind", store.files ? "files" : "records");
    data.gap("size", "how large it is, such as \"20 GB\"", "it is not in the plan");
    data.require("size");
    if (!store.engine.empty()) data.text("engine", store.engine);
    if (store.transactions) {
      data.text("transactions", "");
      data.set("transactions", "true");
    }
    if (!store.files && store.engine.empty())
      importer_.notes.add(map_.at(),
                          fmt::format("service {}: the catalog has no managed {}; records of any engine are "
                                      "planned",
                                      in_quotes(name_), store.name));
    if (needs_.vcpus || needs_.memory || replicas_)
      importer_.notes.add(map_.at(),
                          fmt::format("service {}: its size and copies are not translated, they follow from "
                                      "\"reads\", \"writes\" and \"availability\"",
                                      in_quotes(name_)));
    map_.list("volumes");
    importer_.draft.data.push_back(std::move(data));
  }

  void leave_out() {
    map_.leave_out({"image",
                    "build",
                    "command",
                    "entrypoint",
                    "environment",
                    "env_file",
                    "ports",
                    "expose",
                    "depends_on",
                    "networks",
                    "restart",
                    "healthcheck",
                    "labels",
                    "logging",
                    "container_name",
                    "hostname",
                    "domainname",
                    "links",
                    "external_links",
                    "secrets",
                    "configs",
                    "user",
                    "working_dir",
                    "stdin_open",
                    "tty",
                    "privileged",
                    "cap_add",
                    "cap_drop",
                    "security_opt",
                    "sysctls",
                    "ulimits",
                    "extra_hosts",
                    "dns",
                    "dns_search",
                    "dns_opt",
                    "tmpfs",
                    "shm_size",
                    "stop_grace_period",
                    "stop_signal",
                    "init",
                    "ipc",
                    "pid",
                    "network_mode",
                    "mac_address",
                    "read_only",
                    "group_add",
                    "develop",
                    "annotations",
                    "pull_policy",
                    "cgroup_parent",
                    "cgroup",
                    "cpu_shares",
                    "cpu_quota",
                    "cpu_period",
                    "cpuset",
                    "oom_kill_disable",
                    "oom_score_adj",
                    "memswap_limit",
                    "mem_swappiness",
                    "pids_limit",
                    "userns_mode",
                    "uts",
                    "isolation",
                    "volumes_from",
                    "attach",
                    "credential_spec",
                    "storage_opt",
                    "post_start",
                    "pre_stop",
                    "label_file",
                    "use_api_socket"});
    if (const YamlValue* const devices = map_.take("devices"))
      importer_.notes.add(devices->at, map_.path_to("devices") + ": devices of the host are not translated",
                          "a GPU among them is planned with \"accelerator\": \"any\", or its name");
    for (const char* const key : {"extends", "models", "provider"})
      if (const YamlValue* const other = map_.take(key))
        importer_.notes.add(other->at,
                            map_.path_to(key) + " is not followed: 'docker compose config' writes it out");
  }

  std::string name_;
  ForeignMap map_;
  Importer& importer_;
  Resources needs_{};
  std::optional<double> replicas_{};
  bool ends_ = false;
};

// A service with profiles starts only with one of them. What is left out is said.
bool starts(const std::string& name, ForeignMap map, Importer& importer) {
  std::vector<std::string> profiles;
  YamlPlace at{};
  for (const YamlValue* const profile : map.list("profiles", true))
    if (profile->is_scalar()) profiles.push_back(with_defaults(profile->text)), at = profile->at;
  std::string names;
  for (const std::string& profile : profiles) {
    add_once(importer.profiles, profile);
    names += (names.empty() ? "" : " or ") + in_quotes(profile);
  }
  const auto active = [&](const std::string& profile) {
    const auto& chosen = importer.active_profiles;
    return std::any_of(chosen.begin(), chosen.end(),
                       [&](const std::string& one) { return one == "*" || one == profile; });
  };
  if (profiles.empty() || std::any_of(profiles.begin(), profiles.end(), active)) return true;
  importer.notes.add(
      at, fmt::format("service {} starts only with the profile {}: it is left out", in_quotes(name), names),
      fmt::format("--profile {} plans it too", printable(profiles[0])));
  return false;
}

}  // namespace

void import_compose(const std::vector<YamlValue>& documents, Importer& importer) {
  importer.draft.origin = "a Docker Compose file";
  for (const YamlValue& document : documents) {
    ForeignMap map(&document, "", importer.notes);
    if (const auto name = map.text("name")) importer.draft.name = with_defaults(*name);
    ForeignMap services = map.map("services");
    for (const auto& [key, value] : services.take_all()) {
      const ForeignMap service(value, services.path_to(key->text), importer.notes);
      if (starts(key->text, service, importer)) Service(key->text, service, importer).read();
    }
    if (const YamlValue* const include = map.take("include"))
      importer.notes.add(include->at, "include is not followed: 'docker compose config' writes it out");
    map.leave_out({"version", "networks", "volumes", "secrets", "configs"});
    map.done();
  }
}

}  // namespace cloudplan
