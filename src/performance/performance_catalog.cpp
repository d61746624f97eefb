#include "cloudplan/performance_catalog.hpp"

#include "cloudplan/error.hpp"
#include "cloudplan/prepared_table.hpp"
#include "performance/constants.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

namespace cloudplan {
namespace {

using Key = std::pair<std::string_view, std::string_view>;

// The constants stand in order of table and key.
const Constant* find_constant(const Catalog& catalog, std::string_view table, std::string_view key) {
  const auto constants = catalog.table<Constant>();
  const auto at = std::lower_bound(constants.begin(), constants.end(), Key{table, key},
                                   [&](const Constant& c, const Key& wanted) {
                                     return Key{catalog.text(c.table), catalog.text(c.key)} < wanted;
                                   });
  if (at == constants.end() || catalog.text(at->table) != table || catalog.text(at->key) != key)
    return nullptr;
  return &*at;
}

}  // namespace

PerformanceCatalog::PerformanceCatalog(const Catalog& catalog, Uncalibrated)
    : catalog_(&catalog), model_(performance::prior_model()) {}

PerformanceCatalog PerformanceCatalog::uncalibrated(const Catalog& catalog) {
  return PerformanceCatalog(catalog, Uncalibrated{});
}

PerformanceCatalog::PerformanceCatalog(const Catalog& catalog) : catalog_(&catalog), calibrated_(true) {
  if (!read_prepared()) look_up_constants();
}

bool PerformanceCatalog::read_prepared() {
  static_assert(std::is_trivially_copyable_v<PerformanceModel>);
  const auto model = catalog_->prepared(Prepared::performance_model);
  const auto measured = catalog_->prepared(Prepared::measured_devices);
  if (model.size() != sizeof model_ || measured.size() != catalog_->accelerators().size()) return false;
  std::memcpy(&model_, model.data(), sizeof model_);
  for (const std::byte device : measured) measured_.push_back(std::to_integer<std::uint8_t>(device));
  return true;
}

void PerformanceCatalog::prepare(PreparedParts& parts) const {
  const auto model = std::as_bytes(std::span(&model_, 1)), measured = std::as_bytes(std::span(measured_));
  part_of(parts, Prepared::performance_model).assign(model.begin(), model.end());
  part_of(parts, Prepared::measured_devices).assign(measured.begin(), measured.end());
}

// No prior is left: every constant is in the catalog, or named as missing.
void PerformanceCatalog::look_up_constants() {
  std::vector<Diagnostic> missing;
  for (const performance::ModelConstant& constant : performance::constants_of(&model_)) {
    const Constant* found = find_constant(*catalog_, constant.table, constant.key);
    if (found == nullptr) {
      Diagnostic diagnostic;
      diagnostic.file = "catalog";
      diagnostic.message = "no performance constant \"" + constant.table + "\" \"" + constant.key + "\"";
      missing.push_back(std::move(diagnostic));
    } else {
      *constant.value = found->value;
    }
  }
  if (!missing.empty()) throw InputError(std::move(missing));
  for (const Accelerator& accelerator : catalog_->accelerators())
    measured_.push_back(find_constant(*catalog_, "measured.device", catalog_->text(accelerator.key)) !=
                        nullptr);
}

std::optional<LearnedWork> PerformanceCatalog::learned(std::string_view key) const {
  if (!calibrated_) return std::nullopt;
  const auto value = [&](std::string_view table, double fallback) {
    const Constant* found = find_constant(*catalog_, table, key);
    return found == nullptr ? fallback : found->value;
  };
  if (find_constant(*catalog_, "learned.work", key) == nullptr) return std::nullopt;
  LearnedWork out;
  out.forward_flops = value("learned.flops", kUnknown);
  out.work_factor = value("learned.work", 1);
  out.traffic_factor = value("learned.traffic", 1) * out.work_factor;
  out.step_factor = value("learned.step", 1);
  return out;
}

const OwnShift* PerformanceCatalog::own_shift(std::string_view model, JobKind kind) const {
  for (const OwnShift& shift : own_)
    if (shift.kind == kind && shift.model == model) return &shift;
  return nullptr;
}

}  // namespace cloudplan
