#include "cli/user_files.hpp"

#include "cloudplan/error.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

#include "catch.hpp"

namespace cli = cloudplan::cli;

namespace {

cli::Environment environment_of(const char* home, const char* config_home, const char* data_home) {
  cli::Environment made;
  made.home = home;
  made.config_home = config_home;
  made.data_home = data_home;
  return made;
}

}  // namespace

TEST_CASE("A user's files are where the XDG specification puts them", "[user_files]") {
  const cli::Environment plain = environment_of("/home/ada", "", "");
  CHECK(cli::config_path(plain, "config.json") == "/home/ada/.config/cloudplan/config.json");
  CHECK(cli::data_path(plain, "measured.csv") == "/home/ada/.local/share/cloudplan/measured.csv");
  const cli::Environment moved = environment_of("/home/ada", "/etc/mine/", "/srv/data");
  CHECK(cli::config_path(moved, "config.json") == "/etc/mine/cloudplan/config.json");
  CHECK(cli::data_path(moved, "x") == "/srv/data/cloudplan/x");
}

TEST_CASE("A relative folder is ignored, and without any there is no path", "[user_files]") {
  CHECK(cli::config_path(environment_of("/home/ada", "here", ""), "c") == "/home/ada/.config/cloudplan/c");
  CHECK(cli::config_path(environment_of("", "", ""), "c").empty());
  CHECK(cli::data_path(environment_of("nowhere", "", ""), "c").empty());
}

TEST_CASE("Missing folders are made, and a file in the way is named", "[user_files]") {
  char folder[] = "/tmp/cloudplan-test-XXXXXX";
  REQUIRE(::mkdtemp(folder));
  const std::string base(folder), file = base + "/a/b/file";
  CHECK_FALSE(cli::file_exists(file));
  cli::make_folders_above(file);
  cli::make_folders_above(file);  // again: nothing to do
  CHECK(cli::file_exists(base + "/a/b"));
  std::FILE* const blocking = std::fopen((base + "/plain").c_str(), "w");
  REQUIRE(blocking);
  std::fclose(blocking);
  CHECK_FALSE(cli::file_exists(base + "/plain/x"));
  CHECK_THROWS_AS(cli::make_folders_above(base + "/plain/x/y"), cloudplan::InputError);
  ::unlink((base + "/plain").c_str());
  ::rmdir((base + "/a/b").c_str());
  ::rmdir((base + "/a").c_str());
  ::rmdir(folder);
}
