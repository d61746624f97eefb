# Files of other tools, in and out: a library of its own, for the program only, so that users of the installed
# package need no YAML.
set(YAML_CPP_BUILD_TESTS OFF)
set(YAML_CPP_BUILD_TOOLS OFF)
set(YAML_CPP_BUILD_CONTRIB OFF)
set(YAML_CPP_INSTALL OFF)
set(YAML_BUILD_SHARED_LIBS OFF)
FetchContent_Declare(yaml-cpp SYSTEM
  GIT_REPOSITORY https://github.com/jbeder/yaml-cpp.git GIT_TAG yaml-cpp-0.7.0
  FIND_PACKAGE_ARGS 0.7)
FetchContent_MakeAvailable(yaml-cpp)
# Linked statically also where the package's target is the shared library: one more to load would cost every
# start of the program, and only `import` reads YAML.
set(CLOUDPLAN_YAML_CPP yaml-cpp)
find_library(CLOUDPLAN_YAML_CPP_ARCHIVE libyaml-cpp.a)
if(yaml-cpp_FOUND AND CLOUDPLAN_YAML_CPP_ARCHIVE)
  set(CLOUDPLAN_YAML_CPP ${CLOUDPLAN_YAML_CPP_ARCHIVE})
endif()

file(GLOB CLOUDPLAN_FOREIGN_SOURCES CONFIGURE_DEPENDS src/foreign/*/*.cpp)
add_library(cloudplan_foreign STATIC EXCLUDE_FROM_ALL ${CLOUDPLAN_FOREIGN_SOURCES})
target_include_directories(cloudplan_foreign PUBLIC src)
target_include_directories(cloudplan_foreign SYSTEM PRIVATE
  $<TARGET_PROPERTY:yaml-cpp,INTERFACE_INCLUDE_DIRECTORIES>)
target_link_libraries(cloudplan_foreign PUBLIC cloudplan_lib
                      PRIVATE cloudplan_flags ${CLOUDPLAN_YAML_CPP} ${CLOUDPLAN_FMT})
