#include "report/html_parts.hpp"

#include "support/format_text.hpp"
#include "support/text_width.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

constexpr std::size_t kColors = 8;

std::string value_of(const BarPart& part) { return part.value.empty() ? usd_text(part.amount) : part.value; }

// What the parts are: color alone would not tell.
std::string legend_html(const Bar& bar) {
  std::string html = "<span class=\"legend\">";
  for (std::size_t i = 0; i < bar.parts.size(); ++i)
    html += fmt::format("<span><i class=\"k{}\"></i>{} {}</span> ", i % kColors, html_text(bar.parts[i].name),
                        html_text(value_of(bar.parts[i])));
  return html + "</span>";
}

}  // namespace

std::string html_bars(const std::vector<Bar>& bars) {
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
          i % kColors, at, width, html_text(bar.parts[i].name), html_text(value_of(bar.parts[i])));
      at += width;
    }
    html += fmt::format("</svg></span><span class=\"v\">{}</span>", html_text(bar.value));
    if (bar.parts.size() > 1) html += legend_html(bar);
    html += "</div>\n";
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
  bool shows(double value) const { return value >= low_ && value <= high_; }
  bool is_log() const { return log_; }
  double high() const { return high_; }

 private:
  double from_, to_;
  double low_ = 0, high_ = 1;
  bool log_ = false;
};

// At most six, evenly chosen.
std::vector<double> thinned(const std::vector<double>& ticks) {
  constexpr std::size_t kMost = 6;
  const std::size_t stride = (ticks.size() + kMost - 1) / kMost;
  std::vector<double> kept;
  for (std::size_t i = 0; i < ticks.size(); i += std::max<std::size_t>(stride, 1)) kept.push_back(ticks[i]);
  return kept;
}

// 1, 2 and 5 times powers of ten; or multiples of one of them where the scale is not logarithmic.
std::vector<double> round_ticks(const Axis& axis, double unit) {
  std::vector<double> ticks;
  for (double power = 1e-9; power < 1e12; power *= 10)
    for (const double step : {1.0, 2.0, 5.0}) {
      const double value = step * power * unit;
      if (axis.is_log() && axis.shows(value)) ticks.push_back(value);
      if (axis.is_log() || axis.high() / value > 6) continue;
      for (double at = 0; at < axis.high(); at += value) ticks.push_back(at);
      return ticks;
    }
  return thinned(ticks);
}

std::vector<double> time_ticks(const Axis& axis) {
  constexpr double kMinute = 60, kHour = 3600, kDay = 86400;
  if (!axis.is_log())
    return round_ticks(axis, axis.high() > 2 * kDay      ? kDay
                             : axis.high() > 2 * kHour   ? kHour
                             : axis.high() > 2 * kMinute ? kMinute
                                                         : 1);
  std::vector<double> ticks;
  for (const double unit : {1.0, kMinute, kHour})
    for (const double step : {1.0, 2.0, 5.0, 10.0, 20.0, 30.0})
      if ((unit < kHour || step <= 10) && axis.shows(step * unit)) ticks.push_back(step * unit);
  for (const double days : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0})
    if (axis.shows(days * kDay)) ticks.push_back(days * kDay);
  return thinned(ticks);
}

// Round numbers: without the decimals that say nothing.
std::string tick_text(std::string text) {
  for (const char* const zeros : {".00", ".0"})
    if (const std::size_t at = text.find(zeros);
        at != std::string::npos && (text.size() == at + std::string_view(zeros).size() ||
                                    text[at + std::string_view(zeros).size()] == ' '))
      return text.erase(at, std::string_view(zeros).size());
  return text;
}

std::string time_tick_text(double seconds) {
  if (seconds == 0) return "0";
  constexpr double kDay = 86400;
  return tick_text(seconds >= kDay && std::fmod(seconds, kDay) == 0
                       ? fmt::format("{} d", count_text(seconds / kDay))
                       : time_text({seconds}));
}

constexpr double kLeft = 52, kRight = 372, kTop = 12, kBottom = 208;

