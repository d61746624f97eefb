// How far the errors of two predictions go together. What is wrong with the
// model of a job is wrong on every machine, and more so on machines that are
// alike: only the rest decides which of two is the better one.

#ifndef CLOUDPLAN_SRC_PLANNER_SHARED_ERROR_HPP_
#define CLOUDPLAN_SRC_PLANNER_SHARED_ERROR_HPP_

#include "cloudplan/planner.hpp"

#include <array>

namespace cloudplan {

// Shares of the variance of the logarithm of a predicted time. Measured on 7,681 rows of the calibration,
// over pairs of the same source, model, precision and software: the errors of two accelerators correlate
// with 0.45, of one accelerator at two counts with 0.73 (docs/planner.md, section 6). Between processors and
// accelerators, and within the same device and count, there are no such pairs: those shares are assumed.
struct ErrorShares {
  static constexpr double kAll = 0.20;     // of all machines
  static constexpr double kKind = 0.25;    // of processors, of accelerators
  static constexpr double kDevice = 0.30;  // of one accelerator, of one processor generation
  static constexpr double kCount = 0.20;   // of so many of them
  static constexpr double kOwn = 0.05;     // of one machine type alone
};

// What a candidate's error comes from, coarse to fine.
struct ErrorSource {
  bool accelerated = false;
  Index device = kNoIndex;  // an accelerator or a processor generation; kNoIndex: like no other
  double count = 0;         // accelerators, or vCPUs
  Index machine = kNoIndex;

  bool same_kind(const ErrorSource& other) const { return accelerated == other.accelerated; }
  bool same_device(const ErrorSource& other) const {
    return same_kind(other) && device != kNoIndex && device == other.device;
  }
  bool same_count(const ErrorSource& other) const { return same_device(other) && count == other.count; }
  bool same_machine(const ErrorSource& other) const { return same_count(other) && machine == other.machine; }
};

ErrorSource error_source(const Catalog& catalog, const Candidate& candidate);

// The correlation of the errors of two: 0.2 to 1.
double shared_error(const ErrorSource& a, const ErrorSource& b);

// A tenth of a normal distribution lies beyond so many standard deviations.
inline constexpr double kTenthDeviations = 1.2815515655446004;

// Standard deviation of the logarithm of a run's work, on the slow and on the fast side.
double slow_deviation(const RunTime& run);
double fast_deviation(const RunTime& run);

// Whether `other` costs less than `chosen` in at least one of four cases, both
// being timed; for what is not timed, whether it costs the same.
bool may_be_cheaper(const Catalog& catalog, const Candidate& other, const Candidate& chosen);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_SHARED_ERROR_HPP_
