#include "environment.hpp"

#include "support/text_width.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <optional>
#include <utility>

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

CapturedOutput* g_captured = nullptr;
bool g_quiet = false;

bool dumb_terminal() { return variable("TERM") == "dumb"; }

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
  return terminal && !dumb_terminal();
}

// Lines after the first of each are indented, so that a message is seen to be one.
std::string wrapped_message(std::string_view text, int columns) {
  constexpr int kHang = 2;
  std::string out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::string indent(std::min(line.find_first_not_of(' '), line.size()), ' ');
    bool first = true;
    for (const std::string& part :
         wrap_text(line.substr(indent.size()), columns - kHang - static_cast<int>(indent.size()))) {
      out += (out.empty() ? "" : "\n") + indent + (first ? "" : std::string(kHang, ' ')) + part;
      first = false;
    }
  }
  return out;
}

std::int32_t days_since_epoch() {
  constexpr long long kSecondsPerDay = 86400;
  const auto pinned = integer(variable("SOURCE_DATE_EPOCH"));
  const long long now = pinned ? *pinned : static_cast<long long>(std::time(nullptr));
  return static_cast<std::int32_t>(now / kSecondsPerDay);
}

std::vector<std::pair<std::string, std::string>> own_variables() {
  std::vector<std::pair<std::string, std::string>> found;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view text(*entry);
    const std::size_t equals = text.find('=');
    if (text.substr(0, 10) == "CLOUDPLAN_" && equals != std::string_view::npos && equals + 1 < text.size())
      found.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

Environment read_environment() {
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  return {.columns = table_width(terminal),
          .terminal = terminal,
          .color = takes_color(terminal),
          .unicode = locale_is_utf8() && !(terminal && dumb_terminal()),
          .color_errors = takes_color(::isatty(STDERR_FILENO) == 1),
          .dumb = dumb_terminal(),
          .catalog = std::string(variable("CLOUDPLAN_CATALOG")),
          .today = days_since_epoch(),
          .variables = own_variables(),
          .home = std::string(variable("HOME")),
          .config_home = std::string(variable("XDG_CONFIG_HOME")),
          .data_home = std::string(variable("XDG_DATA_HOME")),
          .github_actions = variable("GITHUB_ACTIONS") == "true",
          .step_summary = std::string(variable("GITHUB_STEP_SUMMARY")),
          .github_output = std::string(variable("GITHUB_OUTPUT"))};
}

namespace {

int g_output_error = 0;  // of the first write to standard output that failed: later calls change errno

void note_failure(bool written) {
  if (!written && g_output_error == 0) g_output_error = errno;
}

}  // namespace

CapturedOutput::CapturedOutput() { g_captured = this; }
CapturedOutput::~CapturedOutput() { g_captured = nullptr; }

void print(std::string_view text) {
  if (g_captured)
    g_captured->printed += text;
  else
    note_failure(std::fwrite(text.data(), 1, text.size(), stdout) == text.size());
}

bool finish_output() {
  // A write that failed before leaves its mark on the stream; a full disk may show only now.
  const bool failed_before = std::ferror(stdout) != 0;
  note_failure(std::fflush(stdout) == 0);
  if (g_output_error != 0) errno = g_output_error;
  return g_output_error == 0 && !failed_before;
}

void tell(std::string_view text) {
  if (g_captured)
    (g_captured->warned += text) += '\n';
  else {
    std::fflush(stdout);  // where both go to one place, a message stands between lines, not within one
    std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
  }
}

void warn(std::string_view message) {
  std::string text = "cloudplan: " + std::string(message);
  struct winsize size {};
  // A pipe or a file gets lines as they are, for what searches them.
  if (!g_captured && ::isatty(STDERR_FILENO) == 1 && ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 &&
      size.ws_col >= 40)
    text = wrapped_message(text, size.ws_col);
  tell(text);
}

void note(std::string_view message) {
  if (!g_quiet) warn(message);
}

bool quiet() { return g_quiet; }
QuietScope::QuietScope(bool quiet) : before_(std::exchange(g_quiet, quiet)) {}
QuietScope::~QuietScope() { g_quiet = before_; }

}  // namespace cloudplan::cli
