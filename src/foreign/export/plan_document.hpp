// What an export needs of a plan's document.

#ifndef CLOUDPLAN_SRC_FOREIGN_EXPORT_PLAN_DOCUMENT_HPP_
#define CLOUDPLAN_SRC_FOREIGN_EXPORT_PLAN_DOCUMENT_HPP_

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

struct ExportMachine {
  std::string name{};                // of the task
  std::string id{};                  // letters, digits, "_"; unique in the plan
  bool job = false;                  // it ends
  std::string provider{}, region{};  // region: empty where nobody can choose one
  std::string service{};             // "vm", or a managed one
  std::string type{}, purchase{}, arch{};
  std::string accelerator{};  // its key, or empty
  double accelerators = 0;    // of one machine; a fraction is a slice
  double count = 1;
  double hours = 0;         // that one machine is priced for; 0: not known
  bool hours_once = false;  // those hours are of a single run, else of a month
  double disk_gb = 0;       // of one machine; 0: not in the plan
  std::string disk_type{};
};

// A class of a bucket, from a day on.
struct ExportClass {
  std::string name{};
  int from_day = 0;
};

struct ExportStore {
  std::string name{}, id{};  // of the dataset
  std::string kind{};        // "bucket", "database", "disk"
  std::string provider{}, region{}, label{};
  std::string service{};               // "S3", "RDS PostgreSQL", the type of a disk
  std::vector<ExportClass> classes{};  // of a bucket, at least one
  std::string redundancy{};            // of a bucket, where its name has it: "GRS"
  std::string plan{};  // of a database: "db.t4g.small", "serverless", "on demand", "provisioned"
  bool standby = false, io_optimized = false;
  bool copied = false;  // a table with a copy in another region
  double replicas = 0;  // read replicas beside the instances
  double count = 1;     // instances, or disks
  double gb = 0;        // provisioned, or of one disk; 0: not in the plan
};

struct ExportPlan {
  std::string name{};
  std::vector<ExportMachine> machines{};
  std::vector<ExportStore> stores{};
  std::vector<std::string> unplaced{};  // tasks and datasets that nothing fits
};

// Throws InputError; `offers` as in export_plan().
ExportPlan read_export_plan(std::string_view document, std::string_view file,
                            const std::vector<std::string>& offers);

// Reads the label of a store, such as "S3 Standard, from day 30 Standard-IA".
void read_store_label(ExportStore& store);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_EXPORT_PLAN_DOCUMENT_HPP_
