// A workload file in the making: members in order, with comments, and gaps
// where the source says nothing.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_DRAFT_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_DRAFT_HPP_

#include "cloudplan/units.hpp"
#include "cloudplan/workload.hpp"
#include "foreign/import/import_workload.hpp"
#include "foreign/yaml/yaml_document.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// How a job repeats; what its hours a month are made of.
struct DraftJob {
  double runs_per_month = 1;
  bool repeats = false;                   // the runs were stated
  double waves = 1;                       // machines run one pod after another so many times
  std::optional<double> longest_hours{};  // of one run, as the source limits it
};

// A task or a dataset.
class DraftItem {
 public:
  std::string name{};
  std::string comment{};  // where it comes from, or a gap: what is to be filled in
  Constraints constraints{};
  std::optional<DraftJob> job{};

  void text(std::string_view key, std::string_view value, std::string remark = {});
  void number(std::string_view key, double value, std::string remark = {});
  void size(std::string_view key, Bytes value, std::string remark = {});
  void texts(std::string_view key, const std::vector<std::string>& values);
  // A value that is not known; until it is, `until` holds.
  void gap(std::string_view key, std::string_view what, std::string_view until);
  // A value that stands in for one that is not known.
  void floor(std::string_view key, double value, std::string_view what, std::string_view until);
  // The user's value, as JSON: in the place of what there is.
  void set(std::string_view key, std::string_view value);

  bool has(std::string_view key) const;
  // The gaps that are left.
  std::vector<FillIn> fill_in() const;
  // Without this member the item cannot be in the file; it is written as a comment.
  void require(std::string_view key) { required_ = key; }
  bool is_commented_out() const { return !required_.empty() && !has(required_); }
  // The object's lines, indented by `indent`.
  std::vector<std::string> lines() const;

 private:
  struct Member {
    std::string key{}, json{}, comment{};
    std::string what{}, until{};  // of a gap, or of a floor
  };
  Member& member(std::string_view key);
  std::vector<Member> members_{};
  std::string required_{};
};

class Draft {
 public:
  std::string name{};
  ForeignKind kind = ForeignKind::skypilot;
  std::string origin{};  // "a SkyPilot task"
  std::vector<DraftItem> tasks{}, data{};

  // What a workload file holds of each at most; more is refused while it is read.
  static constexpr std::size_t kMostItems = 10000;
  struct TooMany {};
  // The name, or with a number behind it when it was given before. Throws TooMany.
  std::string free_name(std::string_view wanted);

 private:
  std::map<std::string, int> given_{};  // names, and how often each was wanted
};

std::string write_draft(const Draft& draft);

// A JSON text in quotes; what is no UTF-8 or could act on a terminal is escaped.
std::string json_text(std::string_view text);
// The shortest digits that are read back as the value to nine digits.
// What a workload takes as a name: short, without control characters, no character cut in two.
std::string short_name(std::string_view wanted);
std::string json_number(double value);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_DRAFT_HPP_
