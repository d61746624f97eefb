# The examples that `cloudplan init` writes, as a C++ source in the build tree:
# NAME=FILE, in the order of `init --list`.
set(CLOUDPLAN_TEMPLATES
  image-classifier=bird-classifier.json
  finetune-llm=finetune-llm.json
  serve-llm=serve-llm.json
  nightly-batch=nightly-batch.json
  tabular=tabular.json
  web-app=web-app.json
  notebook=notebook.json
  vm-fleet=vm-fleet.json)

set(entries "")
set(files "")
foreach(entry IN LISTS CLOUDPLAN_TEMPLATES)
  string(REGEX MATCH "^(.*)=(.*)$" matched ${entry})
  set(file ${PROJECT_SOURCE_DIR}/examples/${CMAKE_MATCH_2})
  list(APPEND files ${file})
  file(READ ${file} text)
  # Its first line is a comment that says what it is.
  string(REGEX MATCH "^// ([^\n]*)\n" matched "${text}")
  if(NOT matched)
    message(FATAL_ERROR "${file} does not begin with a comment")
  endif()
  string(REGEX MATCH "^([^=]*)=" name ${entry})
  string(REGEX REPLACE "=$" "" name ${name})
  string(REGEX MATCH "^// ([^\n]*)\n" matched "${text}")
  string(APPEND entries "    {\"${name}\", R\"summary(${CMAKE_MATCH_1})summary\", R\"template(${text})template\"},\n")
endforeach()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
set(CLOUDPLAN_TEMPLATES_SOURCE ${PROJECT_BINARY_DIR}/templates.cpp)
file(CONFIGURE OUTPUT ${CLOUDPLAN_TEMPLATES_SOURCE} @ONLY CONTENT [=[
// Made by cmake/Templates.cmake from examples/.
#include "cli/templates.hpp"

namespace cloudplan::cli {

namespace {
constexpr Template kTemplates[] = {
@entries@};
}  // namespace

std::span<const Template> templates() { return kTemplates; }

}  // namespace cloudplan::cli
]=])
