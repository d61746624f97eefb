// make_plan on random small worlds against every combination of places, each
// priced by itself: the machine, the bucket, and the transfer between them.

#include "cloudplan/catalog_compiler.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/transfer_cost.hpp"
#include "planner/data_search.hpp"

#include "catch.hpp"
#include "many_cases.hpp"
#include "plan_objective.hpp"
#include "small_tables.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <fmt/core.h>

using namespace cloudplan;

namespace {

// A price in dollars between `low` and `high` cents.
double cents(int low, int high) { return *rc::gen::inRange(low, high) / 100.0; }

const std::string kRegions[] = {"north", "south", "west"};  // the last with another provider

// `free_gb` go to the internet for nothing each month, from all regions of a provider together.
std::vector<CatalogFile> tables_of(const std::string& provider, const std::vector<std::string>& regions,
                                   int free_gb) {
  std::string types = "name,vcpus,memory_gib,arch,source\n",
              prices = "instance_type,region,on_demand,source\n";
  std::string places = "key,title,continent,country,residency,restricted\n";
  std::string disks = "region,type,redundancy,usd_per_gb_month,min_gb,max_gb,source\n";
  std::string buckets =
      "region,service,storage_class,redundancy,usd_per_gb_month,tier_from_gb,put_usd_per_1k,get_usd_per_1k,"
      "retrieval_usd_per_gb,first_byte_latency,source\n";
  std::string transfer = "kind,from,to,tier_from_gb,tier_to_gb,usd_per_gb,source\n";
  for (const char* const type : {"small", "large"}) {
    types += fmt::format("{},{},16,x86_64,list\n", type, type[0] == 's' ? 4 : 8);
    for (const std::string& region : regions)
      prices += fmt::format("{},{},{},list\n", type, region, cents(1, 30));
  }
  for (const std::string& region : regions) {
    places += fmt::format("{0},{0},europe,NO,eu,no\n", region);
    disks += fmt::format("{},gp3,zonal,{},1,65536,list\n", region, cents(1, 20));
    buckets += fmt::format("{},Store,Standard,multi-AZ,{},0,{},{},0,ms,list\n", region, cents(1, 10),
                           cents(0, 3), cents(0, 2));
    if (free_gb > 0) transfer += fmt::format("internet_egress,{},internet,0,{},0,list\n", region, free_gb);
    transfer += fmt::format("internet_egress,{},internet,{},,{},list\n", region, free_gb, cents(0, 30));
    for (const std::string& to : regions)
      if (to != region) transfer += fmt::format("inter_region,{},{},0,,{},list\n", region, to, cents(0, 10));
  }
  return files_of(provider, {places, types, prices, disks, buckets, transfer});
}

std::vector<std::byte> any_world(int free_gb = 0) {
  std::vector<CatalogFile> files = tables_of("acme", {kRegions[0], kRegions[1]}, free_gb);
  for (CatalogFile& file : tables_of("bolt", {kRegions[2]}, free_gb)) files.push_back(std::move(file));
  return compile_catalog(std::move(files));
}

Workload any_workload() {
  Workload workload;
  workload.constraints.same_provider = *rc::gen::inRange(0, 3) == 0;
  const auto datasets = *rc::gen::inRange<std::size_t>(0, 3), tasks = *rc::gen::inRange<std::size_t>(1, 3);
  for (std::size_t d = 0; d < datasets; ++d) {
    Dataset data;
    data.name = fmt::format("data{}", d);
    data.kind = DatasetKind::files;
    data.size = gigabytes(*rc::gen::inRange(1, 2000));
    data.objects = 1000;
    data.availability = Availability::multi_az;  // a bucket, not a disk
    workload.data.push_back(std::move(data));
  }
  for (std::size_t t = 0; t < tasks; ++t) {
    Task task;
    task.name = fmt::format("task{}", t);
    task.kind = TaskKind::vm;
    task.vcpus = 4;
    task.output = gigabytes(*rc::gen::inRange(0, 500));
    if (datasets > 0) task.dataset = workload.data[*rc::gen::inRange<std::size_t>(0, datasets)].name;
    if (t > 0) task.after = {"task0"};
    workload.tasks.push_back(std::move(task));
  }
  return workload;
}

class World {
 public:
  World(const Workload& workload, std::vector<std::byte> image, double free_gb = 0)
      : workload_(workload),
        free_gb_(free_gb),
        image_(std::move(image)),
        catalog_(image_, "image", Catalog::Check::everything),
        performance_(PerformanceCatalog::uncalibrated(catalog_)),
        book_(catalog_) {}

