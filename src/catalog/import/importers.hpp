// The parts of the import, one per kind of source table. Each reads its tables
// and fills an Output; data/README.md says what the columns mean.

#ifndef CLOUDPLAN_SRC_CATALOG_IMPORT_IMPORTERS_HPP_
#define CLOUDPLAN_SRC_CATALOG_IMPORT_IMPORTERS_HPP_

#include "catalog/import/output.hpp"
#include "catalog/import/source_tables.hpp"

#include <map>
#include <string>
#include <vector>

namespace cloudplan::importer {

// The columns of instance_types.csv and prices.csv, by name, so that importers
// name only what they know.
using Cells = std::map<std::string, std::string>;
void add_instance_type(Output& output, const std::string& folder, const Cells& cells);
void add_price(Output& output, const std::string& folder, const Cells& cells);
// Sorts every table that was made by the two above.
void sort_compute(Output& output);

// The accelerator columns of a machine: its key when data/hardware describes
// it, its name otherwise.
void set_accelerator(const Output& output, Cells& cells, const std::string& key, const std::string& name,
                     const std::string& count);

// Instance types of EC2, Compute Engine and Azure, their prices, and AWS's
// spot interruption bands. Keeps the types it read, by provider and name.
using TypesByName = std::map<std::string, std::map<std::string, Cells>>;
TypesByName import_compute(const SourceTables& tables, Output& output);
void import_gcp_attachable(const SourceTables& tables, Output& output, const TypesByName& types);
void import_tpu(const SourceTables& tables, Output& output);
void import_managed(const SourceTables& tables, Output& output, const TypesByName& types);
// IBM Cloud's servers and the GPU clouds.
void import_gpu_machines(const SourceTables& tables, Output& output);
// Buckets, disks, transfer, databases, free tiers: column by column.
void import_storage(const SourceTables& tables, Output& output);
void import_notebooks(const SourceTables& tables, Output& output);

}  // namespace cloudplan::importer

#endif  // CLOUDPLAN_SRC_CATALOG_IMPORT_IMPORTERS_HPP_
