#include "planner/notebook_use.hpp"

#include "catch.hpp"
#include "cloudplan/planner.hpp"
#include "embedded_fixture.hpp"

#include <cmath>
#include <string>
#include <vector>

using namespace cloudplan;

namespace {

const Catalog& catalog() { return performance().catalog(); }

Plan plan_of(const Workload& workload) { return make_plan(workload, performance(), {.flip_points = false}); }

const Notebook& row(std::string_view service, std::string_view plan, std::string_view machine) {
  for (const Notebook& notebook : catalog().table<Notebook>())
    if (catalog().text(notebook.service) == service && catalog().text(notebook.plan) == plan &&
        catalog().text(notebook.machine) == machine)
      return notebook;
  FAIL("no such notebook");
  return catalog().table<Notebook>().front();
}

Task job(const std::string& name) {
  Task task;
  task.name = name;
  task.kind = TaskKind::train;
  task.model.name = "resnet-50";
  task.samples = 1281167;
  task.checkpoint_interval = Seconds{1200};
  return task;
}

RunTime run_of(double setup_hours, double work_hours) {
  RunTime run;
  run.setup = hours(setup_hours);
  run.work = run.work_p10 = run.work_p90 = hours(work_hours);
  return run;
}

double hours_of(Seconds time) { return time.value / 3600; }

NotebookBill bill_of(const Notebook& notebook, const Task& task, const RunTime& run,
                     const QuotaUse& others = {}) {
  const auto bill = notebook_bill(catalog(), notebook, task, run, others);
  REQUIRE(bill);
  return *bill;
}

// Jobs on Kaggle's GPUs only.
Workload on_kaggle(const std::vector<double>& epochs) {
  Workload workload;
  for (std::size_t i = 0; i < epochs.size(); ++i) {
    workload.tasks.push_back(job("job" + std::to_string(i)));
    workload.tasks.back().epochs = epochs[i];
  }
  workload.constraints.providers = {"kaggle"};
  workload.constraints.accelerators = {"t4", "p100"};
  return workload;
}

}  // namespace

TEST_CASE("every session of a notebook begins with the copy of the data", "[notebook]") {
  const Notebook& kaggle = row("Kaggle Notebooks", "Free", "T4");  // sessions of 12 h
  CHECK(over_sessions(kaggle, run_of(1, 10)).setup == hours(1));
  CHECK(over_sessions(kaggle, run_of(1, 22)).setup == hours(2));
  CHECK(over_sessions(kaggle, run_of(1, 23)).setup == hours(3));
  CHECK(bill_of(kaggle, job("a"), over_sessions(kaggle, run_of(1, 23))).use.sessions == 3);
  CHECK_FALSE(notebook_bill(catalog(), kaggle, job("a"), over_sessions(kaggle, run_of(13, 1)), {}));
}

TEST_CASE("a weekly quota is used up by those before", "[notebook]") {
  const Notebook& kaggle = row("Kaggle Notebooks", "Free", "T4");  // 30 h a week
  const Task task = job("a");
  CHECK_THAT(hours_of(bill_of(kaggle, task, run_of(0, 20)).calendar_time), WithinAbs(20, 1e-6));
  CHECK_THAT(hours_of(bill_of(kaggle, task, run_of(0, 40)).calendar_time), WithinAbs(168 + 10, 1e-6));
  // Five hours are left of the first week, then fifteen of the second.
  CHECK_THAT(hours_of(bill_of(kaggle, task, run_of(0, 20), {0, 25}).calendar_time),
             WithinAbs(168 + 15, 1e-6));
  // Ten hours of each week.
  CHECK_THAT(hours_of(bill_of(kaggle, task, run_of(0, 15), {20, 0}).calendar_time), WithinAbs(168 + 5, 1e-6));
  CHECK_FALSE(notebook_bill(catalog(), kaggle, task, run_of(0, 15), {30, 0}));
}

