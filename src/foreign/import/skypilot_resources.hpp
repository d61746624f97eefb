// The "resources" of a SkyPilot task.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_SKYPILOT_RESOURCES_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_SKYPILOT_RESOURCES_HPP_

#include "foreign/import/importer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cloudplan {

class SkypilotResources {
 public:
  SkypilotResources(ForeignMap map, Importer& importer);
  // Writes what was read into the task.
  void apply(DraftItem& task);

 private:
  struct Accelerator {
    std::string name{};
    double count = 1;
    YamlPlace at{};
  };
  // What "any_of" and "ordered" list.
  struct Choice {
    std::vector<Accelerator> accelerators{};
    std::optional<double> vcpus{};
    std::optional<Bytes> memory{}, disk{};
    std::vector<std::string> providers{}, regions{}, include{};
    std::optional<bool> spot{};
  };

  Choice read(ForeignMap& map);
  void read_place(ForeignMap& map, Choice& choice);
  void read_infra(ForeignMap& map, Choice& choice);
  void add_place(const std::string& provider, const std::string& region, const YamlValue& at, Choice& choice);
  void add_accelerators(const YamlValue& value, std::vector<Accelerator>& list);
  void add_accelerator(std::string_view text, YamlPlace at, std::vector<Accelerator>& list);
  std::optional<double> amount(ForeignMap& map, std::string_view key);
  void merge(const Choice& other, bool first);
  void apply_accelerators(DraftItem& task);

  Importer& importer_;
  Choice all_{};
  bool on_demand_ = false, spot_ = false, stated_ = false;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_SKYPILOT_RESOURCES_HPP_
