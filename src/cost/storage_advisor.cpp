#include "database_plans.hpp"
#include "storage_internal.hpp"

#include "support/format_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr std::int32_t kOldAfterDays = 365;
constexpr std::string_view kAzureServers = "Azure Database for ";

StorageQuestion question(const PriceBook& book, const Dataset& dataset, const StorageContext& context) {
  return {
      .book = &book, .dataset = &dataset, .context = &context, .load = dataset_load(dataset, context.months)};
}

Index source_of(const PriceBook& book, const StorageOption& option) {
  const Catalog& catalog = book.catalog();
  switch (option.kind) {
    case StoreKind::bucket:
      return book.row(book.bucket_classes()[option.steps[0].bucket_class]).source;
    case StoreKind::disk:
      return catalog.table<BlockStorage>()[option.disk].source;
    case StoreKind::database:
      break;
  }
  if (option.plan != kNoIndex) return catalog.table<DatabasePlan>()[option.plan].source;
  const DatabaseServerless* const meter =
      serverless_meter(book, option.region, book.text(option.service), "");
  return meter ? meter->source : kNoIndex;
}

std::string bucket_name(const PriceBook& book, const StorageOption& option) {
  std::string text(book.text(option.service));
  for (int i = 0; i < option.step_count; ++i) {
    const LifecycleStep& step = option.steps[i];
    const ObjectStorageTier& row = book.row(book.bucket_classes()[step.bucket_class]);
    std::string_view name = book.text(row.storage_class);
    if (name.substr(0, 20) == "Intelligent-Tiering ") name = name.substr(0, 19);
    if (i > 0) text += fmt::format(", from day {:.0f}", step.from_day);
    text += ' ';
    text += name;
    if (i == 0 && spread_of(book.text(row.redundancy)) == 3)
      text += fmt::format(" ({})", book.text(row.redundancy));
  }
  return text;
}

std::string database_name(const PriceBook& book, const StorageOption& option) {
  const std::string_view service = book.text(option.service);
  switch (option.mode) {
    case DatabaseMode::serverless:
      return fmt::format("{} at {:g} ACU", service, option.units);
    case DatabaseMode::on_demand:
    case DatabaseMode::provisioned:
      return fmt::format("{} {}{}", service, option.count > 1 ? "global table " : "",
                         option.mode == DatabaseMode::on_demand ? "on demand" : "provisioned");
    default:
      break;
  }
  const DatabasePlan& plan = book.catalog().table<DatabasePlan>()[option.plan];
  std::string text = fmt::format("{} {}", service, book.text(plan.plan));
  if (book.text(plan.deployment) == "multi_az") text += " Multi-AZ";
  if (option.mode == DatabaseMode::io_optimized) text += " I/O-Optimized";
  if (option.count > 1) text = fmt::format("{:g} x {}", option.count, text);
  if (option.replicas > 0)
    text += fmt::format(" with {:g} read replica{}", option.replicas, option.replicas > 1 ? "s" : "");
  return text;
}

// A service is out as a whole, or only some of its plans are.
void mark_partly(StorageOptions& all) {
  for (Rejection& rejection : all.rejections)
    rejection.partly = std::any_of(all.options.begin(), all.options.end(), [&](const StorageOption& option) {
      return option.kind == rejection.kind && option.service == rejection.service;
    });
  // A region with the other deployment only says nothing about the service.
  std::erase_if(all.rejections,
                [](const Rejection& r) { return r.partly && r.limit == Limit::availability; });
}

}  // namespace

std::vector<std::uint8_t> allowed_regions(const PriceBook& book, const StorageContext& context) {
  const auto regions = book.catalog().regions();
  const auto providers = book.catalog().providers();
  std::vector<std::uint8_t> allowed;
  allowed.reserve(regions.size());
  for (Index i = 0; i < regions.size(); ++i) {
    const Region& region = regions[i];
    const bool provider = context.providers.empty() ? providers[region.provider].enabled_by_default != 0
                                                    : context.providers[region.provider];
    const bool place = context.regions.empty() ? region.restricted == 0 : context.regions[i];
    allowed.push_back(provider && place);
  }
  return allowed;
}

