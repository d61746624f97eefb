#include "cloudplan/cost.hpp"

#include "cloudplan/catalog.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace cloudplan {

CostLine cost_line(std::string meter, double quantity, std::string unit, double unit_price_usd, Index source,
                   Recurrence recurrence, std::string note) {
  return {.meter = std::move(meter),
          .quantity = quantity,
          .unit = std::move(unit),
          .unit_price_usd = unit_price_usd,
          .amount = dollars(quantity * unit_price_usd),
          .source = source,
          .note = std::move(note),
          .recurrence = recurrence};
}

void add_list_prices(const Catalog& catalog, Cost& cost) {
  for (CostLine& line : cost.lines) {
    const PriceChange* const change = catalog.change_of(line.source);
    if (!change || !line.change.empty()) continue;
    line.change = change->text;
    line.list_price_usd = change->factor > 0 ? line.unit_price_usd / change->factor : kUnknown;
  }
}

Money Cost::total() const {
  Money sum;
  for (const CostLine& line : lines) sum += line.amount;
  return sum;
}

Money Cost::total(Recurrence recurrence) const {
  Money sum;
  for (const CostLine& line : lines)
    if (line.recurrence == recurrence) sum += line.amount;
  return sum;
}

void Cost::add(Cost other) {
  lines.insert(lines.end(), std::make_move_iterator(other.lines.begin()),
               std::make_move_iterator(other.lines.end()));
  unknown_meters.insert(unknown_meters.end(), std::make_move_iterator(other.unknown_meters.begin()),
                        std::make_move_iterator(other.unknown_meters.end()));
}

namespace {

std::string tier_note(const Charge& charge) {
  if (is_known(charge.tier_to))
    return charge.tier_from > 0 ? fmt::format("from {:g} to {:g}", charge.tier_from, charge.tier_to)
                                : fmt::format("first {:g}", charge.tier_to);
  return charge.tier_from > 0 ? fmt::format("over {:g}", charge.tier_from) : std::string();
}

}  // namespace

std::string Bill::name(std::string_view meter) const {
  std::string text(service_);
  for (const std::string_view part : {variant_, meter}) {
    if (part.empty()) continue;
    if (!text.empty()) text += ' ';
    text += part;
  }
  return text;
}

void Bill::unknown(std::string_view meter) {
  complete_ = false;
  if (!lines_) return;
  std::string text = name(meter);
  auto& known = lines_->unknown_meters;
  if (std::find(known.begin(), known.end(), text) == known.end()) known.push_back(std::move(text));
}

double Bill::draw(FreeMeter meter, double wanted, double left) {
  double& drawn = drawn_[static_cast<std::size_t>(meter)];
  const double granted = std::max(0.0, std::min(wanted, left - drawn));
  drawn += granted;
  return granted;
}

void Bill::add(const Bill& other) {
  monthly_ += other.monthly_;
  once_ += other.once_;
  complete_ = complete_ && other.complete_;
  for (std::size_t i = 0; i < kFreeMeters; ++i) drawn_[i] += other.drawn_[i];
}

void Bill::charge(const Charge& charge) {
  if (!(charge.quantity > 0)) return;
  if (!is_known(charge.unit_price_usd)) return unknown(charge.meter);
  const Money amount = dollars(charge.quantity * charge.unit_price_usd);
  (charge.recurrence == Recurrence::once ? once_ : monthly_) += amount;
  if (!lines_) return;
  std::string note(charge.note);
  if (const std::string tier = tier_note(charge); !tier.empty())
    note = note.empty() ? tier : tier + "; " + note;
  lines_->lines.push_back(cost_line(name(charge.meter), charge.quantity, std::string(charge.unit),
                                    charge.unit_price_usd, charge.source, charge.recurrence,
                                    std::move(note)));
}

}  // namespace cloudplan
