// Properties that are cheap enough to be held against thousands of random cases.

#ifndef CLOUDPLAN_TESTS_MANY_CASES_HPP_
#define CLOUDPLAN_TESTS_MANY_CASES_HPP_

#include <rapidcheck.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <utility>

// rc::check with at least so many cases, however few RC_PARAMS asks for.
template <class Testable>
bool check_many(const std::string& description, int cases, Testable&& testable) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = std::max(params.maxSuccess, cases);
  rc::detail::TestMetadata metadata;
  metadata.id = metadata.description = description;
  const auto result = rc::detail::checkTestable(std::forward<Testable>(testable), metadata, params);
  rc::detail::printResultMessage(result, std::cerr);
  std::cerr << '\n';
  return result.template is<rc::detail::SuccessResult>();
}

#endif  // CLOUDPLAN_TESTS_MANY_CASES_HPP_
