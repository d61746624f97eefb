// catalog_import SOURCE_TABLES DATA: transcribes gathered price lists into
// data/, and says what it left out. providers.csv and regions.csv in DATA are
// written by hand and are not touched.

#include "catalog/import/importers.hpp"
#include "cloudplan/error.hpp"

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
  namespace importer = cloudplan::importer;
  if (argc != 3) {
    std::fputs("usage: catalog_import SOURCE_TABLES DATA\n", stderr);
    return 2;
  }
  try {
    const importer::SourceTables tables(argv[1]);
    importer::Output output(argv[2]);
    const importer::TypesByName types = importer::import_compute(tables, output);
    importer::import_gcp_attachable(tables, output, types);
    importer::import_tpu(tables, output);
    importer::import_managed(tables, output, types);
    importer::import_gpu_machines(tables, output);
    importer::import_storage(tables, output);
    importer::import_notebooks(tables, output);
    importer::sort_compute(output);
    output.write();
    std::fputs(output.report().c_str(), stdout);
    return 0;
  } catch (const cloudplan::InputError& e) {
    std::fprintf(stderr, "%s\n", e.what());
  } catch (const std::exception& e) {
    std::fprintf(stderr, "catalog_import: %s\n", e.what());
  }
  return 2;
}
