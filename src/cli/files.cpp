#include "files.hpp"

#include "cloudplan/error.hpp"
#include "environment.hpp"
#include "log.hpp"
#include "progress.hpp"

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cloudplan::cli {

namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what, std::string hint = {}) {
  throw InputError({{path, 0, 0, "", what, std::move(hint)}});
}

// What a signal handler may read: the path of the temporary file, "" when there is none.
char interrupted_path[PATH_MAX] = "";
volatile std::sig_atomic_t removes_interrupted = 0;

void remove_and_die(int signal) {
  if (removes_interrupted != 0) ::unlink(interrupted_path);
  wipe_progress();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

// A file that goes away unless it is kept.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& beside)
      : path_(beside + ".XXXXXX"), fd_(::mkstemp(path_.data())) {
    if (!ok() || path_.size() >= sizeof interrupted_path) return;
    std::strcpy(interrupted_path, path_.c_str());
    removes_interrupted = 1;
  }
  ~TemporaryFile() {
    removes_interrupted = 0;
    if (fd_ >= 0) ::close(fd_);
    if (fd_ >= 0 && !kept_) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool ok() const { return fd_ >= 0; }
  int fd() const { return fd_; }

  bool move_to(const std::string& path, Overwrite overwrite) {
    if (overwrite == Overwrite::yes) return kept_ = ::rename(path_.c_str(), path.c_str()) == 0;
    if (::link(path_.c_str(), path.c_str()) == 0) return true;
    if (errno == EEXIST || ::access(path.c_str(), F_OK) == 0) return errno = EEXIST, false;
    return kept_ = ::rename(path_.c_str(), path.c_str()) == 0;  // a file system without links
  }

 private:
  std::string path_;
  int fd_ = -1;
  bool kept_ = false;
};

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Of a new file: what the user's mask leaves of rw-rw-rw-.
mode_t usual_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  constexpr mode_t kReadWrite = 0666;
  return kReadWrite & ~mask;
}

void write_in_place(const std::string& path, std::string_view text) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  const bool done = fd >= 0 && write_all(fd, text);
  const int error = errno;
  if (fd >= 0) ::close(fd);
  if (!done) fail(path, std::strerror(error));
}

// Where a chain of links ends; the path itself when it is no link.
std::string behind_links(const std::string& path) {
  char* const real = ::realpath(path.c_str(), nullptr);
  if (!real) return path;
  std::string result(real);
  std::free(real);
  return result;
}

}  // namespace

void remove_temporary_file_on_interrupt() {
  for (const int signal : {SIGINT, SIGTERM})
    if (std::signal(signal, remove_and_die) == SIG_IGN)
      std::signal(signal, SIG_IGN);  // a job in the background
}

void write_file_atomically(const std::string& path, std::string_view text, Overwrite overwrite) {
  if (path == "-") return print(text);
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) fail(path, "is a directory", "name a file");
  if (exists && !S_ISREG(status.st_mode)) return write_in_place(path, text);
  if (exists && overwrite == Overwrite::no) fail(path, "exists", "--force overwrites it");
  const std::string target = exists ? behind_links(path) : path;
  TemporaryFile file(target);
  constexpr mode_t kPermissions = 07777;
  const bool done = file.ok() && write_all(file.fd(), text) &&
                    ::fchmod(file.fd(), exists ? status.st_mode & kPermissions : usual_mode()) == 0 &&
                    ::fsync(file.fd()) == 0 && file.move_to(target, overwrite);
  if (done && verbose()) log_info(path + ": " + std::to_string(text.size()) + " bytes written");
  if (done) return;
  if (errno == EEXIST && overwrite == Overwrite::no) fail(path, "exists", "--force overwrites it");
  fail(path, std::strerror(errno));
}

}  // namespace cloudplan::cli