constexpr int kLongestTipLine = 64;  // what the chart is wide

std::string tip(const Dot& dot, double x, double y) {
  std::vector<std::string> lines;
  std::string_view rest = dot.title;
  std::size_t longest = 0;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    for (std::string& line : wrap_text(rest.substr(0, end), kLongestTipLine)) {
      longest = std::max(longest, static_cast<std::size_t>(display_width(line)));
      lines.push_back(std::move(line));
    }
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
  std::string html = fmt::format(
      "<g class=\"dot{}\"><line class=\"band\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" "
      "y2=\"{:.1f}\"/><circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"/>",
      dot.marked ? " marked" : "", time.place(dot.low), time.place(dot.high), y, y, x, y,
      dot.marked ? 6 : 4.5);
  if (!dot.label.empty()) {
    const bool right = x < kRight - 90;
    html += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>", right ? x + 8 : x - 8,
                        y - 6, right ? "start" : "end", html_text(dot.label));
  }
  return html + "</g>\n";
}

// What is pointed at lies above all dots, so that none covers what another says.
std::string spot_html(const Dot& dot, const Axis& time, const Axis& cost) {
  const double x = time.place(dot.seconds), y = cost.place(dot.usd);
  std::string spoken;  // in one line
  for (const char c : dot.title) spoken += c == '\n' ? ", " : std::string(1, c);
  return fmt::format(
             "<g class=\"spot\" tabindex=\"0\" role=\"img\" aria-label=\"{}\"><circle cx=\"{:.1f}\" "
             "cy=\"{:.1f}\" r=\"7\"/>",
             html_text(spoken), x, y) +
         tip(dot, x, y) + "</g>\n";
}

std::string grid_html(const Axis& time, const Axis& cost, std::string_view cost_title,
                      std::string_view time_title) {
  std::string html;
  constexpr double kLabelWidth = 36;
  double last = -kLabelWidth;
  for (const double tick : time_ticks(time)) {
    if (time.place(tick) - last < kLabelWidth) continue;  // one label would run into the other
    last = time.place(tick);
    html += fmt::format(
        "<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/><text x=\"{0:.1f}\" "
        "y=\"{3}\" text-anchor=\"middle\">{4}</text>",
        last, kTop, kBottom, kBottom + 14, html_text(time_tick_text(tick)));
  }
  for (const double tick : round_ticks(cost, 1))
    html += fmt::format(
        "<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/><text x=\"{3}\" "
        "y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>",
        kLeft, kRight, cost.place(tick), kLeft - 5, cost.place(tick) + 3,
        html_text(tick_text(unit_price_text(tick))));
  html +=
      fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><text x=\"{}\" y=\"{}\">{}</text>",
                  kRight, kBottom + 28, html_text(time_title), 2, kTop - 3, html_text(cost_title));
  return html;
}

}  // namespace

std::string html_scatter(const std::vector<Dot>& dots, std::string_view cost_title,
                         std::string_view time_title) {
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
  html += grid_html(time, cost, cost_title, time_title);
  std::vector<std::pair<double, double>> labelled;
  const auto has_room = [&](const Dot& dot) {
    const double x = time.place(dot.seconds), y = cost.place(dot.usd);
    for (const auto& [other_x, other_y] : labelled)
      if (std::abs(x - other_x) < 110 && std::abs(y - other_y) < 14) return false;
    labelled.emplace_back(x, y);
    return true;
  };
  // The marked ones come last, on top, and get their labels first.
  std::string others, chosen, spots, chosen_spot;
  for (const bool marked : {true, false})
    for (Dot dot : dots) {
      if (dot.marked != marked) continue;
      if (!dot.label.empty() && !has_room(dot)) dot.label.clear();
      (marked ? chosen : others) += dot_html(dot, time, cost);
      (marked ? chosen_spot : spots) += spot_html(dot, time, cost);
    }
  html += others + chosen + spots + chosen_spot;
  return html + "</svg>\n";
}

}  // namespace cloudplan
