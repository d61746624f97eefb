// Instance types that no prediction for one machine can tell apart: the same
// processor, memory and accelerators, whatever their disks and networks. A
// task is timed once for each class instead of once for each type.

#ifndef CLOUDPLAN_SRC_PLANNER_HARDWARE_CLASSES_HPP_
#define CLOUDPLAN_SRC_PLANNER_HARDWARE_CLASSES_HPP_

#include "cloudplan/prepared_table.hpp"

#include <cstdint>
#include <vector>

namespace cloudplan {

class HardwareClasses {
 public:
  explicit HardwareClasses(const Catalog& catalog);

  std::uint32_t of(Index type) const { return classes_.rows()[type].alike; }
  // For several machines together: those that also have the same network. No fewer than the others.
  std::uint32_t connected_count() const { return connected_count_; }
  std::uint32_t connected(Index type) const { return classes_.rows()[type].connected; }

  // Machines without accelerators by their processors alone, whatever their memory; kNone for others.
  static constexpr std::uint32_t kNone = 0xffffffff;
  std::uint32_t processor_count() const { return processor_count_; }
  std::uint32_t processors_of(Index type) const { return classes_.rows()[type].processors; }

  // For the image, see Catalog::prepared().
  void prepare(PreparedParts& parts) const;

 private:
  struct HardwareClass {
    std::uint32_t alike = 0;           // types of one number are alike
    std::uint32_t processors = kNone;  // the same processors
    std::uint32_t connected = 0;       // alike, and with the same network
  };
  static std::vector<HardwareClass> work_out(const Catalog& catalog);

  PreparedTable<HardwareClass> classes_;  // by index into instance_types()
  std::uint32_t connected_count_ = 0, processor_count_ = 0;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_HARDWARE_CLASSES_HPP_
