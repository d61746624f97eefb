// The report for a terminal, in parts.

#ifndef CLOUDPLAN_SRC_REPORT_TABLE_REPORT_HPP_
#define CLOUDPLAN_SRC_REPORT_TABLE_REPORT_HPP_

#include "report/plan_view.hpp"
#include "support/text_style.hpp"
#include "support/text_table.hpp"

#include <string>
#include <string_view>

namespace cloudplan {

// A sheet of text so wide; every part ends with a line end.
class Sheet {
 public:
  Sheet(int columns, TextStyle style, bool verbose) : columns_(columns), style_(style), verbose_(verbose) {}

  const TextStyle& style() const { return style_; }
  int columns() const { return columns_; }
  bool verbose() const { return verbose_; }

  void blank();
  // Wrapped; lines after the first are indented by `hang` more. The first `strong` bytes are in bold.
  void paragraph(std::string_view text, int indent = 0, int hang = 0, Tone tone = Tone::plain);
  void heading(std::string_view title, std::string_view rest);
  void bullets(std::string_view title, const std::vector<std::string>& texts, Tone tone = Tone::plain);
  void table(const TextTable& table, int indent = 0);
  std::string take();

 private:
  int columns_;
  TextStyle style_;
  bool verbose_;
  std::string text_;
};

void add_verdict(Sheet& sheet, const PlanView& view);
void add_task(Sheet& sheet, const TaskView& task);
void add_dataset(Sheet& sheet, const DatasetView& data);
void add_cost_lines(Sheet& sheet, const PlanView& view);

// An amount as displayed: "-" for nothing, "<$0.01" for what its cents don't show.
std::string shown_amount(Money exact, std::int64_t cents);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_TABLE_REPORT_HPP_
