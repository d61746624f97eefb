// A plan with its names looked up and its rows put in order: what all formats
// show, so that they show the same. Texts are raw; each format escapes them.

#ifndef CLOUDPLAN_SRC_REPORT_PLAN_VIEW_HPP_
#define CLOUDPLAN_SRC_REPORT_PLAN_VIEW_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/pareto.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/report.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

struct PlaceView {
  std::string provider, provider_title;  // "aws", "Amazon Web Services"
  std::string region, region_title;      // "us-east-1", "N. Virginia"; empty where nobody can choose one
};

struct OfferView {
  PlaceView place;
  std::string type;                            // "g6.xlarge"; of a notebook "Google Colab Free (T4)"
  std::string name;                            // "aws/g6.xlarge", the way workloads name it
  std::string service;                         // "vm", "tpu", "sagemaker", ..., "notebook"
  std::string purchase;                        // "on_demand", "spot", "commit_1y", "commit_3y", "notebook"
  std::string accelerator, accelerator_title;  // "nvidia-l4", "NVIDIA L4"; empty: none
  double accelerators = 0;                     // of one machine
  double vcpus = kUnknown, memory_gib = kUnknown;
  std::string arch;
  double usd_per_hour = kUnknown;  // of one machine
};

struct LineView {
  const CostLine* line = nullptr;
  std::string source_key, source, as_of;  // empty for a price of the user's own
  bool weak_source = false;               // from general knowledge, not found in a document
  std::int64_t cents = 0;                 // as displayed; adds up with the others of its cost
};

struct CostView {
  std::vector<LineView> lines;
  std::vector<std::string> unknown_meters;
  Money monthly, once;
  std::int64_t monthly_cents = 0, once_cents = 0;  // as displayed
};

// Of a run from its start to its end; a notebook's waiting for its next session or week's quota included.
inline Seconds wall_time(const Candidate& candidate) {
  return std::max(candidate.run.total(), candidate.notebook.calendar);
}

struct CandidateView {
  std::vector<std::string> roles;  // "chosen", "cheapest_cpu", "provider"
  OfferView offer;
  const Candidate* candidate = nullptr;
  CostView cost;
  Money amount;  // what is compared: of one run of a job, else of a month; with the transfer of its data
  // To those of the chosen one; unknown where there is nothing to compare.
  double cost_ratio = kUnknown, time_ratio = kUnknown;

  bool has_role(std::string_view role) const;
  bool is_gpu() const { return offer.accelerators > 0; }
};

struct TaskView {
  const Task* task = nullptr;
  const TaskPlacement* placed = nullptr;
  std::vector<CandidateView> candidates;  // the chosen one first, then the cheapest first; empty: none fits
  bool job = false;                       // counted by the run, not by the month
  bool transfers() const;                 // whether any candidate pays to move its data

  const CandidateView* chosen() const { return candidates.empty() ? nullptr : &candidates.front(); }
  const CandidateView* with_role(std::string_view role) const;
};

struct StoreView {
  std::string role;  // "chosen", "bucket", "database", "disk", "provider", "records"
  std::string kind;  // "bucket", "database", "disk"
  std::string name;
  PlaceView place;
  const StorageOption* option = nullptr;
  std::vector<std::string> warnings;
  CostView cost;
  double cost_ratio = kUnknown;  // to the chosen one's compared cost
};

struct DatasetView {
  const Dataset* dataset = nullptr;
  const DatasetPlacement* placed = nullptr;
  std::vector<StoreView> stores;     // the chosen one first; empty: nothing can hold it
  std::optional<StoreView> records;  // beside the chosen one
  std::string disk_remark;           // why a disk that costs less was not chosen; empty where none does
};

struct FlowView {
  const DataFlow* flow = nullptr;
  CostView cost;
};

// A plan of the front of cost and time, with what it chooses.
struct FrontView {
  const FrontPoint* point = nullptr;
  std::vector<TaskView> tasks;
  std::vector<DatasetView> data;
  Money monthly, once;
};

// From when the prices of a provider are.
struct PriceDate {
  std::string provider, title;  // "aws", "Amazon Web Services"
  std::string oldest, newest;   // "2026-06-18", "2026-06", "2026"; the same when there is one date
};
// In the order of the catalog's providers.
std::vector<PriceDate> price_dates(const Plan& plan, const Catalog& catalog);

struct PlanView {
  std::string file;
  const Workload* workload = nullptr;
  const Plan* plan = nullptr;
  std::vector<TaskView> tasks;
  std::vector<DatasetView> data;
  std::vector<FlowView> flows;
  std::vector<FrontView> front;  // empty: not asked for
  std::vector<PriceDate> prices;
  const ConfigNote* config = nullptr;                                     // null: none
  std::int64_t monthly_cents = 0, once_cents = 0, first_month_cents = 0;  // as displayed: the rows' sums
  bool complete = true;
};

PlanView make_view(const PlanDocument& document, const Catalog& catalog);

OfferView offer_view(const Offer& offer, const Catalog& catalog);
PlaceView place_view(Index provider, Index region, const Catalog& catalog);
CostView cost_view(const Cost& cost, const Catalog& catalog);
// "NVIDIA A100 40 GB" for "nvidia-a100-sxm4-40gb".
std::string accelerator_title(std::string_view key);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_PLAN_VIEW_HPP_
