# data/*/*.csv -> catalog.bin -> read-only data of everything that links
# cloudplan_catalog (the program, the tests, users of the installed package).
add_executable(catalogc src/catalog/tools/catalogc.cpp)
target_include_directories(catalogc PRIVATE src)
target_link_libraries(catalogc PRIVATE cloudplan_lib cloudplan_flags)
file(GLOB CLOUDPLAN_TABLES CONFIGURE_DEPENDS data/*/*.csv)
set(CLOUDPLAN_IMAGE ${PROJECT_BINARY_DIR}/catalog.bin)
add_custom_command(OUTPUT ${CLOUDPLAN_IMAGE}
  COMMAND catalogc ${PROJECT_SOURCE_DIR}/data -o ${CLOUDPLAN_IMAGE}
  DEPENDS catalogc ${CLOUDPLAN_TABLES}
  COMMENT "Compiling the catalog" VERBATIM)
add_custom_target(catalog_image DEPENDS ${CLOUDPLAN_IMAGE})

add_library(cloudplan_catalog STATIC src/catalog/embedded/embedded_catalog.cpp
                                     src/catalog/embedded/catalog_image.S)
add_library(cloudplan::catalog ALIAS cloudplan_catalog)
set_target_properties(cloudplan_catalog PROPERTIES EXPORT_NAME catalog)
add_dependencies(cloudplan_catalog catalog_image)
# .incbin is invisible to dependency files.
set_source_files_properties(src/catalog/embedded/catalog_image.S PROPERTIES
  OBJECT_DEPENDS ${CLOUDPLAN_IMAGE}
  COMPILE_DEFINITIONS CLOUDPLAN_IMAGE="${CLOUDPLAN_IMAGE}")
target_link_libraries(cloudplan_catalog PUBLIC cloudplan_lib PRIVATE $<BUILD_INTERFACE:cloudplan_flags>)

# The refresh of data/ from gathered price lists; see data/README.md. A library
# of its own, so that its parts are tested.
file(GLOB CLOUDPLAN_IMPORT_SOURCES CONFIGURE_DEPENDS src/catalog/import/*.cpp)
list(FILTER CLOUDPLAN_IMPORT_SOURCES EXCLUDE REGEX "/catalog_import\\.cpp$")
add_library(cloudplan_import STATIC EXCLUDE_FROM_ALL ${CLOUDPLAN_IMPORT_SOURCES})
target_include_directories(cloudplan_import PUBLIC src)
target_link_libraries(cloudplan_import PUBLIC cloudplan_lib PRIVATE cloudplan_flags ${CLOUDPLAN_FMT})
add_executable(catalog_import EXCLUDE_FROM_ALL src/catalog/import/catalog_import.cpp)
target_link_libraries(catalog_import PRIVATE cloudplan_import cloudplan_flags)
