#include "github.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/core.h>
#include <sys/stat.h>

namespace cloudplan::cli {

namespace {

// Values of workflow commands: what would end them is escaped ("%25", "%0D", "%0A"; ":" and "," in
// properties).
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    out += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

void append(const std::string& path, std::string_view text, const char* variable) {
  std::FILE* const file = std::fopen(path.c_str(), "ab");
  bool done = file && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file) done = std::fclose(file) == 0 && done;
  if (!done) warn(fmt::format("{}: {}", variable, std::strerror(errno)));
}

std::size_t size_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? static_cast<std::size_t>(status.st_size) : 0;
}

}  // namespace

std::string shortened(std::string markdown, std::size_t most) {
  if (markdown.size() <= most) return markdown;
  const std::string note = fmt::format(
      "\n_Shortened: the whole report has {} bytes; write it into a file with -o._\n", markdown.size());
  if (note.size() >= most) return {};
  const std::size_t room = most - note.size();
  const std::size_t end = markdown.rfind('\n', room - 1);
  markdown.resize(end == std::string::npos ? 0 : end + 1);
  return markdown + note;
}

std::string annotation(Annotation level, std::string_view file, int line, int column, std::string_view title,
                       std::string_view message) {
  std::string text =
      fmt::format("::{} file={}", level == Annotation::error ? "error" : "warning", escaped(file, true));
  if (line > 0) text += fmt::format(",line={},col={}", line, column > 0 ? column : 1);
  return text + fmt::format(",title={}::{}\n", escaped(title, true), escaped(message, false));
}

void annotate(const Environment& environment, Annotation level, std::string_view file, int line, int column,
              std::string_view title, std::string_view message) {
  if (!environment.github_actions) return;
  const std::string text = annotation(level, file, line, column, title, message);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void append_step_summary(const Environment& environment, std::string_view markdown) {
  if (environment.step_summary.empty()) return;
  const std::size_t there = size_of(environment.step_summary);
  append(environment.step_summary,
         shortened(std::string(markdown), there < kSummaryBytes ? kSummaryBytes - there : 0),
         "GITHUB_STEP_SUMMARY");
}

Option github_output_option(bool* wanted) {
  return {.flags = "--github-output",
          .help = "Add the result to GITHUB_OUTPUT, for later steps of a GitHub job",
          .target = wanted,
          .group = "Report"};
}

void append_outputs(const Environment& environment,
                    const std::vector<std::pair<std::string_view, std::string>>& values) {
  if (environment.github_output.empty())
    return warn("--github-output: GITHUB_OUTPUT is not set, nothing was added");
  std::string text;
  for (const auto& [name, value] : values) text += fmt::format("{}={}\n", name, value);
  append(environment.github_output, text, "GITHUB_OUTPUT");
}

}  // namespace cloudplan::cli
