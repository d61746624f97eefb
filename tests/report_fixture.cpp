#include "report_fixture.hpp"

#include "cloudplan/catalog_compiler.hpp"

#include <cstdlib>

namespace cloudplan {

namespace {

std::vector<CatalogFile> tables() {
  return {
      {"data/acme/sources.csv",
       "key,as_of,weak,text\nlist,2026-02,no,\"price list, <b>2026</b>\"\nguess,2026-05-01,yes,from "
       "memory\n"},
      {"data/acme/providers.csv", "key,title,kind,enabled\nacme,Acme,cloud,yes\n"},
      {"data/acme/regions.csv",
       "key,title,continent,country,residency,restricted\nnorth,North,europe,NO,no,no\nsouth,South,europe,ES,"
       "eu,no\n"},
      {"data/acme/instance_types.csv",
       "name,vcpus,memory_gib,arch,accelerator,accelerator_count,source\n"
       "c.large,8,32,x86_64,,,list\ng.large,8,32,x86_64,nvidia-t4,1,list\ng.huge,96,384,x86_64,nvidia-a100-"
       "sxm4-40gb,8,list\n"},
      {"data/acme/prices.csv",
       "instance_type,region,on_demand,spot,source\nc.large,north,0.4,,list\ng.large,north,0.5,0.2,list\n"
       "g.large,south,0.6,,guess\ng.huge,south,32,,list\n"},
      {"data/hardware/accelerators.csv",
       "key,vendor,kind,memory_gib,native_fp16,source\nnvidia-t4,nvidia,gpu,16,yes,data sheet\n"
       "nvidia-a100-sxm4-40gb,nvidia,gpu,40,yes,data sheet\n"},
  };
}

Index price_of(const Catalog& catalog, std::string_view type_name, std::string_view region, Index& type) {
  for (type = 0; type < catalog.instance_types().size(); ++type) {
    const InstanceType& candidate = catalog.instance_types()[type];
    if (catalog.text(candidate.name) != type_name) continue;
    for (Index p = candidate.first_price; p < candidate.first_price + candidate.price_count; ++p)
      if (catalog.text(catalog.regions()[catalog.prices()[p].region].key) == region) return p;
  }
  std::abort();
}

Candidate candidate(const Catalog& catalog, std::string_view type, std::string_view region,
                    PurchaseOption purchase, double run_hours, double usd) {
  Candidate made;
  made.offer.price = price_of(catalog, type, region, made.offer.type);
  made.offer.purchase = purchase;
  made.timed = true;
  made.run.setup = Seconds{360};
  made.run.work = hours(run_hours);
  made.run.work_p10 = hours(run_hours * 0.8);
  made.run.work_p90 = hours(run_hours * 1.3);
  made.prediction.throughput = 400;
  made.prediction.bottleneck = Bottleneck::compute;
  made.prediction.precision = Precision::amp;
  made.prediction.global_batch = 64;
  made.per_run = made.per_month = dollars(usd);
  return made;
}

Cost one_line(const Catalog& catalog, const Candidate& c, double amount, Recurrence recurrence) {
  Cost cost;
  const Price& price = catalog.prices()[c.offer.price];
  cost.lines.push_back(cost_line("machine", amount / 0.2, "machine-hour", 0.2, price.source, recurrence));
  return cost;
}

TaskPlacement train(const Catalog& catalog) {
  TaskPlacement placed;
  placed.unit = "images";
  placed.items = 1e6;
  placed.considered = 4;
  placed.tie = true;
  placed.chosen = candidate(catalog, "g.large", "north", PurchaseOption::spot, 5, 1);
  placed.cost = one_line(catalog, *placed.chosen, 1, Recurrence::once);
  const auto add = [&](AlternativeKind kind, const Candidate& c) {
    placed.alternatives.push_back({kind, "", c, one_line(catalog, c, c.per_run.dollars(), Recurrence::once)});
  };
  add(AlternativeKind::cheapest_gpu, *placed.chosen);
  add(AlternativeKind::cheapest_cpu,
      candidate(catalog, "c.large", "north", PurchaseOption::on_demand, 50, 20));
  add(AlternativeKind::fastest, candidate(catalog, "g.huge", "south", PurchaseOption::on_demand, 0.1, 4));
  add(AlternativeKind::runner_up, candidate(catalog, "g.large", "south", PurchaseOption::on_demand, 5, 1.05));
  placed.exclusions = {{"too little memory", 3, "acme/c.large"}};
  placed.notes = {"may miss the deadline"};
  return placed;
}

StorageOption bucket(Index region, double monthly) {
  StorageOption option;
  option.provider = 0;
  option.region = region;
  option.monthly = option.compared = dollars(monthly);
  return option;
}

DatasetPlacement photos() {
  DatasetPlacement placed;
  placed.chosen = bucket(0, 3.335);
  placed.name = "Acme Store";
  placed.reason = "the cheapest that fits";
  // Three thirds of a cent that must add up when rounded.
  for (const char* const meter : {"storage", "requests", "egress"})
    placed.cost.lines.push_back(cost_line(meter, 1, "GB-month", 3.335 / 3, 0, Recurrence::monthly));
  placed.cost.unknown_meters = {"retrieval"};
  StorageOption disk = bucket(0, 9);
  disk.kind = StoreKind::disk;
  placed.alternatives.push_back({"disk", "Acme Disk", disk, {}, {}});
  placed.rejections = {"a database: too little space"};
  placed.flips = {{"size", 12, 2e12, "bytes", "Acme Disk"},
                  {"reads", 0.03, 1800, "object reads/month", "Acme Cold"}};
  return placed;
}

}  // namespace

ReportFixture::ReportFixture()
    : image(compile_catalog(tables())), catalog(image, "fixture", Catalog::Check::everything) {
  workload.name = "birds <&> \"co\"";
  workload.budget = dollars(200);
  workload.deadline = hours(24);
  Task task;
  task.name = "train";
  task.kind = TaskKind::train;
  task.model.name = "resnet-50";
  task.dataset = "photos";
  workload.tasks.push_back(task);
  Dataset data;
  data.name = "photos";
  data.size = gigabytes(150);
  workload.data.push_back(data);
  plan.tasks.push_back(train(catalog));
  plan.data.push_back(photos());
  plan.flows.push_back({"photos", "train", "acme/north", "acme/north", gigabytes(150), {}});
  plan.monthly = plan.data[0].cost.total();
  plan.one_off = plan.tasks[0].cost.total();
  plan.longest_chain = plan.tasks[0].chosen->run.total();
  plan.suspects = {"train: acme/x looks wrong"};
}

std::string ReportFixture::render(ReportFormat format, int columns) const {
  return cloudplan::render(plan, workload, catalog, {.format = format, .columns = columns, .unicode = true});
}

}  // namespace cloudplan
