// The currency that amounts are shown in.

#include "catalog/table_reader.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/user_config.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/core.h>

namespace cloudplan {

Currency parse_currency(std::string_view option, std::string_view text) {
  Diagnostic wrong;
  wrong.file = option;
  wrong.message = fmt::format("{} is no currency with a rate and its date", in_quotes(text));
  wrong.hint = "write 'EUR 0.91@2026-11-01' for 0.91 euros a dollar on that day, or USD";
  Currency made;
  made.code = text.substr(0, text.find(' '));
  const bool code = made.code.size() == 3 && std::all_of(made.code.begin(), made.code.end(),
                                                         [](char c) { return c >= 'A' && c <= 'Z'; });
  if (code && text == "USD") return made;
  const std::size_t at = text.find('@');
  if (!code || made.is_usd() || text.size() < 5 || at == std::string_view::npos) throw InputError({wrong});
  const std::string_view rate = text.substr(4, at - 4), date = text.substr(at + 1);
  const auto [end, error] = std::from_chars(rate.data(), rate.data() + rate.size(), made.rate);
  std::int32_t day = 0;
  if (error != std::errc() || end != rate.data() + rate.size() || !(made.rate >= 1e-6 && made.rate <= 1e6) ||
      date.size() != 10 || !last_day_of(date, day))
    throw InputError({wrong});
  made.date = date;
  return made;
}

}  // namespace cloudplan
