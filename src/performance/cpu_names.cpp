#include "performance/cpu_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace cloudplan::performance {
namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The first word that is a model number: "8275", "7r32", "9v74".
std::string_view model_number(std::string_view name) {
  for (std::size_t i = 0; i + 4 <= name.size(); ++i) {
    if (i > 0 && name[i - 1] != '-') continue;
    if (is_digit(name[i]) && is_digit(name[i + 2]) && (is_digit(name[i + 3]) || name[i + 3] == 'f'))
      return name.substr(i, 4);
  }
  return {};
}

using Rule = std::pair<std::string_view, std::string_view>;

template <std::size_t N>
std::string_view first_match(std::string_view name, const std::array<Rule, N>& rules) {
  for (const Rule& rule : rules)
    if (has(name, rule.first)) return rule.second;
  return {};
}

constexpr std::array kCodeNames = {
    Rule{"granite-rapids", "intel-granite-rapids"},
    Rule{"graniterapids", "intel-granite-rapids"},
    Rule{"emerald-rapids", "intel-emerald-rapids"},
    Rule{"emeraldrapids", "intel-emerald-rapids"},
    Rule{"sapphire-rapids", "intel-sapphire-rapids"},
    Rule{"sapphirerapids", "intel-sapphire-rapids"},
    Rule{"ice-lake", "intel-ice-lake-sp"},
    Rule{"icelake", "intel-ice-lake-sp"},
    Rule{"cascade-lake", "intel-cascade-lake"},
    Rule{"cascadelake", "intel-cascade-lake"},
    Rule{"skylake", "intel-skylake-sp"},
    Rule{"broadwell", "intel-broadwell"},
    Rule{"haswell", "intel-haswell"},
    Rule{"ivy-bridge", "intel-ivy-bridge"},
    Rule{"sandy-bridge", "intel-sandy-bridge"},
    Rule{"xeon-e-2", "intel-coffee-lake"},
    Rule{"xeon-w-12", "intel-comet-lake"},
    Rule{"turin", "amd-turin"},
    Rule{"genoa", "amd-genoa"},
    Rule{"bergamo", "amd-genoa"},
    Rule{"milan", "amd-milan"},
    Rule{"rome", "amd-rome"},
    Rule{"naples", "amd-naples"},
    Rule{"graviton5", "aws-graviton5"},
    Rule{"graviton4", "aws-graviton4"},
    Rule{"graviton3", "aws-graviton3"},
    Rule{"graviton2", "aws-graviton2"},
    Rule{"graviton", "aws-graviton1"},
    Rule{"altra", "ampere-altra"},
    Rule{"axion", "google-axion"},
    Rule{"cobalt", "azure-cobalt-100"},
    Rule{"grace", "nvidia-grace"},
};

// E5 and E7: the version at the end names the generation.
std::string_view old_xeon(std::string_view name) {
  constexpr std::array kVersions = {Rule{"v4", "intel-broadwell"}, Rule{"v3", "intel-haswell"},
                                    Rule{"v2", "intel-ivy-bridge"}};
  const std::string_view found = first_match(name, kVersions);
  return found.empty() ? "intel-sandy-bridge" : found;
}

// Xeon Scalable: the second digit is the generation; Xeon 6 continues with 7 and 9.
std::string_view scalable_xeon(std::string_view number) {
  if (number.size() < 2) return {};
  switch (number[1]) {
    case '1':
      return "intel-skylake-sp";
    case '2':
      return "intel-cascade-lake";
    case '3':
      return "intel-ice-lake-sp";
    case '4':
      return "intel-sapphire-rapids";
    case '5':
      return "intel-emerald-rapids";
    case '7':
    case '9':
      return "intel-granite-rapids";
    default:
      return {};
  }
}

// EPYC: 7001 to 7003 and 9004 on, the last digit is the generation; cloud parts (7R32, 9V74) by their decade.
std::string_view epyc(std::string_view number) {
  if (number.size() < 4) return {};
  const bool nine = number[0] == '9';
  switch (number[3]) {
    case '1':
      return nine ? std::string_view{} : number[1] == 'v' ? "amd-rome" : "amd-naples";
    case '2':
      return nine ? std::string_view{} : "amd-rome";
    case '3':
      return nine ? "amd-genoa" : "amd-milan";
    case '4':
      return "amd-genoa";
    case '5':
      return "amd-turin";
    default:
      return nine ? "amd-genoa" : "amd-milan";
  }
}

// Core i: the digits before the last three are the generation; the X series are server parts. Later client
// cores than the tables know count as the last known one.
std::string_view core(std::string_view name) {
  const std::size_t at = name.find("core-i");
  std::size_t begin = name.find_first_of("0123456789", at + 7);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = std::min(name.find_first_not_of("0123456789", begin), name.size());
  if (end - begin < 4) return {};
  const bool server = end < name.size() && name[end] == 'x';
  const std::string_view generation = name.substr(begin, end - begin - 3);
  if (generation == "2") return "intel-sandy-bridge";
  if (generation == "3") return "intel-ivy-bridge";
  if (generation == "4") return "intel-haswell";
  if (generation == "5" || (generation == "6" && server)) return "intel-broadwell";
  if (server) return generation == "10" ? "intel-cascade-lake" : "intel-skylake-sp";
  return generation.size() > 1 ? "intel-comet-lake" : "intel-coffee-lake";
}

// Ryzen and Threadripper: the first digit of the number; the same cores as the servers'.
std::string_view ryzen(std::string_view number) {
  switch (number.empty() ? '0' : number[0]) {
    case '1':
    case '2':
      return "amd-naples";
    case '3':
      return "amd-rome";
    case '5':
      return "amd-milan";
    case '7':
    case '8':
      return "amd-genoa";
    case '9':
      return "amd-turin";
    default:
      return {};
  }
}

}  // namespace

std::string normalized_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      out += static_cast<char>(std::tolower(byte));
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  if (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string_view cpu_generation(std::string_view name) {
  if (const std::string_view found = first_match(name, kCodeNames); !found.empty()) return found;
  if (has(name, "ryzen")) return ryzen(model_number(name));
  if (has(name, "core-i")) return core(name);
  if (has(name, "epyc") || has(name, "amd")) return epyc(model_number(name));
  if (!has(name, "xeon")) return {};
  if (has(name, "-e5-") || has(name, "-e7-")) return old_xeon(name);
  return scalable_xeon(model_number(name));
}

}  // namespace cloudplan::performance
