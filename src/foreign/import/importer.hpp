// What the importers share.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_IMPORTER_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_IMPORTER_HPP_

#include "foreign/import/draft.hpp"
#include "foreign/import/notes.hpp"
#include "foreign/yaml/yaml_document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// What an importer reads with and writes to.
struct Importer {
  const Vocabulary& vocabulary;
  Notes& notes;
  Draft& draft;
  std::vector<std::string> active_profiles{};  // of a Compose file; "*" is all of them
  std::vector<std::string> profiles{};         // that the file names
};

// The files that came before, as documents; each adds tasks and datasets to the draft.
void import_skypilot(const std::vector<YamlValue>& documents, Importer& importer);
void import_kubernetes(const std::vector<YamlValue>& documents, Importer& importer);
void import_compose(const std::vector<YamlValue>& documents, Importer& importer);
void import_terraform(const std::vector<YamlValue>& documents, Importer& importer);

// Adds `value` unless it is there already.
void add_once(std::vector<std::string>& list, std::string value);

// "accelerator": a pattern and a count, or "any" with a note when the catalog does not have `name`. A name
// may be a pattern itself, "nvidia-*".
void set_accelerator(DraftItem& task, std::string_view name, double count, YamlPlace at,
                     const std::string& path, Importer& importer);

// vcpus and memory of a machine, as far as they are stated; when neither they nor an accelerator are, the
// smallest machine that can be asked for, to be filled in.
void set_machine(DraftItem& task, std::optional<double> vcpus, std::optional<Bytes> memory);

// The hours a month of a job: unknown, unless it is limited.
void set_job_hours(DraftItem& task, DraftJob job);
// Of something that runs all the time.
void set_all_hours(DraftItem& task);

// A dataset of files whose size may be unknown; it is left as a comment then.
DraftItem& add_files(Importer& importer, std::string_view name, std::string comment,
                     std::optional<Bytes> size);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_IMPORTER_HPP_
