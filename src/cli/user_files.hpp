// Where a user's own files are: the XDG Base Directory Specification's folders,
// each with a folder of this program's in it. One place for every command.

#ifndef CLOUDPLAN_SRC_CLI_USER_FILES_HPP_
#define CLOUDPLAN_SRC_CLI_USER_FILES_HPP_

#include "environment.hpp"

#include <string>
#include <string_view>

namespace cloudplan::cli {

// "$XDG_CONFIG_HOME/cloudplan/NAME", else "$HOME/.config/cloudplan/NAME"; empty
// where neither variable names an absolute path. The file need not exist.
std::string config_path(const Environment& environment, std::string_view name);
// The same with XDG_DATA_HOME and "$HOME/.local/share".
std::string data_path(const Environment& environment, std::string_view name);

// Whether a file is there at all, readable or not: a file that is there and can't
// be read is a mistake to report, one that is missing is none.
bool file_exists(const std::string& path);

// Makes the folders above a file that are missing, for their owner only (as the
// specification asks). Throws InputError naming the folder that could not be made.
void make_folders_above(const std::string& path);

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_USER_FILES_HPP_
