#include "foreign/export/export_text.hpp"

#include "foreign/import/draft.hpp"
#include "support/letter_case.hpp"
#include "support/printable.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cloudplan {

namespace {

std::string plain(std::string_view name, char between) {
  std::string id;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      id += c;
    else if (upper)
      id += static_cast<char>(c - 'A' + 'a');
    else if (!id.empty() && id.back() != between)
      id += between;
  }
  while (!id.empty() && id.back() == between) id.pop_back();
  if (id.empty() || (id[0] >= '0' && id[0] <= '9')) id.insert(0, between == '_' ? "n_" : "n-");
  while (id.back() == between) id.pop_back();
  return id;
}

}  // namespace

std::string identifier(std::string_view name) { return plain(name, '_').substr(0, 40); }

std::string dns_name(std::string_view name) {
  std::string text = plain(name, '-').substr(0, 50);
  while (text.back() == '-') text.pop_back();
  return text;
}

std::string comment_text(std::string_view text) { return printable(text); }

std::string hcl_text(std::string_view text) {
  std::string out = "\"";
  const std::string safe = printable(text);
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const char c = safe[i];
    if (c == '"' || c == '\\') out += '\\';
    if ((c == '$' || c == '%') && i + 1 < safe.size() && safe[i + 1] == '{') out += c;
    out += c;
  }
  return out + "\"";
}

std::string shell_text(std::string_view text) {
  const std::string safe = printable(text);
  const bool bare = !safe.empty() && safe.find_first_not_of(
                                         "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "0123456789-_./:,@+=") == std::string::npos;
  if (bare) return safe;
  std::string out = "'";
  for (const char c : safe) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string yaml_text(std::string_view text) {
  const bool bare =
      !text.empty() && text.size() < 100 &&
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") ==
          std::string_view::npos &&
      ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z'));
  constexpr std::string_view kWords[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  const std::string lower = lower_case(text);
  const bool word = std::find(std::begin(kWords), std::end(kWords), lower) != std::end(kWords);
  return bare && !word ? std::string(text) : json_text(text);
}

std::string whole_gb(double gb) { return fmt::format("{:.0f}", std::max(1.0, std::ceil(gb - 1e-6))); }

const std::string& ExportVariables::need(std::string_view name, std::string_view description, bool secret) {
  for (const Variable& variable : variables_)
    if (variable.name == name) return variable.name;
  variables_.push_back({std::string(name), std::string(description), secret});
  return variables_.back().name;
}

}  // namespace cloudplan
