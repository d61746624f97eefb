# The JSON Schemas of docs/schemas/, as a C++ source in the build tree, for
# `cloudplan schema NAME`.
file(GLOB schema_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/schemas/*.json)
set(entries "")
foreach(file IN LISTS schema_files)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND entries "    {\"${name}\", R\"schema(${text})schema\"},\n")
endforeach()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${schema_files})
set(CLOUDPLAN_SCHEMAS_SOURCE ${PROJECT_BINARY_DIR}/schemas.cpp)
file(CONFIGURE OUTPUT ${CLOUDPLAN_SCHEMAS_SOURCE} @ONLY CONTENT [=[
// Made by cmake/Schemas.cmake from docs/schemas/.
#include "cli/schemas.hpp"

namespace cloudplan::cli {

namespace {
constexpr DocumentSchema kSchemas[] = {
@entries@};
}  // namespace

std::span<const DocumentSchema> document_schemas() { return kSchemas; }

}  // namespace cloudplan::cli
]=])
