#include "foreign/import/import_workload.hpp"

#include "foreign/import/importer.hpp"
#include "foreign/import/terraform_plan.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan {

namespace {

bool has(const YamlValue& value, std::string_view key) { return value.find(key) != nullptr; }

std::optional<ForeignKind> kind_of(const YamlValue& document) {
  if (!document.is_map()) return std::nullopt;
  if (has(document, "apiVersion") && has(document, "kind")) return ForeignKind::kubernetes;
  if (const YamlValue* const services = document.find("services"); services && services->is_map())
    return ForeignKind::compose;
  constexpr std::string_view kTask[] = {"resources", "num_nodes", "file_mounts", "setup", "run", "service"};
  if (std::any_of(std::begin(kTask), std::end(kTask),
                  [&](std::string_view key) { return has(document, key); }))
    return ForeignKind::skypilot;
  return std::nullopt;
}

// The first document that tells; a pipeline begins with one that does not.
ForeignKind detect(const std::vector<YamlValue>& documents, std::string_view text, std::string_view file) {
  for (const YamlValue& document : documents)
    if (const auto kind = kind_of(document)) return *kind;
  throw InputError(
      {yaml_diagnostic(text, file, documents.empty() ? YamlPlace{1, 1} : documents[0].at,
                       "this is no SkyPilot task, Kubernetes object, Docker Compose file or Terraform plan",
                       "a task has \"resources\" or \"run\", an object \"apiVersion\" and \"kind\", a "
                       "Compose file \"services\", a plan \"planned_values\"; --from says which it is")});
}

// The file's name without folder and ending.
std::string stem(std::string_view file) {
  std::string_view name = file.substr(file.find_last_of('/') + 1);
  while (true) {
    const std::size_t dot = name.find_last_of('.');
    const std::string_view ending = dot == std::string_view::npos ? "" : name.substr(dot);
    if (dot == 0 || (ending != ".yaml" && ending != ".yml" && ending != ".sky" && ending != ".json")) break;
    name = name.substr(0, dot);
  }
  return name.empty() || name == "-" || name == "<stdin>" ? "workload" : short_name(name);
}

std::vector<DraftItem*> items_of(Draft& draft) {
  std::vector<DraftItem*> items;
  for (DraftItem& task : draft.tasks) items.push_back(&task);
  for (DraftItem& data : draft.data) items.push_back(&data);
  return items;
}

void fill_hours(Draft& draft, double hours) {
  for (DraftItem& task : draft.tasks) {
    if (!task.job) continue;
    const double month = hours * task.job->runs_per_month * task.job->waves;
    constexpr double kMostHours = 744;
    task.set("hours_per_month", json_number(std::min(month, kMostHours)));
  }
}

// A machine task without an accelerator is planned on machines without one, also where it names others.
void allow_named_machines(Draft& draft, const std::vector<std::string>& accelerated) {
  const auto has_one = [&](const std::string& type) {
    return std::find(accelerated.begin(), accelerated.end(), type) != accelerated.end();
  };
  for (DraftItem& task : draft.tasks) {
    const auto& named = task.constraints.include;
    if (!task.has("accelerator") && std::any_of(named.begin(), named.end(), has_one))
      task.text("accelerator", "any", "the machine that is named below has one");
  }
}

// A name may have dots in it; a key has none.
void set_member(Draft& draft, std::string_view member, std::string_view value) {
  const std::size_t dot = member.find_last_of('.');
  std::vector<std::string> names;
  for (DraftItem* const item : items_of(draft)) {
    if (dot != std::string_view::npos && item->name == member.substr(0, dot))
      return item->set(member.substr(dot + 1), value);
    names.push_back(item->name);
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view near = closest_name(member.substr(0, std::min(dot, member.size())), views);
  std::string hint = near.empty() ? "" : fmt::format("did you mean {}?", in_quotes(near));
  for (std::size_t i = 0; hint.empty() && i < 1 && i < names.size(); ++i)
    hint = fmt::format("write {}.hours_per_month=40", names[i]);
  throw InputError(
      {{"--set", 0, 0, "", fmt::format("{} names no task or dataset of the file", in_quotes(member)),
        std::move(hint)}});
}

// A profile that no service has is a slip of the pen.
void check_profiles(const Importer& importer) {
  const auto& known = importer.profiles;
  for (const std::string& name : importer.active_profiles) {
    if (name == "*" || std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::vector<std::string_view> views(known.begin(), known.end());
    const std::string_view near = closest_name(name, views);
    std::string hint = near.empty() ? "" : fmt::format("did you mean {}?", in_quotes(near));
    if (known.empty()) hint = "none of its services has a profile; only those of Docker Compose have";
    throw InputError({{"--profile", 0, 0, "", fmt::format("no service has the profile {}", in_quotes(name)),
                       std::move(hint)}});
  }
}

void import_documents(const std::vector<YamlValue>& documents, ForeignKind kind, Importer& importer) {
  switch (kind) {
    case ForeignKind::skypilot:
      import_skypilot(documents, importer);
      break;
    case ForeignKind::kubernetes:
      import_kubernetes(documents, importer);
      break;
    case ForeignKind::compose:
      import_compose(documents, importer);
      break;
    case ForeignKind::terraform:
      import_terraform(documents, importer);
      break;
  }
}

}  // namespace

ImportedWorkload import_workload(std::string_view text, std::string_view file, const Vocabulary& vocabulary,
                                 const ImportOptions& options) {
  const bool terraform =
      options.kind ? *options.kind == ForeignKind::terraform : terraform_text(text) != TerraformText::none;
  const std::vector<YamlValue> documents =
      terraform ? std::vector{read_terraform(text, file)} : read_yaml(text, file);
  ImportedWorkload imported;
  imported.kind = terraform      ? ForeignKind::terraform
                  : options.kind ? *options.kind
                                 : detect(documents, text, file);
  Notes notes;
  Draft draft;
  draft.kind = imported.kind;
  draft.name = stem(file);
  Importer importer{vocabulary, notes, draft, options.profiles, {}};
  try {
    import_documents(documents, imported.kind, importer);
  } catch (const Draft::TooMany&) {
    throw InputError(
        {yaml_diagnostic(text, file, {1, 1}, fmt::format("more than {} tasks or datasets", Draft::kMostItems),
                         "import the parts of the file one by one")});
  }
  check_profiles(importer);
  imported.notes = notes.diagnostics(text, file);
  imported.left_out = notes.left_out();
  if (draft.tasks.empty() && draft.data.empty()) {
    std::vector<Diagnostic> all = imported.notes;
    all.push_back(
        yaml_diagnostic(text, file, {1, 1}, "nothing in it runs or keeps data: there is nothing to plan"));
    throw InputError(std::move(all));
  }
  allow_named_machines(draft, options.accelerated);
  if (options.hours) fill_hours(draft, *options.hours);
  for (const auto& [member, value] : options.set) set_member(draft, member, value);
  for (const DraftItem* const item : items_of(draft))
    for (FillIn& gap : item->fill_in()) imported.fill_in.push_back(std::move(gap));
  imported.text = write_draft(draft);
  const auto items = items_of(draft);
  imported.waits =
      std::all_of(items.begin(), items.end(), [](const DraftItem* item) { return item->is_commented_out(); });
  try {
    if (!imported.waits) parse_workload(imported.text, "the workload", vocabulary);
  } catch (const InputError& e) {
    imported.mistakes = e.diagnostics();
  }
  return imported;
}

}  // namespace cloudplan
