// The options of `cloudplan price`: one table for all services, from which each
// service takes those that mean something to it.

#ifndef CLOUDPLAN_SRC_CLI_PRICE_INPUT_HPP_
#define CLOUDPLAN_SRC_CLI_PRICE_INPUT_HPP_

#include "command.hpp"
#include "open_catalog.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan::cli {

enum class PriceOption {
  region,
  storage_class,
  redundancy,
  gb,
  objects,
  puts,
  gets,
  retrieval_gb,
  retrieval_requests,
  expedited_gb,
  expedited_requests,
  bulk_gb,
  bulk_requests,
  upload_gb,
  select_scanned_gb,
  select_returned_gb,
  list_ops,
  other_ops,
  data_write_gb,
  index_tags,
  transitions,
  early_gb_months,
  infrequent_gb,
  archive_instant_gb,
  archive_gb,
  deep_archive_gb,
  egress_gb,
  egress_to,
  network,
  transfer_gb,
  transfer_to,
  engine,
  instance,
  plan,
  deployment,
  multi_az,
  hours,
  month_hours,
  count,
  storage_gb,
  storage_type,
  iops,
  mbps,
  io_requests,
  backup_gb,
  snapshot_gb,
  fast_restore_hours,
  snapshot_list_requests,
  snapshot_get_requests,
  snapshot_put_requests,
  io_optimized,
  replicas,
  extended_support,
  cpu_credit_hours,
  snapshot_export_gb,
  backtrack_records,
  unused_ip_hours,
  monitored_metrics,
  acu_hours,
  generation,
  billing,
  read_units,
  write_units,
  replica_write_units,
  replica_region,
  pitr_gb,
  restore_gb,
  stream_requests,
  disk_type,
  from,
  to,
  sent_gb,
  other_zone,
  type,
  purchase,
  gpu,
  machine,
  meter,
  quantity,
  amount,
  kCount
};

// What Terraform's attributes, Infracost's usage keys and consoles call an option: "--instance-class".
std::vector<std::string> other_names(PriceOption option);

// What was given on the command line.
class PriceInput {
 public:
  std::optional<double> given(PriceOption option) const { return numbers_[index(option)]; }
  double number(PriceOption option, double otherwise = 0) const { return given(option).value_or(otherwise); }
  const std::string& text(PriceOption option) const { return texts_[index(option)]; }
  bool flag(PriceOption option) const { return flags_[index(option)]; }

  bool free_tier() const { return free_tier_ == "on"; }
  const std::string& format() const { return format_; }
  bool strict() const { return strict_; }
  const CatalogChoice& catalog() const { return catalog_; }
  const std::string& output() const { return output_; }
  const std::string& max_catalog_age() const { return max_catalog_age_; }

  // The options of a service, which write into this object.
  std::vector<Option> options(const std::vector<PriceOption>& wanted);
  // Throws InputError when a number is negative or not finite, or a count is no whole number.
  void check(std::string_view service) const;

 private:
  void add_common(std::vector<Option>& made);
  static std::size_t index(PriceOption option) { return static_cast<std::size_t>(option); }

  static constexpr std::size_t kCount = static_cast<std::size_t>(PriceOption::kCount);
  std::array<std::optional<double>, kCount> numbers_;
  std::array<std::string, kCount> texts_;
  std::array<bool, kCount> flags_{};
  std::string free_tier_ = "off";
  std::string format_ = "table";
  bool strict_ = false;
  CatalogChoice catalog_;
  std::string output_, max_catalog_age_;
};

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PRICE_INPUT_HPP_
