// Pieces of the HTML report. Everything that comes from outside goes through
// html_text(); the page loads nothing and runs no script.

#ifndef CLOUDPLAN_SRC_REPORT_HTML_PARTS_HPP_
#define CLOUDPLAN_SRC_REPORT_HTML_PARTS_HPP_

#include "report/plan_view.hpp"
#include "support/html_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

// The style sheet of the page.
std::string_view html_style();

struct BarPart {
  std::string name;  // "gp3 disk"
  Money amount;
  std::string value{};  // as displayed, where it is not the amount rounded: a part of a sum
};
struct Bar {
  std::string label;
  std::vector<BarPart> parts;  // side by side
  std::string value;           // at the end of the bar: "$12.30"
  bool marked = false;         // the chosen one
};
// Bars to one scale, with a title on every part; nothing without an amount above zero.
std::string html_bars(const std::vector<Bar>& bars);

struct Dot {
  double seconds = 0, low = 0, high = 0;  // time, and its band
  double usd = 0;
  std::string title;  // what it says when pointed at: several lines
  std::string label;  // beside the dot, or empty
  bool marked = false;
};
// Cost over time; logarithmic where values differ much. Dots of no cost lie on the axis.
std::string html_scatter(const std::vector<Dot>& dots, std::string_view cost_title,
                         std::string_view time_title);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_HTML_PARTS_HPP_
