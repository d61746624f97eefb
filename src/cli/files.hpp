// Files that the program writes, for all commands.

#ifndef CLOUDPLAN_SRC_CLI_FILES_HPP_
#define CLOUDPLAN_SRC_CLI_FILES_HPP_

#include <string>
#include <string_view>

namespace cloudplan::cli {

enum class Overwrite { yes, no };

// Writes the file whole or not at all: into a temporary file beside it, then in
// its place, so that a reader sees the old text or the new one. A link keeps
// pointing at its file, and a file its permissions. Pipes and devices are
// written to as they are. "-" is standard output. Throws InputError naming the
// path when it can't be written, or exists and may not be overwritten.
void write_file_atomically(const std::string& path, std::string_view text,
                           Overwrite overwrite = Overwrite::yes);

// Ctrl-C and a request to terminate remove the temporary file that is being
// written, then end the program as they would have: a shell sees 130 or 143.
void remove_temporary_file_on_interrupt();

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_FILES_HPP_
