// What the exporters share.

#ifndef CLOUDPLAN_SRC_FOREIGN_EXPORT_EXPORTER_HPP_
#define CLOUDPLAN_SRC_FOREIGN_EXPORT_EXPORTER_HPP_

#include "foreign/export/export_plan.hpp"
#include "foreign/export/plan_document.hpp"

#include <string>
#include <string_view>

namespace cloudplan {

ExportedPlan export_skypilot(const ExportPlan& plan);
ExportedPlan export_terraform(const ExportPlan& plan);
ExportedPlan export_commands(const ExportPlan& plan);

// "2 x a2-highgpu-1g in gcp/us-central1, spot".
std::string machine_words(const ExportMachine& machine);
std::string store_words(const ExportStore& store);
// "one year" of a commitment; empty for other ways to buy.
std::string_view commitment_words(const ExportMachine& machine);

// That nothing stops a machine which is priced for a part of the month; empty for others.
std::string stop_note(const ExportMachine& machine);

// Google Compute Engine attaches some GPUs to general machines, which the catalog names
// "n1-standard-4+nvidia-t4x1": the machine before the "+", the accelerator type behind it.
std::string gcp_machine_type(const ExportMachine& machine);
std::string gcp_guest_accelerator(const ExportMachine& machine);

// "standard-ia" of each tool's own spelling; empty for a class that cannot be set so.
std::string_view s3_class(std::string_view name);
std::string_view gcs_class(std::string_view name);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_EXPORT_EXPORTER_HPP_
