// Plans under adjustments, made with the searches of another plan, against plans made from nothing.

#include "cloudplan/catalog_compiler.hpp"
#include "planner/adjustments.hpp"
#include "planner/joint_plan.hpp"

#include "catch.hpp"
#include "embedded_fixture.hpp"
#include "many_cases.hpp"
#include "small_tables.hpp"

#include <string>
#include <vector>

#include <fmt/core.h>

using namespace cloudplan;

namespace {

template <class T>
T any_of_these(const std::vector<T>& values) {
  return values[*rc::gen::inRange<std::size_t>(0, values.size())];
}

double any_factor() { return any_of_these<double>({0.1, 0.5, 0.8, 0.95, 1, 1.05, 1.3, 2, 10}); }

// Few prices, so that many offers cost the same.
std::vector<CatalogFile> tables_of(const std::string& provider, const std::vector<std::string>& regions) {
  std::string types = "name,vcpus,memory_gib,arch,source\n", places, prices, disks, buckets, transfer;
  places = "key,title,continent,country,residency,restricted\n";
  prices = "instance_type,region,on_demand,spot,interruption,source\n";
  disks = "region,type,redundancy,usd_per_gb_month,min_gb,max_gb,source\n";
  buckets =
      "region,service,storage_class,redundancy,usd_per_gb_month,tier_from_gb,put_usd_per_1k,get_usd_per_1k,"
      "retrieval_usd_per_gb,first_byte_latency,source\n";
  transfer = "kind,from,to,tier_from_gb,tier_to_gb,usd_per_gb,source\n";
  for (const char* const type : {"a", "b", "c", "d", "e"}) {
    types +=
        fmt::format("{},{},{},x86_64,list\n", type, any_of_these<int>({4, 8}), any_of_these<int>({16, 32}));
    for (const std::string& region : regions)
      if (*rc::gen::inRange(0, 5) != 0)
        prices += fmt::format("{},{},0.{},0.{},,list\n", type, region, *rc::gen::inRange(1, 5),
                              *rc::gen::inRange(1, 5));
  }
  for (const std::string& region : regions) {
    places += fmt::format("{0},{0},europe,NO,eu,no\n", region);
    disks += fmt::format("{},gp3,zonal,0.0{},1,65536,list\n", region, *rc::gen::inRange(1, 3));
    buckets += fmt::format("{},Store,Standard,multi-AZ,0.0{},0,0.01,0.01,0,ms,list\n", region,
                           *rc::gen::inRange(1, 4));
    transfer += fmt::format("internet_egress,{},internet,0,,0.{},list\n", region, *rc::gen::inRange(0, 3));
    for (const std::string& to : regions)
      if (to != region) transfer += fmt::format("inter_region,{},{},0,,0.01,list\n", region, to);
  }
  return files_of(provider, {places, types, prices, disks, buckets, transfer});
}

std::vector<std::byte> any_world() {
  std::vector<CatalogFile> files = tables_of("acme", {"north", "south"});
  for (CatalogFile& file : tables_of("bolt", {"west"})) files.push_back(std::move(file));
  return compile_catalog(std::move(files));
}

void add_data(Workload& workload) {
  for (std::size_t d = 0; d < 2; ++d) {
    Dataset data;
    data.name = fmt::format("data{}", d);
    data.kind = DatasetKind::files;
    data.size = gigabytes(*rc::gen::inRange(1, 2000));
    data.objects = 1000;
    data.availability = Availability::multi_az;
    workload.data.push_back(std::move(data));
  }
}

Workload any_machines() {
  Workload workload;
  add_data(workload);
  for (std::size_t t = 0; t < 3; ++t) {
    Task task;
    task.name = fmt::format("task{}", t);
    task.kind = TaskKind::vm;
    task.vcpus = 4;
    task.hours_per_month = *rc::gen::inRange(1, 8) * 100;
    task.dataset = workload.data[*rc::gen::inRange<std::size_t>(0, 2)].name;
    workload.tasks.push_back(std::move(task));
  }
  workload.constraints.purchase = {"on_demand", "spot"};
  workload.constraints.same_provider = *rc::gen::inRange(0, 3) == 0;
  if (*rc::gen::inRange(0, 3) == 0) workload.budget = dollars(*rc::gen::inRange(10, 600));
  return workload;
}

// Half a month of one machine of some types.
std::vector<OwnedCapacity> any_owned(const Catalog& catalog) {
  OwnedCapacity capacity;
  capacity.label = "owned";
  capacity.machines = *rc::gen::inRange(1, 3);
  capacity.regions.assign(catalog.regions().size(), true);
  for (Index i = 0; i < catalog.instance_types().size(); ++i)
    capacity.types.push_back(*rc::gen::inRange(0, 3) == 0);
  return {capacity};
}

void check_same(const Plan& a, const Plan& b) {
  RC_ASSERT(a.feasible == b.feasible);
  RC_ASSERT(a.monthly == b.monthly);
  RC_ASSERT(a.one_off == b.one_off);
  RC_ASSERT(a.longest_chain.value == b.longest_chain.value);
  for (std::size_t t = 0; t < a.tasks.size(); ++t) {
    const auto &x = a.tasks[t].chosen, &y = b.tasks[t].chosen;
    RC_ASSERT(x.has_value() == y.has_value());
    if (!x) continue;
    RC_ASSERT(x->offer == y->offer);
    RC_ASSERT(x->machines == y->machines);
    RC_ASSERT(x->score == y->score);
    RC_ASSERT(x->per_month == y->per_month);
    RC_ASSERT(x->run.total().value == y->run.total().value);
  }
  for (std::size_t d = 0; d < a.data.size(); ++d) {
    RC_ASSERT(a.data[d].name == b.data[d].name);
    RC_ASSERT(a.data[d].cost.total() == b.data[d].cost.total());
  }
}

// With any machine at another price or speed, and then any task with more to do.
void check_replanned(const Workload& workload, const PerformanceCatalog& performance,
                     const PlanOptions& options, const std::vector<Offer>& offers) {
  const Market market(workload, performance);
  JointPlan joint(workload, market, options);
  joint.rank(workload.objective, 0);
  for (int i = 0; i < 3; ++i) {
    const Offer offer = any_of_these(offers);
    Adjustments adjustments{.list = {{offer.type, offer.notebook, any_factor(), any_factor()}}};
    const Plan anew = make_brief_plan(workload, market, options, adjustments);
    adjustments.known = joint.searches();
    check_same(make_brief_plan(workload, market, options, adjustments), anew);
  }
  Workload more = workload;
  const auto task = *rc::gen::inRange<std::size_t>(0, workload.tasks.size());
  more.tasks[task].runs_per_month *= any_factor();
  if (more.tasks[task].hours_per_month) *more.tasks[task].hours_per_month *= 0.7;
  Adjustments adjustments{.known = joint.searches()};
  adjustments.known.tasks[task] = nullptr;
  for (std::size_t d = 0; d < more.data.size(); ++d)
    if (more.data[d].name == more.tasks[task].dataset) adjustments.known.data[d] = nullptr;
  check_same(make_brief_plan(more, market, options, adjustments), make_brief_plan(more, market, options));
}

const std::vector<std::string> kTypes = {"aws/c7i.xlarge", "aws/c7g.16xlarge",       "aws/g4dn.xlarge",
                                         "aws/g6.xlarge",  "gcp/n2-highcpu-96",      "gcp/g2-standard-4",
                                         "aws/p3.2xlarge", "azure/Standard_D16s_v5", "aws/m7g.4xlarge"};

Task any_job(std::size_t number) {
  Task task;
  task.name = fmt::format("job{}", number);
  if (*rc::gen::inRange(0, 2) == 0) {
    task.kind = TaskKind::train;
    task.model.name = any_of_these<std::string>({"resnet-18", "bert-base"});
    task.samples = *rc::gen::inRange(1, 200) * 10000.0;
  } else {
    task.kind = TaskKind::batch;
    task.core_hours = *rc::gen::inRange(5, 400);
  }
  task.runs_given = *rc::gen::inRange(0, 2) == 0;
  if (task.runs_given) task.runs_per_month = *rc::gen::inRange(1, 5);
  task.checkpoint_interval = Seconds{600};
  if (number > 0 && *rc::gen::inRange(0, 2) == 0) task.after = {"job0"};
  return task;
}

Workload any_jobs() {
  Workload workload;
  for (std::size_t t = 0; t < 3; ++t) workload.tasks.push_back(any_job(t));
  workload.objective = any_of_these<Objective>({Objective::cost, Objective::balanced, Objective::time});
  // Either these machines, or few with notebooks and their quotas.
  if (*rc::gen::inRange(0, 2) == 0)
    workload.constraints.include = kTypes;
  else
    workload.constraints.providers = {"ibm", "kaggle", "google-colab"};
  if (*rc::gen::inRange(0, 3) == 0) workload.deadline = Seconds{*rc::gen::inRange(2, 60) * 3600.0};
  if (*rc::gen::inRange(0, 3) == 0) workload.budget = dollars(*rc::gen::inRange(1, 60));
  return workload;
}

// Of the machines named, and of what the plan uses.
std::vector<Offer> offers_for(const Workload& workload) {
  const Catalog& catalog = performance().catalog();
  std::vector<Offer> offers;
  for (Index i = 0; i < catalog.instance_types().size(); ++i)
    for (const std::string& name : kTypes)
      if (catalog.full_name(catalog.instance_types()[i]) == name) offers.push_back({.type = i});
  for (const TaskPlacement& task : make_plan(workload, performance(), {.flip_points = false}).tasks)
    if (task.chosen) offers.push_back(task.chosen->offer);
  return offers;
}

}  // namespace

TEST_CASE("in small worlds a plan made again in part equals one made anew", "[replan]") {
  CHECK(check_many("machines and data", 300, [] {
    const Workload workload = any_machines();
    const std::vector<std::byte> image = any_world();
    const Catalog catalog(image, "image", Catalog::Check::everything);
    const PerformanceCatalog performance = PerformanceCatalog::uncalibrated(catalog);
    PlanOptions options{.trust_outliers = true, .explain_infeasible = false, .flip_points = false};
    if (*rc::gen::inRange(0, 2) == 0) options.owned = any_owned(catalog);
    std::vector<Offer> offers;
    for (Index i = 0; i < catalog.instance_types().size(); ++i) offers.push_back({.type = i});
    check_replanned(workload, performance, options, offers);
  }));
}

TEST_CASE("of jobs with deadlines, budgets and quotas a plan made again in part equals one made anew",
          "[replan]") {
  CHECK(check_few("jobs", 12, [] {
    const Workload workload = any_jobs();
    check_replanned(workload, performance(), {.explain_infeasible = false, .flip_points = false},
                    offers_for(workload));
  }));
}
