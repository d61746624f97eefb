// The performance model of a catalog: its fitted constants, and the devices, processors and models that
// predictions are made for, by the names that workloads and measurements use.

#ifndef CLOUDPLAN_PERFORMANCE_CATALOG_HPP_
#define CLOUDPLAN_PERFORMANCE_CATALOG_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/performance.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan {

// A model of the registry: its facts per item ("images", "sequences", "tokens", "samples") at its usual size.
struct ModelEntry {
  ModelFacts facts{};
  std::string_view name, item, image_size;
  double inference_passes = 1;  // forward passes behind one produced item: denoising steps x guidance
};

// What the measurements of a model taught; docs/model.md, "Learned works".
struct LearnedWork {
  double forward_flops = kUnknown;  // effective, where no published figure exists
  double work_factor = 1, traffic_factor = 1, step_factor = 1;
};

// What the user's own measurements of a model say of its predictions (own_measurements.hpp).
struct OwnShift {
  std::string model;
  JobKind kind = JobKind::train;
  double ratio = 1;  // measured over predicted throughput, the median
  std::size_t measurements = 0;
  std::string newest;  // date of the newest: "2026-11-22"
};

// A view: the catalog must outlive it. Lookups are binary or short linear searches; keep what they return.
class PerformanceCatalog {
 public:
  // Throws InputError when the catalog's constants are incomplete or name what this version does not know.
  explicit PerformanceCatalog(const Catalog& catalog);
  // At the priors, with nothing learned: what a calibration starts from.
  static PerformanceCatalog uncalibrated(const Catalog& catalog);

  const PerformanceModel& model() const { return model_; }
  const Catalog& catalog() const { return *catalog_; }

  // By key, alias or what people write where only one is meant ("RTX 4090", "Tesla T4"), any case.
  std::optional<AcceleratorSpec> accelerator(std::string_view name) const;
  const Accelerator* find_accelerator(std::string_view name) const;  // its record, or nullptr
  AcceleratorSpec spec(const Accelerator& accelerator) const;
  // By the key of a processor ("intel-xeon-platinum-8275cl") or a generation ("intel-ice-lake-sp"), or by any
  // name that tells the generation ("Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz").
  std::optional<CpuSpec> cpu(std::string_view name) const;
  // By name or alias, any case and separators, and by what people put around them: an organization, a
  // checkpoint tag, a number format ("meta-llama/Llama-3.1-8B-Instruct-AWQ").
  std::optional<ModelEntry> find_model(std::string_view name) const;
  // The name in the registry that is nearest to one that is not in it; empty when none is near.
  std::string_view nearest_model(std::string_view name) const;
  // Of a model whose FLOPs are stated, or "model|task|unit" where they are not.
  std::optional<LearnedWork> learned(std::string_view key) const;

  // From now on own_shift() finds these; nothing else changes.
  void calibrate(std::vector<OwnShift> shifts) { own_ = std::move(shifts); }
  // Of a model by the registry's name; nullptr without measurements of it. Valid until calibrate().
  const OwnShift* own_shift(std::string_view model, JobKind kind) const;

  // "aws/p4d.24xlarge", or nothing.
  const InstanceType* instance(std::string_view full_name) const;
  // `count` nodes of an instance type, with all their accelerators.
  Machine machine(const InstanceType& type, double count) const;

  // For the image, see Catalog::prepared().
  void prepare(PreparedParts& parts) const;

 private:
  struct Uncalibrated {};
  PerformanceCatalog(const Catalog& catalog, Uncalibrated tag);
  CpuSpec spec(const Cpu& cpu, const Processor* processor) const;
  bool read_prepared();
  void look_up_constants();

  const Catalog* catalog_;
  PerformanceModel model_{};
  bool calibrated_ = false;
  std::vector<OwnShift> own_;
  // By accelerator, 1: its constants were fitted to measurements of it, too.
  std::vector<std::uint8_t> measured_;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_PERFORMANCE_CATALOG_HPP_
