// Weekly quotas of hosted notebooks: an account has each of them once, however many tasks use it.

#ifndef CLOUDPLAN_SRC_PLANNER_NOTEBOOK_QUOTA_HPP_
#define CLOUDPLAN_SRC_PLANNER_NOTEBOOK_QUOTA_HPP_

#include "planner/adjustments.hpp"
#include "planner/owned_hours.hpp"

namespace cloudplan {

// The plan of `planner` where no two tasks want the same quota. Else the tasks that do are served in turn, in
// several orders (all of them for up to three tasks, else each first once), each after the hours that those
// before it use; the best plan that keeps to what was assumed is taken. If none does, only the first may use
// the quota, so that no plan counts on an hour twice.
Attempt plan_with_quotas(const Catalog& catalog, const Workload& workload, const Adjustments& adjustments,
                         const Planner& planner);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_NOTEBOOK_QUOTA_HPP_
