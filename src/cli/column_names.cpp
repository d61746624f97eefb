#include "column_names.hpp"

#include "cloudplan/error.hpp"
#include "support/printable.hpp"
#include "support/text_list.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

static std::size_t column_named(std::string_view name, std::span<const std::string_view> names) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  Diagnostic wrong;
  wrong.file = "--columns";
  wrong.message = fmt::format("unknown column {}", in_quotes(name));
  const std::string_view near = closest_name(name, {names.begin(), names.end()});
  wrong.hint = near.empty() ? "columns are " + comma_list(names) : fmt::format("did you mean {}?", near);
  throw InputError({std::move(wrong)});
}

std::vector<std::size_t> chosen_columns(const std::vector<std::string>& lists,
                                        std::span<const std::string_view> names) {
  std::vector<std::size_t> columns;
  for (std::string_view list : lists)
    while (true) {
      columns.push_back(column_named(list.substr(0, list.find(',')), names));
      if (list.find(',') == std::string_view::npos) break;
      list.remove_prefix(list.find(',') + 1);
    }
  return columns;
}

}  // namespace cloudplan::cli
