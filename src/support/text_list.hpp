// Lists of names in one text: as tables hold aliases, "t4;tesla-t4", and as people read them, "a, b".

#ifndef CLOUDPLAN_SRC_SUPPORT_TEXT_LIST_HPP_
#define CLOUDPLAN_SRC_SUPPORT_TEXT_LIST_HPP_

#include <algorithm>
#include <string>
#include <string_view>

namespace cloudplan {

// Whether any name of the list passes the test; names are what is between semicolons, empty ones too.
template <class Test>
bool any_listed(std::string_view list, Test test) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(';'), list.size());
    if (test(list.substr(0, end))) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

template <class Use>
void for_each_listed(std::string_view list, Use use) {
  any_listed(list, [&](std::string_view name) {
    use(name);
    return false;
  });
}

// "Google Colab Free"; a plan that the service's name says already is not said twice: "Databricks Free
// Edition".
inline std::string service_and_plan(std::string_view service, std::string_view plan) {
  std::string padded = " ", word = " ";
  (padded += service) += ' ';
  (word += plan) += ' ';
  std::string text(service);
  if (padded.find(word) == std::string::npos) (text += ' ') += plan;
  return text;
}

// "a, b, c", for people.
template <class Words>
std::string comma_list(const Words& words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_TEXT_LIST_HPP_
