#include "cli/files.hpp"

#include "cloudplan/error.hpp"

#include "catch.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <sys/stat.h>
#include <unistd.h>

using namespace cloudplan;
using namespace cloudplan::cli;

namespace fs = std::filesystem;

namespace {

// A folder that goes away.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "cloudplan-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()));
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
  }

 private:
  fs::path path_;
};

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string refusal(const std::string& path, Overwrite overwrite) {
  try {
    write_file_atomically(path, "new", overwrite);
  } catch (const InputError& e) {
    return e.diagnostics().front().message;
  }
  return {};
}

}  // namespace

TEST_CASE("a file is written whole, and nothing is left beside it", "[files]") {
  const Folder folder;
  const std::string path = folder.file("a.json");
  write_file_atomically(path, "old\n");
  CHECK(text_of(path) == "old\n");
  write_file_atomically(path, std::string(100000, 'x'));
  CHECK(text_of(path) == std::string(100000, 'x'));
  CHECK(folder.entries() == 1);
}

TEST_CASE("a file that exists is kept unless it may be overwritten", "[files]") {
  const Folder folder;
  const std::string path = folder.file("a.json");
  write_file_atomically(path, "old", Overwrite::no);
  CHECK(refusal(path, Overwrite::no) == "exists");
  CHECK(text_of(path) == "old");
  CHECK(refusal(path, Overwrite::yes).empty());
  CHECK(text_of(path) == "new");
  CHECK(folder.entries() == 1);
}

TEST_CASE("permissions and links are kept", "[files]") {
  const Folder folder;
  write_file_atomically(folder.file("a.json"), "old");
  REQUIRE(::chmod(folder.file("a.json").c_str(), 0640) == 0);
  fs::create_symlink(folder.file("a.json"), folder.file("link.json"));
  write_file_atomically(folder.file("link.json"), "new");
  CHECK(fs::is_symlink(folder.file("link.json")));
  CHECK(text_of(folder.file("a.json")) == "new");
  CHECK((fs::status(folder.file("a.json")).permissions() & fs::perms::mask) == fs::perms(0640));
}

TEST_CASE("what can't be written is said, and leaves nothing behind", "[files]") {
  const Folder folder;
  CHECK(refusal(folder.file("missing/a.json"), Overwrite::yes) == "No such file or directory");
  CHECK(refusal(folder.file(""), Overwrite::yes) == "is a directory");
  CHECK(folder.entries() == 0);
  write_file_atomically("/dev/null", "text");
}
