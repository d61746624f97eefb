// Counts why candidates fell out, cheaply: a reason is a static text.

#ifndef CLOUDPLAN_SRC_PLANNER_EXCLUSIONS_HPP_
#define CLOUDPLAN_SRC_PLANNER_EXCLUSIONS_HPP_

#include "cloudplan/catalog_records.hpp"

#include <string_view>
#include <vector>

namespace cloudplan {

// Reasons that more than one place names.
namespace exclusion {
inline constexpr char kMissesDeadline[] = "misses the deadline";
inline constexpr char kNeverDone[] = "spot: too often interrupted to be done without checkpoints";
inline constexpr char kNotBoughtSo[] = "only hosted notebooks are allowed";
inline constexpr char kTooSlowForLatency[] = "too slow for the latency";
inline constexpr char kNoRoomInMemory[] = "does not fit in memory";
inline constexpr char kNoRoomOnNotebookDisk[] = "the data does not fit on the notebook's disk";
inline constexpr char kMoreAcceleratorsThanSamples[] = "more accelerators than the batch has samples";
inline constexpr char kPrecisionNotSupported[] = "precision not supported";
inline constexpr char kMoreMachinesThanAllowed[] = "needs more machines than allowed";
inline constexpr char kMoreMachinesThanOwned[] = "more machines than you have";
inline constexpr char kTooLittleMemory[] = "too little memory";
inline constexpr char kTooFewVcpus[] = "too few vCPUs";
inline constexpr char kTooFewAccelerators[] = "no accelerator, or too few";
inline constexpr char kProviderNotSelected[] = "provider not selected";
inline constexpr char kNotIncluded[] = "not among the included names";
}  // namespace exclusion

class Exclusions {
 public:
  struct Entry {
    const char* reason = "";
    std::size_t count = 0;
    Index example = kNoIndex;  // into instance_types(), the first that fell out
  };

  void add(const char* reason, Index type) {
    for (Entry& entry : entries_)
      if (entry.reason == reason || std::string_view(entry.reason) == reason) {
        ++entry.count;
        return;
      }
    entries_.push_back({reason, 1, type});
  }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

// How much a reason tells who wants to know why nothing is left, most first: what was tried and could not do
// the work; what was not tried; what was not even looked at.
inline int rank_of_reason(std::string_view reason) {
  using namespace exclusion;
  constexpr std::string_view kTried[] = {kMissesDeadline,        kNeverDone,
                                         kTooSlowForLatency,     kNoRoomInMemory,
                                         kNoRoomOnNotebookDisk,  kMoreAcceleratorsThanSamples,
                                         kPrecisionNotSupported, kMoreMachinesThanAllowed,
                                         kMoreMachinesThanOwned, kTooLittleMemory,
                                         kTooFewVcpus,           kTooFewAccelerators};
  for (const std::string_view tried : kTried)
    if (reason == tried) return 0;
  return reason == kProviderNotSelected ? 2 : 1;
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_EXCLUSIONS_HPP_
