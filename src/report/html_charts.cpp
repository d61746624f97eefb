#include "report/html_parts.hpp"

#include "support/format_text.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

std::string html_text(std::string_view text) {
  std::string safe;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string html_bars(const std::vector<Bar>& bars) {
  constexpr int kColors = 8;
  double longest = 0;
  for (const Bar& bar : bars) {
    double length = 0;
    for (const BarPart& part : bar.parts) length += part.amount.dollars();
    longest = std::max(longest, length);
  }
  if (!(longest > 0)) return {};
  std::string html = "<div class=\"bars\">\n";
  for (const Bar& bar : bars) {
    html += fmt::format(
        "<div class=\"bar{}\"><span>{}</span><span class=\"g\"><svg viewBox=\"0 0 1000 10\" "
        "preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{} {}\">",
        bar.marked              ? " marked"
        : bar.parts.size() == 1 ? " other"
                                : "",
        html_text(bar.label), html_text(bar.label), html_text(bar.value));
    double at = 0;
    for (std::size_t i = 0; i < bar.parts.size(); ++i) {
      const double width = 1000 * bar.parts[i].amount.dollars() / longest;
      html += fmt::format(
          "<rect class=\"p{}\" x=\"{:.2f}\" width=\"{:.2f}\" height=\"10\"><title>{}: {}</title></rect>",
          i % kColors, at, width, html_text(bar.parts[i].name), html_text(usd_text(bar.parts[i].amount)));
      at += width;
    }
    html += fmt::format("</svg></span><span class=\"v\">{}</span></div>\n", html_text(bar.value));
  }
  return html + "</div>\n";
}

namespace {

// A scale from values to a length; logarithmic when the values span much.
class Axis {
 public:
  Axis(double low, double high, double from, double to) : from_(from), to_(to) {
    constexpr double kMuch = 6;
    log_ = low > 0 && high / low > kMuch;
    low_ = log_ ? low / 1.4 : 0;
    high_ = log_ ? high * 1.4 : high * 1.1;
    if (!(high_ > low_)) high_ = low_ + 1;
  }
  double place(double value) const {
    if (log_ && value <= low_) return from_;
    const double share =
        log_ ? std::log(value / low_) / std::log(high_ / low_) : (value - low_) / (high_ - low_);
    return from_ + (to_ - from_) * std::clamp(share, 0.0, 1.0);
  }
  // `round` lists the steps within a power of ten that are round numbers of the unit.
  std::vector<double> ticks(double unit) const {
    std::vector<double> all;
    const double first = std::floor(std::log10(std::max(log_ ? low_ : (high_ - low_) / 8, 1e-12) / unit));
    for (double power = first; power < first + 14; ++power)
      for (const double step : {1.0, 2.0, 5.0}) {
        const double value = step * std::pow(10, power) * unit;
        if (log_ && value > low_ && value < high_) all.push_back(value);
        if (!log_ && high_ / value < 6) {
          for (double at = 0; at < high_; at += value) all.push_back(at);
          return all;
        }
      }
    constexpr std::size_t kMost = 6;
    while (all.size() > kMost)
      for (std::size_t i = 1; i < all.size(); ++i) all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
    return all;
  }

 private:
  double from_, to_;
  double low_ = 0, high_ = 1;
  bool log_ = false;
};

double time_unit_of(double longest) {
  return longest >= 2 * 86400 ? 86400 : longest >= 2 * 3600 ? 3600 : longest >= 120 ? 60 : 1;
}

constexpr double kLeft = 52, kRight = 372, kTop = 12, kBottom = 208;

std::string tip(const Dot& dot, double x, double y) {
  std::vector<std::string> lines;
  std::string_view rest = dot.title;
  std::size_t longest = 0;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.emplace_back(rest.substr(0, end));
    longest = std::max(longest, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const double width = 8 + 5.4 * static_cast<double>(longest),
               height = 6 + 13 * static_cast<double>(lines.size());
  const double left = std::clamp(x - width / 2, 0.0, std::max(0.0, 380 - width));
  const double top = y > kTop + height ? y - height - 8 : y + 10;
  std::string html = fmt::format(
      "<g class=\"tip\"><rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"3\"/>", left,
      top, width, height);
  for (std::size_t i = 0; i < lines.size(); ++i)
    html += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", left + 4,
                        top + 13 + 13 * static_cast<double>(i), html_text(lines[i]));
  return html + "</g>";
}

std::string dot_html(const Dot& dot, const Axis& time, const Axis& cost) {
  const double x = time.place(dot.seconds), y = cost.place(dot.usd);
  std::string html = fmt::format("<g class=\"dot{}\" tabindex=\"0\"><title>{}</title>",
                                 dot.marked ? " marked" : "", html_text(dot.title));
  html += fmt::format(
      "<line class=\"band\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/><circle cx=\"{:.1f}\" "
      "cy=\"{:.1f}\" r=\"{}\"/>",
      time.place(dot.low), time.place(dot.high), y, y, x, y, dot.marked ? 6 : 4.5);
  if (!dot.label.empty()) {
    const bool right = x < kRight - 90;
    html += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>", right ? x + 8 : x - 8,
                        y - 6, right ? "start" : "end", html_text(dot.label));
  }
  return html + tip(dot, x, y) + "</g>\n";
}

std::string grid_html(const Axis& time, const Axis& cost, double longest, std::string_view cost_title) {
  std::string html;
  for (const double tick : time.ticks(time_unit_of(longest)))
    html += fmt::format(
        "<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/><text x=\"{0:.1f}\" "
        "y=\"{3}\" text-anchor=\"middle\">{4}</text>",
        time.place(tick), kTop, kBottom, kBottom + 14, html_text(tick == 0 ? "0" : time_text({tick})));
  for (const double tick : cost.ticks(1))
    html += fmt::format(
        "<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/><text x=\"{3}\" "
        "y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>",
        kLeft, kRight, cost.place(tick), kLeft - 5, cost.place(tick) + 3, html_text(unit_price_text(tick)));
  html += fmt::format(
      "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">time of a run</text><text x=\"{}\" y=\"{}\">{}</text>",
      kRight, kBottom + 28, 2, kTop - 3, html_text(cost_title));
  return html;
}

}  // namespace

std::string html_scatter(const std::vector<Dot>& dots, std::string_view cost_title) {
  if (dots.empty()) return {};
  double shortest = dots[0].low, longest = dots[0].high, cheapest = 0, dearest = 0;
  for (const Dot& dot : dots) {
    shortest = std::min(shortest, dot.low);
    longest = std::max(longest, dot.high);
    dearest = std::max(dearest, dot.usd);
    if (dot.usd > 0 && (cheapest == 0 || dot.usd < cheapest)) cheapest = dot.usd;
  }
  const Axis time(shortest, longest, kLeft, kRight);
  const Axis cost(cheapest, dearest, kBottom, kTop);
  std::string html =
      "<svg class=\"scatter\" viewBox=\"0 0 380 240\" role=\"img\" aria-label=\"cost over time of the "
      "offers\">\n";
  html += grid_html(time, cost, longest, cost_title);
  // Marked ones last: on top.
  for (const bool marked : {false, true})
    for (const Dot& dot : dots)
      if (dot.marked == marked) html += dot_html(dot, time, cost);
  return html + "</svg>\n";
}

}  // namespace cloudplan
