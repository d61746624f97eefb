# Install rules, the exported package, and packages to hand out.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
install(TARGETS cloudplan COMPONENT program)

# Manual pages and completions: the program writes them from its table of commands.
if(NOT CMAKE_CROSSCOMPILING)
  set(CLOUDPLAN_SHARE ${PROJECT_BINARY_DIR}/share)
  add_custom_command(OUTPUT ${CLOUDPLAN_SHARE}/stamp
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${CLOUDPLAN_SHARE}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CLOUDPLAN_SHARE}/man1 ${CLOUDPLAN_SHARE}/completions
    COMMAND cloudplan __manual ${CLOUDPLAN_SHARE}/man1
    COMMAND cloudplan completion bash -o ${CLOUDPLAN_SHARE}/completions/cloudplan
    COMMAND cloudplan completion zsh -o ${CLOUDPLAN_SHARE}/completions/_cloudplan
    COMMAND cloudplan completion fish -o ${CLOUDPLAN_SHARE}/completions/cloudplan.fish
    COMMAND ${CMAKE_COMMAND} -E touch ${CLOUDPLAN_SHARE}/stamp
    DEPENDS cloudplan COMMENT "Writing manual pages and completions" VERBATIM)
  add_custom_target(cloudplan_share ALL DEPENDS ${CLOUDPLAN_SHARE}/stamp)
  install(DIRECTORY ${CLOUDPLAN_SHARE}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program)
  install(FILES ${CLOUDPLAN_SHARE}/completions/cloudplan COMPONENT program
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${CLOUDPLAN_SHARE}/completions/_cloudplan COMPONENT program
          DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${CLOUDPLAN_SHARE}/completions/cloudplan.fish COMPONENT program
          DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()
install(TARGETS cloudplan_lib cloudplan_catalog EXPORT cloudplanTargets FILE_SET HEADERS COMPONENT devel ARCHIVE COMPONENT devel)
install(EXPORT cloudplanTargets NAMESPACE cloudplan:: COMPONENT devel
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/cloudplan)
file(CONFIGURE OUTPUT cloudplanConfig.cmake @ONLY CONTENT [=[
include(CMakeFindDependencyMacro)
find_dependency(Threads)
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
