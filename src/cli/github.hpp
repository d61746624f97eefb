// What a job of GitHub Actions gets beside the report: annotations on lines of
// files, a summary, outputs for later steps. Nothing where there is no such job.

#ifndef CLOUDPLAN_SRC_CLI_GITHUB_HPP_
#define CLOUDPLAN_SRC_CLI_GITHUB_HPP_

#include "command.hpp"
#include "environment.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan::cli {

// What a service takes of one Markdown text: a comment 65,536 characters, a
// step's summary 1 MiB (docs.github.com, "Workflow commands", job summaries).
inline constexpr std::size_t kCommentBytes = 65536;
inline constexpr std::size_t kSummaryBytes = 1U << 20;

// Markdown that is not longer than `most` bytes: whole lines from its
// beginning, and a note of how much was left out.
std::string shortened(std::string markdown, std::size_t most);

enum class Annotation { error, warning };
// The workflow command that marks a line of a file; line 0: the file.
std::string annotation(Annotation level, std::string_view file, int line, int column, std::string_view title,
                       std::string_view message);
// Writes it to standard error when the environment is a job of GitHub Actions.
void annotate(const Environment& environment, Annotation level, std::string_view file, int line, int column,
              std::string_view title, std::string_view message);

// Appends Markdown to the summary of the step, within its limit.
void append_step_summary(const Environment& environment, std::string_view markdown);

// "--github-output" of a command.
Option github_output_option(bool* wanted);
// Appends name=value lines for later steps; a warning when there is no job to take them.
void append_outputs(const Environment& environment,
                    const std::vector<std::pair<std::string_view, std::string>>& values);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_GITHUB_HPP_
