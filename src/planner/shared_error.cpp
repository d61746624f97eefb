#include "planner/shared_error.hpp"

#include <cmath>

namespace cloudplan {

namespace {

// A quarter of a normal distribution lies beyond so many standard deviations.
constexpr double kQuarterDeviations = 0.6744897501960817;

double usd_of(const Candidate& candidate) {
  return candidate.per_month.dollars() + candidate.transfer.dollars();
}

bool has_band(const Candidate& candidate) { return candidate.timed && candidate.run.work.value > 0; }

}  // namespace

ErrorSource error_source(const Catalog& catalog, const Candidate& candidate) {
  if (candidate.offer.is_notebook()) {
    const Notebook& notebook = catalog.table<Notebook>()[candidate.offer.notebook];
    const bool accelerated = notebook.accelerator_count > 0;
    return {accelerated, accelerated ? notebook.accelerator : kNoIndex,
            accelerated ? notebook.accelerator_count : notebook.vcpus, kNoIndex};
  }
  const InstanceType& type = catalog.instance_types()[candidate.offer.type];
  if (type.accelerator_count > 0)
    return {true, type.accelerator, type.accelerator_count * candidate.machines, candidate.offer.type};
  return {false, type.cpu, type.vcpus * candidate.machines, candidate.offer.type};
}

double shared_error(const ErrorSource& a, const ErrorSource& b) {
  double share = ErrorShares::kAll;
  if (a.same_kind(b)) share += ErrorShares::kKind;
  if (a.same_device(b)) share += ErrorShares::kDevice;
  if (a.same_count(b)) share += ErrorShares::kCount;
  if (a.same_machine(b)) share += ErrorShares::kOwn;
  return share;
}

double slow_deviation(const RunTime& run) { return std::log(run.work_p90 / run.work) / kTenthDeviations; }
double fast_deviation(const RunTime& run) { return std::log(run.work / run.work_p10) / kTenthDeviations; }

bool may_be_cheaper(const Catalog& catalog, const Candidate& other, const Candidate& chosen) {
  if (!has_band(other) || !has_band(chosen)) return usd_of(other) <= usd_of(chosen);
  const double slow = slow_deviation(chosen.run), fast = fast_deviation(other.run);
  const double shared = shared_error(error_source(catalog, other), error_source(catalog, chosen));
  const double deviation = std::sqrt(slow * slow + fast * fast - 2 * shared * slow * fast);
  // The error is of the work; what the rest of the run costs is as certain as its price.
  const double work = (chosen.run.work + chosen.run.lost) / chosen.run.total();
  const double factor = 1 - work + work * std::exp(kQuarterDeviations * deviation);
  return usd_of(other) <= chosen.per_month.dollars() * factor + chosen.transfer.dollars();
}

}  // namespace cloudplan
