// Properties that are held against thousands of random cases, or against few.

#ifndef CLOUDPLAN_TESTS_MANY_CASES_HPP_
#define CLOUDPLAN_TESTS_MANY_CASES_HPP_

#include <rapidcheck.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <utility>

template <class Testable>
bool check_with(const rc::detail::TestParams& params, const std::string& description, Testable&& testable) {
  rc::detail::TestMetadata metadata;
  metadata.id = metadata.description = description;
  const auto result = rc::detail::checkTestable(std::forward<Testable>(testable), metadata, params);
  rc::detail::printResultMessage(result, std::cerr);
  std::cerr << '\n';
  return result.template is<rc::detail::SuccessResult>();
}

// rc::check with at least so many cases, however few RC_PARAMS asks for.
template <class Testable>
bool check_many(const std::string& description, int cases, Testable&& testable) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = std::max(params.maxSuccess, cases);
  return check_with(params, description, std::forward<Testable>(testable));
}

// With so many, unless RC_PARAMS asks for more than the usual hundred: each takes long.
template <class Testable>
bool check_few(const std::string& description, int cases, Testable&& testable) {
  constexpr int kUsual = 100;
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  if (params.maxSuccess <= kUsual) params.maxSuccess = std::min(params.maxSuccess, cases);
  return check_with(params, description, std::forward<Testable>(testable));
}

#endif  // CLOUDPLAN_TESTS_MANY_CASES_HPP_