RegionFilter::RegionFilter(const PriceBook& book, const DatabasePlans& plans, const StorageContext& context)
    : allowed_(allowed_regions(book, context)) {
  const auto classes = book.bucket_classes();
  for (std::uint32_t i = 0; i < classes.size(); ++i)
    if (allows(book.row(classes[i]).region)) bucket_classes_.push_back(i);
  for (const PlanGroup& group : plans.groups())
    if (allows(group.region)) plan_groups_.push_back(&group);
  const auto disks = book.catalog().table<BlockStorage>();
  for (Index i = 0; i < disks.size(); ++i)
    if (allows(disks[i].region)) disks_.push_back(i);
}

void RejectionList::add(const Rejection& rejection) {
  for (Rejection& known : *list_) {
    if (known.kind != rejection.kind || !(known.service == rejection.service) ||
        known.limit != rejection.limit)
      continue;
    if (rejection.kind == StoreKind::bucket && !(known.best == rejection.best)) continue;
    known.count += std::max(1U, rejection.count);
    if (is_known(rejection.offered) && !(rejection.offered <= known.offered)) {
      known.offered = rejection.offered;
      known.best = rejection.best;
    }
    return;
  }
  list_->push_back(rejection);
  list_->back().count = std::max(1U, rejection.count);
}

void charge_egress(const StorageQuestion& q, Index region, Bill& bill) {
  const auto charge = [&](Bill& to) {
    const Index provider = q.book->catalog().regions()[region].provider;
    charge_transfer(to, *q.book,
                    {.from = region,
                     .gb = q.load.egress_bytes / q.book->gb_bytes(provider),
                     .free_tier = q.context->free_tier,
                     .free_used = q.context->account.of(provider, FreeMeter::egress)});
  };
  if (bill.wants_lines()) return charge(bill);
  q.egress.resize(q.book->catalog().regions().size());
  std::optional<Bill>& known = q.egress[region];
  if (!known) charge(known.emplace());
  bill.add(*known);
}

void set_money(const DatasetLoad& load, const Bill& bill, StorageOption& option) {
  option.monthly = bill.monthly();
  option.once = bill.once();
  option.complete = bill.complete();
  option.compared = bill.monthly() + dollars(bill.once().dollars() / load.spread_months);
}

StorageAdvisor::StorageAdvisor(const PriceBook& book)
    : book_(&book),
      databases_(std::make_shared<DatabasePlans>(book)),
      region_weights_(book.catalog(), Prepared::region_weights) {
  if (region_weights_.rows().size() != book.catalog().regions().size())
    region_weights_ = PreparedTable(weigh_regions());
}

std::vector<std::uint32_t> StorageAdvisor::weigh_regions() const {
  const Catalog& catalog = book_->catalog();
  std::vector<std::uint32_t> weights(catalog.regions().size(), 0);
  const auto count = [&](auto rows) {
    for (const auto& row : rows) ++weights[row.region];
  };
  for (const PlanGroup& group : databases_->groups()) weights[group.region] += group.count;
  count(catalog.table<ObjectStorageTier>());
  count(catalog.table<BlockStorage>());
  count(catalog.table<DatabaseServerless>());
  count(catalog.table<DatabaseStorage>());
  // Between locations of several regions, the continent with more of them.
  const auto regions = catalog.regions();
  const std::vector<std::uint32_t> own = weights;
  for (Index i = 0; i < regions.size(); ++i) {
    weights[i] *= 1000;
    for (Index j = 0; j < regions.size(); ++j)
      if (regions[i].provider == regions[j].provider && regions[i].continent == regions[j].continent)
        weights[i] += own[j] > 0;
  }
  return weights;
}

void StorageAdvisor::prepare(PreparedParts& parts) const {
  databases_->prepare(parts);
  part_of(parts, Prepared::region_weights) = region_weights_.bytes();
}

StorageOptions StorageAdvisor::options(const Dataset& dataset, const StorageContext& context) const {
  const StorageQuestion q = question(*book_, dataset, context);
  const RegionFilter regions(*book_, *databases_, context);
  StorageOptions all;
  all.options.reserve(regions.bucket_classes().size() + regions.plan_groups().size() +
                      book_->catalog().regions().size());
  add_bucket_options(q, regions, all);
  PriceLimit limit = PriceLimit::none();
  add_database_options(q, regions, *databases_, limit, all);
  add_disk_options(q, regions, all);
  mark_partly(all);
  if (all.options.empty()) keep_reasons_of_sold(q, regions, *databases_, all.rejections);
  return all;
}

