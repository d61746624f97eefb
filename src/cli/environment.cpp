#include "environment.hpp"

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <optional>

#include <sys/ioctl.h>
#include <unistd.h>

namespace cloudplan::cli {

namespace {

std::string_view variable(const char* name) {
  const char* const value = std::getenv(name);
  return value ? std::string_view(value) : std::string_view();
}

std::optional<long long> integer(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

int table_width(bool terminal) {
  if (const auto columns = integer(variable("COLUMNS")); columns && *columns >= 20 && *columns <= 10000)
    return static_cast<int>(*columns);
  struct winsize size {};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
  return 80;
}

bool locale_is_utf8() {
  for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const std::string_view value = variable(name); !value.empty())
      return value.find("UTF-8") != std::string_view::npos || value.find("utf8") != std::string_view::npos;
  return false;
}

// no-color.org, and CLICOLOR_FORCE for pipes that end in a terminal.
bool takes_color(bool terminal) {
  if (!variable("NO_COLOR").empty()) return false;
  if (const std::string_view force = variable("CLICOLOR_FORCE"); !force.empty() && force != "0") return true;
  return terminal && variable("TERM") != "dumb";
}

std::int32_t days_since_epoch() {
  constexpr long long kSecondsPerDay = 86400;
  const auto pinned = integer(variable("SOURCE_DATE_EPOCH"));
  const long long now = pinned ? *pinned : static_cast<long long>(std::time(nullptr));
  return static_cast<std::int32_t>(now / kSecondsPerDay);
}

}  // namespace

Environment read_environment() {
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  return {.columns = table_width(terminal),
          .terminal = terminal,
          .color = takes_color(terminal),
          .unicode = locale_is_utf8(),
          .color_errors = takes_color(::isatty(STDERR_FILENO) == 1),
          .catalog = std::string(variable("CLOUDPLAN_CATALOG")),
          .today = days_since_epoch()};
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void warn(std::string_view message) {
  std::fprintf(stderr, "cloudplan: %.*s\n", static_cast<int>(message.size()), message.data());
}

}  // namespace cloudplan::cli
