// What a command may know of the world around it, read once by main(): streams,
// the terminal, the date. Commands take it as a value so that tests can make one.

#ifndef CLOUDPLAN_SRC_CLI_ENVIRONMENT_HPP_
#define CLOUDPLAN_SRC_CLI_ENVIRONMENT_HPP_

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan::cli {

struct Environment {
  int columns = 80;       // width for tables: of the terminal, COLUMNS, or 80 when piped
  bool terminal = false;  // stdout is a terminal
  bool color = false;     // stdout takes ANSI colors
  bool unicode = false;   // the locale is UTF-8
  bool color_errors = false;
  bool dumb = false;       // TERM says that the terminal can show nothing but text
  std::string catalog;     // CLOUDPLAN_CATALOG: an image to use instead of the embedded one, or ""
  std::int32_t today = 0;  // days since 1970-01-01; SOURCE_DATE_EPOCH when it is set
  // CLOUDPLAN_* with their values, sorted by name: defaults of options, see option_defaults.hpp.
  std::vector<std::pair<std::string, std::string>> variables{};
  std::string home{}, config_home{}, data_home{};  // HOME, XDG_CONFIG_HOME, XDG_DATA_HOME, see user_files.hpp
  // Of GitHub Actions: whether this is one of its jobs (GITHUB_ACTIONS), the files where a job collects
  // Markdown (GITHUB_STEP_SUMMARY) and outputs for later steps (GITHUB_OUTPUT), or "".
  bool github_actions = false;
  std::string step_summary{}, github_output{};
};

Environment read_environment();

// A whole text on standard output; quiet when the reader has gone away.
void print(std::string_view text);
// For as long as one lives, print(), warn() and tell() add to its texts instead; one at a time.
class CapturedOutput {
 public:
  CapturedOutput();
  ~CapturedOutput();
  CapturedOutput(const CapturedOutput&) = delete;
  CapturedOutput& operator=(const CapturedOutput&) = delete;

  std::string printed, warned;
};
// Writes out what print() has kept back. False, with the reason in errno, when
// standard output did not take all of it.
bool finish_output();
// A message on standard error, after "cloudplan: "; on a terminal wrapped at its width.
void warn(std::string_view message);
// A remark on a result that is fine without it: as warn(), and nothing while there is a QuietScope.
void note(std::string_view message);
// Whether there is one: --quiet.
bool quiet();
class QuietScope {
 public:
  explicit QuietScope(bool quiet);
  ~QuietScope();
  QuietScope(const QuietScope&) = delete;
  QuietScope& operator=(const QuietScope&) = delete;

 private:
  bool before_;
};
// A text on standard error as it is, and a line end: of diagnostics, which say where they are from.
void tell(std::string_view text);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_ENVIRONMENT_HPP_
