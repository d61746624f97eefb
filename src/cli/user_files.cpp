#include "user_files.hpp"

#include "cloudplan/error.hpp"

#include <cerrno>
#include <cstring>

#include <sys/stat.h>

namespace cloudplan::cli {

namespace {

// The specification says that a relative path is to be ignored.
std::string in_folder(const std::string& base, const std::string& home, std::string_view below_home,
                      std::string_view name) {
  std::string folder;
  if (!base.empty() && base.front() == '/')
    folder = base;
  else if (!home.empty() && home.front() == '/')
    folder = home + std::string(below_home);
  else
    return {};
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return folder + "/cloudplan/" + std::string(name);
}

}  // namespace

std::string config_path(const Environment& environment, std::string_view name) {
  return in_folder(environment.config_home, environment.home, "/.config", name);
}

std::string data_path(const Environment& environment, std::string_view name) {
  return in_folder(environment.data_home, environment.home, "/.local/share", name);
}

bool file_exists(const std::string& path) {
  struct stat found {};
  return !path.empty() && (::stat(path.c_str(), &found) == 0 || (errno != ENOENT && errno != ENOTDIR));
}

void make_folders_above(const std::string& path) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string folder = path.substr(0, slash);
    if (::mkdir(folder.c_str(), S_IRWXU) == 0 || errno == EEXIST || file_exists(folder)) continue;
    Diagnostic diagnostic;
    diagnostic.file = folder;
    diagnostic.message = std::string("can't make the folder: ") + std::strerror(errno);
    throw InputError({std::move(diagnostic)});
  }
}

}  // namespace cloudplan::cli
