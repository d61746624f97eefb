#include "support/money_text.hpp"

#include <array>
#include <string_view>
#include <utility>

#include <fmt/core.h>

namespace cloudplan {

namespace {

DisplayCurrency& current() {
  static DisplayCurrency currency;
  return currency;
}

}  // namespace

const DisplayCurrency& display_currency() { return current(); }

CurrencyScope::CurrencyScope(DisplayCurrency currency)
    : before_(std::exchange(current(), std::move(currency))) {}
CurrencyScope::~CurrencyScope() { current() = std::move(before_); }

Money shown(Money usd) { return current().is_usd() ? usd : dollars(usd.dollars() * current().rate); }
double shown(double usd) { return usd * current().rate; }

// Signs that mean one currency only; a letter code is never wrong.
std::string currency_mark() {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kMarks = {
      {{"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}, {"INR", "₹"}}};
  for (const auto& [code, mark] : kMarks)
    if (code == current().code) return std::string(mark);
  return current().code + "\u00a0";
}

std::string shown_name(std::string_view name) {
  constexpr std::string_view kDollars = "usd";
  if (current().is_usd()) return {};
  const std::size_t at = name.find(kDollars);
  if (at == std::string_view::npos) return {};
  const std::size_t end = at + kDollars.size();
  const bool word = (at == 0 || name[at - 1] == '_') && (end == name.size() || name[end] == '_');
  if (!word) return {};
  std::string made(name);
  for (std::size_t i = 0; i < kDollars.size(); ++i)
    made[at + i] = static_cast<char>(current().code[i] - 'A' + 'a');
  return made;
}

std::string currency_note() {
  if (current().is_usd()) return {};
  return fmt::format("Amounts in {} at {:g} for a US dollar ({}); prices are sold in US dollars.",
                     current().code, current().rate, current().date);
}

}  // namespace cloudplan
