#include "catalog/import/output.hpp"

#include "catch.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace cloudplan::importer;

namespace {

// A data folder that a test writes to, gone with it.
class DataFolder {
 public:
  // `test` keeps the folders of tests apart that run at the same time.
  explicit DataFolder(const std::string& test)
      : path_(std::filesystem::temp_directory_path() / ("cloudplan_import_output_" + test)) {
    std::filesystem::remove_all(path_);
    write("hardware/accelerators.csv", "key\n");
    write("acme/providers.csv", "key\nacme\n");
    write("acme/regions.csv", "key\nnorth\nsouth\n");
    write("acme/machine_regions.csv", "machines,region,source\na.*,south,zones\na.small,north,zones\n");
    write("acme/sources.csv", "key,as_of,weak,text\nold,2020,no,an old list\nzones,2026-06,no,by zone\n");
  }
  ~DataFolder() { std::filesystem::remove_all(path_); }
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;

  std::string path() const { return path_.string(); }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }
  std::string read(const std::string& name) const {
    std::ifstream in(path_ / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("the import knows where a machine can be rented") {
  const DataFolder data("offers");
  const Output output(data.path());
  CHECK(output.offers("acme", "a.large", "south"));
  CHECK_FALSE(output.offers("acme", "a.large", "north"));
  CHECK(output.offers("acme", "a.small", "north"));  // the narrowest name counts
  CHECK_FALSE(output.offers("acme", "a.small", "south"));
  CHECK(output.offers("acme", "b.large", "north"));   // nothing is known
  CHECK(output.offers("other", "a.large", "north"));  // of another provider
}

TEST_CASE("the sources of a table that is written by hand stay when the import writes its own") {
  const DataFolder data("sources");
  Output output(data.path());
  output.source("acme", "2026-07", "a price list", "prices");
  output.write();
  CHECK(data.read("acme/sources.csv") ==
        "key,as_of,weak,text\nprices,2026-07,no,a price list\nzones,2026-06,no,by zone\n");
  CHECK(data.read("acme/machine_regions.csv").find("a.small,north,zones") != std::string::npos);
}
