#ifndef CLOUDPLAN_SRC_REPORT_EXPLAIN_TASK_HPP_
#define CLOUDPLAN_SRC_REPORT_EXPLAIN_TASK_HPP_

#include "report/explain_parts.hpp"

#include <string>
#include <vector>

namespace cloudplan {

// A task of a plan, and an offer that it was not given.
class TaskExplainer {
 public:
  TaskExplainer(const TaskView& view, const Workload& workload, const Plan& plan,
                const PerformanceCatalog& performance)
      : view_(view), workload_(workload), plan_(plan), performance_(performance) {}

  Explanation choice() const;
  // Why not that one; `trial` is try_offer's answer to `question`.
  Explanation other_offer(const OfferQuestion& question, const OfferTrial& trial) const;

 private:
  void derive(const Candidate& candidate, const Cost& cost, std::vector<ExplainSection>& sections) const;
  ExplainSection rejected() const;
  ExplainSection alternatives() const;
  ExplainSection verdict(const OfferTrial& trial) const;
  std::string compared(const OfferTrial& trial) const;

  const TaskView& view_;
  const Workload& workload_;
  const Plan& plan_;
  const PerformanceCatalog& performance_;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_EXPLAIN_TASK_HPP_