namespace {

void bill_option(const StorageQuestion& q, const StorageOption& option, Bill& bill) {
  switch (option.kind) {
    case StoreKind::bucket:
      bill_bucket(q, option, bill);
      break;
    case StoreKind::database:
      bill_database(q, option, bill);
      break;
    case StoreKind::disk:
      bill_disk(q, option, bill);
      break;
  }
}

}  // namespace

Cost StorageAdvisor::cost(const Dataset& dataset, const StorageContext& context,
                          const StorageOption& option) const {
  Cost cost;
  Bill bill(cost);
  bill_option(question(*book_, dataset, context), option, bill);
  return cost;
}

FreeAmounts StorageAdvisor::drawn(const Dataset& dataset, const StorageContext& context,
                                  const StorageOption& option) const {
  if (!context.free_tier) return {};
  Bill bill;
  bill_option(question(*book_, dataset, context), option, bill);
  return bill.drawn();
}

std::string StorageAdvisor::name(const StorageOption& option) const {
  switch (option.kind) {
    case StoreKind::bucket:
      return bucket_name(*book_, option);
    case StoreKind::database:
      return database_name(*book_, option);
    case StoreKind::disk:
      break;
  }
  const std::string_view type = book_->text(book_->catalog().table<BlockStorage>()[option.disk].type);
  std::string text = fmt::format("{} of {:g} GB on ", type, option.gb);
  if (option.count > 1) text = fmt::format("{:g} x {}", option.count, text);
  if (option.machine == kNoIndex) return text + "a VM";
  if (option.machines > 1) text += fmt::format("{:g} x ", option.machines);
  return text.append(book_->text(book_->catalog().instance_types()[option.machine].name));
}

std::string StorageAdvisor::answer(const StorageOption& option) const {
  if (option.kind == StoreKind::disk) return std::string(kOnDisk);
  if (option.kind == StoreKind::bucket) {
    std::string text = bucket_name(*book_, option);
    if (option.step_count > 1) text = text.substr(0, text.find(", from day")) + " with a lifecycle";
    return text;
  }
  std::string text(book_->text(option.service));  // the engines of a service cost nearly the same
  if (text.substr(0, kAzureServers.size()) == kAzureServers) text = "Azure Database";
  for (const std::string_view engine : {" PostgreSQL", " MySQL"})
    if (const auto at = text.find(engine); at != std::string::npos) text.erase(at, engine.size());
  if (option.batched) text += kInBatches;
  return text;
}

std::vector<std::string> StorageAdvisor::warnings(const StorageOption& option,
                                                  const StorageContext& context) const {
  std::vector<std::string> texts;
  if (!option.complete) texts.emplace_back("a price is not known: the cost is incomplete");
  if (option.kind == StoreKind::disk && option.machine == kNoIndex)
    texts.emplace_back("the machine that the disk is attached to is not in the price");
  if (book_->catalog().providers()[option.provider].kind == ProviderKind::storage)
    texts.emplace_back("sells storage only: what reads it is elsewhere and gets it over the internet");
  if (option.free_plan)
    texts.emplace_back("a free plan: shared, small, without backups or a service level; not for production");
  if (option.replicas > 0)
    texts.emplace_back(
        "a read replica lags the writer by up to seconds: the program must send it reads that may");
  if (option.kind == StoreKind::database && option.plan != kNoIndex) {
    const std::string_view notes = book_->text(book_->catalog().table<DatabasePlan>()[option.plan].notes);
    if (notes.find("shared") != std::string_view::npos && !option.free_plan)
      texts.emplace_back("a shared server without a guaranteed share: for light loads");
  }
  if (option.kind == StoreKind::bucket) {
    const ObjectStorageTier& row = book_->row(book_->bucket_classes()[option.steps[0].bucket_class]);
    if (book_->text(row.redundancy) == "single AZ")
      texts.emplace_back("one zone only: for data that can be made again");
  }
  const Index source = source_of(*book_, option);
  if (source == kNoIndex) return texts;
  const Source& from = book_->catalog().sources()[source];
  if (from.weak)
    texts.emplace_back("the price was not found in any document: check it before you rely on it");
  if (context.today > 0 && context.today - from.as_of_day > kOldAfterDays)
    texts.push_back(fmt::format("the price is of {}", book_->text(from.as_of)));
  return texts;
}

}  // namespace cloudplan
