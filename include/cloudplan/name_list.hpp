// A list of names that is made only when somebody looks at it.

#ifndef CLOUDPLAN_NAME_LIST_HPP_
#define CLOUDPLAN_NAME_LIST_HPP_

#include <functional>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan {

// Most workloads name no instance type, and a catalog has thousands of them:
// such a list is made at the first look. That look is not safe from several
// threads at once.
class NameList {
 public:
  using Names = std::vector<std::string_view>;

  NameList() = default;
  NameList(std::initializer_list<std::string_view> names) : names_(names) {}
  explicit NameList(std::function<Names()> make) : make_(std::move(make)) {}

  const Names& names() const {
    if (make_) names_ = std::exchange(make_, nullptr)();
    return names_;
  }
  operator const Names&() const { return names(); }
  Names::const_iterator begin() const { return names().begin(); }
  Names::const_iterator end() const { return names().end(); }

 private:
  mutable Names names_{};
  mutable std::function<Names()> make_{};
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_NAME_LIST_HPP_
