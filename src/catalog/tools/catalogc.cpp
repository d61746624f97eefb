// catalogc DATA_FOLDER -o IMAGE: the build step that makes the embedded catalog.
// catalogc --columns: the reference part of data/README.md.

#include "catalog/catalog_reference.hpp"
#include "cloudplan/catalog.hpp"
#include "cloudplan/catalog_compiler.hpp"
#include "cloudplan/error.hpp"
#include "planner/market.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Folders that hold more than the catalog reads; elsewhere every .csv counts.
bool is_catalog_table(const fs::path& path) {
  const std::string folder = path.parent_path().filename().string();
  const std::string table = path.stem().string();
  if (path.extension() != ".csv") return false;
  if (folder == "performance") return table == "constants";
  return true;
}

std::vector<cloudplan::CatalogFile> read_tables(const fs::path& data) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(data))
    if (entry.is_regular_file() && is_catalog_table(entry.path())) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<cloudplan::CatalogFile> files;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    files.push_back({path.lexically_relative(data.parent_path()).generic_string(), text.str()});
  }
  return files;
}

int compile(const std::string& data, const std::string& output) {
  const auto image = cloudplan::compile_catalog(read_tables(data), cloudplan::prepare_market);
  // What was just written must be what every reader accepts.
  const cloudplan::Catalog catalog(image, output, cloudplan::Catalog::Check::everything);
  const std::string part = output + ".part";
  std::ofstream out(part, std::ios::binary);
  out.write(reinterpret_cast<const char*>(image.data()), static_cast<std::streamsize>(image.size()));
  out.close();
  if (!out) {
    std::fprintf(stderr, "catalogc: cannot write %s\n", part.c_str());
    return 2;
  }
  fs::rename(part, output);
  std::printf("%s: %zu providers, %zu instance types, %zu prices, %zu bytes\n", output.c_str(),
              catalog.providers().size(), catalog.instance_types().size(), catalog.prices().size(),
              image.size());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string(argv[1]) == "--columns") {
    std::fputs(cloudplan::catalog_reference().c_str(), stdout);
    return 0;
  }
  if (argc != 4 || std::string(argv[2]) != "-o") {
    std::fputs("usage: catalogc DATA_FOLDER -o IMAGE\n       catalogc --columns\n", stderr);
    return 2;
  }
  try {
    return compile(argv[1], argv[3]);
  } catch (const cloudplan::InputError& e) {
    std::fprintf(stderr, "%s\n", e.what());
  } catch (const std::exception& e) {
    std::fprintf(stderr, "catalogc: %s\n", e.what());
  }
  return 2;
}