  Plan plan(const Workload& workload) const {
    return make_plan(workload, performance_,
                     {.trust_outliers = true,
                      .free_tiers = free_gb_ > 0,
                      .explain_infeasible = false,
                      .flip_points = false});
  }
  double free_gb() const { return free_gb_; }
  double gb_bytes(std::size_t region_number) const {
    return book_.gb_bytes(catalog_.regions()[region(region_number)].provider);
  }
  // To the internet from a region, without any allowance.
  double sent(std::size_t from, Bytes amount) const {
    return transfer_cost(book_, {.from = region(from), .gb = amount.value / gb_bytes(from)})
        .total()
        .dollars();
  }

  // What a variable costs in a region, alone: tasks first, then datasets.
  double own(std::size_t variable, std::size_t region) const {
    Workload alone;
    alone.constraints.regions = {kRegions[region]};
    const std::size_t tasks = workload_.tasks.size();
    if (variable < tasks) {
      alone.tasks = {workload_.tasks[variable]};
      alone.tasks[0].after.clear();
      const std::string read = std::exchange(alone.tasks[0].dataset, "");
      for (const Dataset& data : workload_.data)
        if (data.name == read)
          alone.tasks[0].disk = Bytes{alone.tasks[0].disk.value_or(Bytes{}).value + data.size->value};
      return plan(alone).tasks[0].chosen->per_month.dollars();
    }
    alone.data = {with_task_reads(workload_.data[variable - tasks], workload_)};
    alone.data[0].egress_per_month.reset();  // see sent()
    return plan(alone).data[0].chosen->compared.dollars();
  }

  double transfer(std::size_t from, std::size_t to, Bytes amount) const {
    if (from == to) return 0;
    const Index sender = region(from);
    const Transfer moved{.from = sender,
                         .to = region(to),
                         .gb = amount.value / book_.gb_bytes(catalog_.regions()[sender].provider)};
    return transfer_cost(book_, moved).total().dollars();
  }

  Index region(std::size_t number) const {
    for (Index i = 0; i < catalog_.regions().size(); ++i)
      if (catalog_.text(catalog_.regions()[i].key) == kRegions[number]) return i;
    return kNoIndex;
  }

 private:
  const Workload& workload_;
  double free_gb_;
  std::vector<std::byte> image_;
  Catalog catalog_;
  PerformanceCatalog performance_;
  PriceBook book_;
};

// What leaves for the internet, in the order of the bill, with each provider's allowance used up once.
class Sent {
 public:
  explicit Sent(const World& world) : world_(world), left_(2, world.free_gb()) {}
  void send(std::size_t from, Bytes amount) {
    double& left = left_[from == 2 ? 1 : 0];
    const double gb = amount.value / world_.gb_bytes(from), free = std::min(left, gb);
    left -= free;
    usd_ += world_.sent(from, Bytes{(gb - free) * world_.gb_bytes(from)});
  }
  double usd() const { return usd_; }

