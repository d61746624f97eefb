#include "foreign/export/export_plan.hpp"

#include "cloudplan/error.hpp"
#include "foreign/export/export_text.hpp"
#include "foreign/export/exporter.hpp"

namespace cloudplan {

namespace {

// An alternative may be far from where the data was planned to be.
void add_distance_notes(const ExportPlan& plan, std::vector<std::string>& notes) {
  for (const ExportStore& store : plan.stores)
    for (const ExportMachine& machine : plan.machines)
      if (store.provider != machine.provider || store.region != machine.region)
        notes.push_back(comment_text(store.name) + " stays where it was planned, and is not where " +
                        comment_text(machine.name) + " runs: what moves between them is billed");
}

}  // namespace

ExportedPlan export_plan(std::string_view document, std::string_view file, ExportFormat format,
                         const std::vector<std::string>& offers) {
  const ExportPlan plan = read_export_plan(document, file, offers);
  if (plan.machines.empty() && plan.stores.empty()) {
    Diagnostic diagnostic;
    diagnostic.file = file;
    diagnostic.message = "the plan places nothing";
    diagnostic.hint = "'cloudplan estimate' says why";
    throw InputError({std::move(diagnostic)});
  }
  ExportedPlan exported = format == ExportFormat::skypilot    ? export_skypilot(plan)
                          : format == ExportFormat::terraform ? export_terraform(plan)
                                                              : export_commands(plan);
  if (!offers.empty()) add_distance_notes(plan, exported.notes);
  for (const std::string& name : plan.unplaced)
    exported.notes.insert(exported.notes.begin(), name + ": nothing fits it, and it is not in the file");
  return exported;
}

}  // namespace cloudplan