TEST_CASE("two jobs share a week of free hours", "[notebook]") {
  const Plan one = plan_of(on_kaggle({1}));
  REQUIRE(one.feasible);
  const double epoch = hours_of(one.tasks[0].chosen->run.work);
  // Each would be done within its week; together they are not.
  const Workload both = on_kaggle({20 / epoch, 22 / epoch});
  const Plan plan = plan_of(both);
  REQUIRE(plan.feasible);
  const NotebookUse &a = plan.tasks[0].chosen->notebook, &b = plan.tasks[1].chosen->notebook;
  CHECK(std::max(hours_of(a.calendar), hours_of(b.calendar)) > 168);
  CHECK(std::min(hours_of(a.calendar), hours_of(b.calendar)) < 48);
  CHECK(std::max(a.quota_before, b.quota_before) > 19);
  CHECK(std::min(a.quota_before, b.quota_before) == 0);

  Workload hurried = both;
  hurried.deadline = hours(72);
  CHECK_FALSE(plan_of(hurried).feasible);  // nothing else is allowed
  hurried.constraints.providers = {"kaggle", "aws"};
  hurried.constraints.accelerators.clear();
  const Plan apart = plan_of(hurried);
  REQUIRE(apart.feasible);
  CHECK(apart.tasks[0].chosen->offer.is_notebook() != apart.tasks[1].chosen->offer.is_notebook());
}

TEST_CASE("more jobs than a quota has weeks go elsewhere", "[notebook]") {
  const Plan one = plan_of(on_kaggle({1}));
  const double epochs = 28 / hours_of(one.tasks[0].chosen->run.work);
  Workload workload = on_kaggle({epochs, epochs, epochs, epochs, epochs, epochs});
  workload.constraints.providers = {"kaggle", "aws"};
  const Plan plan = plan_of(workload);
  REQUIRE(plan.feasible);
  double hours_used = 0;
  for (const TaskPlacement& placed : plan.tasks)
    if (placed.chosen->offer.is_notebook()) hours_used += hours_of(placed.chosen->run.total());
  CHECK(hours_used > 28);
  CHECK(hours_used <= 4 * 30);
}

TEST_CASE("compute units are sold by the hundred, to each user", "[notebook]") {
  const Notebook& payg = row("Google Colab", "Pay As You Go", "L4");  // 1.71 units an hour
  CHECK(bill_of(payg, job("a"), run_of(0, 1)).cost.total() == dollars(9.99));
  CHECK(bill_of(payg, job("a"), run_of(0, 23)).cost.total() == dollars(9.99));
  const Notebook& pro = row("Google Colab", "Pro", "L4");  // 100 units are in the plan
  CHECK(bill_of(pro, job("a"), run_of(0, 23)).cost.total() == dollars(9.99));
  Task people;
  people.kind = TaskKind::notebook;
  people.users = 3;
  people.hours_per_week = 20;
  const auto bill = notebook_bill(catalog(), pro, people, {}, {});
  REQUIRE(bill);  // 149 units each: the plan and a pack
  CHECK(bill->cost.total() == dollars(3 * (9.99 + 9.99)));
}

TEST_CASE("the weekly quota is each user's own", "[notebook]") {
  Task people;
  people.kind = TaskKind::notebook;
  people.users = 4;
  people.hours_per_week = 20;
  const Notebook& kaggle = row("Kaggle Notebooks", "Free", "T4");
  CHECK(notebook_bill(catalog(), kaggle, people, {}, {}));
  people.hours_per_week = 31;
  CHECK_FALSE(notebook_bill(catalog(), kaggle, people, {}, {}));
}

TEST_CASE("data does not go to a notebook whose disk is not known to hold it", "[notebook]") {
  const Notebook& colab = row("Google Colab", "Pay As You Go", "L4");
  REQUIRE_FALSE(is_known(colab.disk_gb));
  CHECK(unmet_notebook(catalog(), colab, job("a"), {}) == nullptr);
  CHECK(unmet_notebook(catalog(), colab, job("a"), Bytes{50e9}) == nullptr);
  CHECK(unmet_notebook(catalog(), colab, job("a"), Bytes{600e9}) != nullptr);
}
