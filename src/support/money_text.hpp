// The currency that amounts are shown in. Everything is planned and summed in US
// dollars; this is about reading only, like the locale of a C++ stream: one for
// the whole program, set where it begins, so that a sentence made deep in the
// planner shows the same currency as the table it stands in.

#ifndef CLOUDPLAN_SRC_SUPPORT_MONEY_TEXT_HPP_
#define CLOUDPLAN_SRC_SUPPORT_MONEY_TEXT_HPP_

#include "cloudplan/units.hpp"

#include <string>

namespace cloudplan {

struct DisplayCurrency {
  std::string code = "USD";
  double rate = 1;   // units for one US dollar
  std::string date;  // of the rate

  bool is_usd() const { return code == "USD"; }
};

// US dollars unless a CurrencyScope is alive.
const DisplayCurrency& display_currency();

class CurrencyScope {
 public:
  explicit CurrencyScope(DisplayCurrency currency);
  ~CurrencyScope();
  CurrencyScope(const CurrencyScope&) = delete;
  CurrencyScope& operator=(const CurrencyScope&) = delete;

 private:
  DisplayCurrency before_;
};

// Dollars in the display currency, rounded once.
Money shown(Money usd);
double shown(double usd);
// What stands before an amount: "$", "€", or "CHF" and a blank.
std::string currency_mark();
// "usd_per_hour" in the display currency: "eur_per_hour"; "" when the name is about no dollars or they are
// shown anyway.
std::string shown_name(std::string_view name);
// "Amounts in EUR at 0.91 for a US dollar (2026-11-01); prices and limits are in US dollars."; "" for
// dollars.
std::string currency_note();

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_MONEY_TEXT_HPP_
