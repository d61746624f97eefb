// A task's search with what was made of it so far: rankings and tradeoffs. Plans that differ in other tasks,
// or in a few machines, share it.

#ifndef CLOUDPLAN_SRC_PLANNER_RANKED_SEARCH_HPP_
#define CLOUDPLAN_SRC_PLANNER_RANKED_SEARCH_HPP_

#include "planner/task_search.hpp"

#include <map>
#include <memory>
#include <optional>

namespace cloudplan {

class RankedSearch {
 public:
  explicit RankedSearch(std::unique_ptr<const TaskSearch> search) : search_(std::move(search)) {}
  // The task's search under adjustments that matter to the touched machines alone. Both must outlive it.
  RankedSearch(RankedSearch& base, const Adjustments& adjustments, const Touched& touched);
  RankedSearch(const RankedSearch&) = delete;
  RankedSearch& operator=(const RankedSearch&) = delete;

  const TaskSearch& search() const { return *search_; }
  // As TaskSearch's, made once for each worth of an hour. Of a search of touched machines only `any` is
  // filled.
  std::shared_ptr<const Ranking> ranking(double usd_per_hour);
  bool is_ranked(double usd_per_hour) const { return rankings_.count(usd_per_hour) > 0; }
  const Tradeoffs& tradeoffs();
  double balanced_usd_per_hour();

 private:
  // What the search has without some machines.
  struct Untouched {
    std::map<double, Ranking> rankings{};  // by what an hour is worth
    std::optional<Tradeoffs> tradeoffs{};
  };
  const Ranking& ranking_without(const Touched& touched, double usd_per_hour);
  const Tradeoffs& tradeoffs_without(const Touched& touched);

  RankedSearch* base_ = nullptr;  // and the machines that are not as there
  Touched touched_{};
  std::unique_ptr<const TaskSearch> search_;
  std::map<double, std::shared_ptr<const Ranking>> rankings_{};
  std::optional<Tradeoffs> tradeoffs_{};
  std::optional<double> balanced_{};
  std::map<Touched, Untouched> untouched_{};
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_RANKED_SEARCH_HPP_
