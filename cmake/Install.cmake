# Install rules, the exported package, and packages to hand out.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
install(TARGETS cloudplan COMPONENT program)
install(TARGETS cloudplan_lib cloudplan_catalog EXPORT cloudplanTargets FILE_SET HEADERS COMPONENT devel ARCHIVE COMPONENT devel)
install(EXPORT cloudplanTargets NAMESPACE cloudplan:: COMPONENT devel
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/cloudplan)
file(CONFIGURE OUTPUT cloudplanConfig.cmake @ONLY CONTENT [=[
include(CMakeFindDependencyMacro)
if(NOT "@CLOUDPLAN_STATIC@")
  find_dependency(fmt 9.1)
endif()
include("${CMAKE_CURRENT_LIST_DIR}/cloudplanTargets.cmake")
]=])
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cloudplanConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/cloudplanConfig.cmake ${PROJECT_BINARY_DIR}/cloudplanConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/cloudplan COMPONENT devel)

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_CONTACT "cloudplan maintainers <cloudplan@example.org>")
set(CPACK_COMPONENTS_ALL program)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME cloudplan)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_FILE_NAME ${PROJECT_NAME}-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR})
include(CPack)