 private:
  const World& world_;
  std::vector<double> left_;
  double usd_ = 0;
};

double least_by_brute_force(const Workload& workload, const World& world) {
  const std::size_t tasks = workload.tasks.size(), variables = tasks + workload.data.size();
  std::vector<std::vector<double>> own(variables);
  for (std::size_t v = 0; v < variables; ++v)
    for (std::size_t r = 0; r < 3; ++r) own[v].push_back(world.own(v, r));
  double best = std::numeric_limits<double>::infinity();
  std::size_t combinations = 1;
  for (std::size_t v = 0; v < variables; ++v) combinations *= 3;
  for (std::size_t number = 0; number < combinations; ++number) {
    std::vector<std::size_t> at;
    for (std::size_t v = 0, rest = number; v < variables; ++v, rest /= 3) at.push_back(rest % 3);
    bool one_provider = true;
    double usd = 0;
    for (std::size_t v = 0; v < variables; ++v) {
      one_provider = one_provider && (at[v] == 2) == (at[0] == 2);
      usd += own[v][at[v]];
    }
    if (workload.constraints.same_provider && !one_provider) continue;
    Sent sent(world);
    for (std::size_t d = 0; d < workload.data.size(); ++d)
      if (const auto& egress = workload.data[d].egress_per_month) sent.send(at[tasks + d], *egress);
    const auto move = [&](std::size_t from, std::size_t to, Bytes amount) {
      if ((from == 2) == (to == 2))
        usd += world.transfer(from, to, amount);
      else
        sent.send(from, amount);
    };
    for (std::size_t t = 0; t < tasks; ++t) {
      for (std::size_t d = 0; d < workload.data.size(); ++d)
        if (workload.data[d].name == workload.tasks[t].dataset)
          move(at[tasks + d], at[t], *workload.data[d].size);
      if (t > 0) move(at[0], at[t], *workload.tasks[0].output);
    }
    best = std::min(best, usd + sent.usd());
  }
  return best;
}

}  // namespace

TEST_CASE("a plan costs what the best of all combinations of places costs", "[planner]") {
  CHECK(check_many("joint placement", 2000, [] {
    const Workload workload = any_workload();
    const World world(workload, any_world());
    const Plan plan = world.plan(workload);
    RC_ASSERT(plan.feasible);
    RC_ASSERT(std::abs(summed_objective(plan) - least_by_brute_force(workload, world)) < 1e-6);
  }));
}

TEST_CASE("a plan uses each free allowance once, and is the best that does", "[planner][free]") {
  CHECK(check_many("every combination, allowances shared", 700, [] {
    Workload workload = any_workload();
    for (Dataset& data : workload.data) data.egress_per_month = gigabytes(*rc::gen::inRange(0, 600));
    const int free_gb = *rc::gen::inRange(1, 800);
    const World world(workload, any_world(free_gb), free_gb);
    const Plan plan = world.plan(workload);
    RC_ASSERT(plan.feasible);
    RC_ASSERT(std::abs(summed_objective(plan) - least_by_brute_force(workload, world)) <= 1e-3);
    for (const AllowanceUse& use : plan.allowances) {
      RC_ASSERT(use.amount == free_gb);
      RC_ASSERT(use.used <= free_gb * (1 + 1e-12));
    }
    // What the lines say is free is what is reported as used.
    double said = 0, used = 0;
    const auto add = [&](const Cost& cost) {
      for (const CostLine& line : cost.lines)
        if (line.note.find("once per account") != std::string::npos) said += line.quantity;
    };
    for (const auto& data : plan.data) add(data.cost);
    for (const auto& flow : plan.flows) add(flow.cost);
    for (const AllowanceUse& use : plan.allowances) used += use.used;
    RC_ASSERT(std::abs(said - used) <= 1e-6);
  }));
}

TEST_CASE("a budget is kept, or less than the cheapest plan costs", "[planner]") {
  CHECK(check_many("budget", 300, [] {
    Workload workload = any_workload();
    const World world(workload, any_world());
    const Plan cheapest = world.plan(workload);
    workload.budget = dollars(*rc::gen::inRange(1, 400));
    const Plan plan = world.plan(workload);
    RC_ASSERT(plan.feasible == (cheapest.first_month() <= *workload.budget));
    if (plan.feasible) RC_ASSERT(plan.first_month() <= *workload.budget);
  }));
}

TEST_CASE("an offer more never costs more, and one provider for all never costs less", "[planner]") {
  CHECK(check_many("offers", 300, [] {
    Workload workload = any_workload();
    workload.constraints.same_provider = false;
    const World world(workload, any_world());
    const double all = summed_objective(world.plan(workload));
    workload.constraints.exclude = {*rc::gen::element<std::string>("acme/small", "acme/large", "bolt/large")};
    const double fewer = summed_objective(world.plan(workload));
    RC_ASSERT(all <= fewer + 1e-9);
    workload.constraints.exclude.clear();
    workload.constraints.same_provider = true;
    RC_ASSERT(all <= summed_objective(world.plan(workload)) + 1e-9);
  }));
}
