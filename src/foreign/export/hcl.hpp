// HCL in the layout of `terraform fmt`: two spaces a level, equals signs of
// neighboring attributes in one column.

#ifndef CLOUDPLAN_SRC_FOREIGN_EXPORT_HCL_HPP_
#define CLOUDPLAN_SRC_FOREIGN_EXPORT_HCL_HPP_

#include "foreign/export/export_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

class HclBlock {
 public:
  explicit HclBlock(std::string header, std::string comment = {})
      : header_(std::move(header)), comment_(std::move(comment)) {}

  // An attribute with an expression as it is: a number, a reference, a list.
  HclBlock& set(std::string_view key, std::string expression) {
    members_.push_back({std::string(key), std::move(expression), {}});
    return *this;
  }
  HclBlock& text(std::string_view key, std::string_view value) { return set(key, hcl_text(value)); }
  HclBlock& add(HclBlock block) {
    members_.push_back({{}, {}, {std::move(block)}});
    return *this;
  }

  std::string write(std::size_t indent = 0) const;

 private:
  struct Member {
    std::string key{}, expression{};
    std::vector<HclBlock> block{};  // one, or an attribute
  };
  std::string header_, comment_;
  std::vector<Member> members_{};
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_EXPORT_HCL_HPP_
