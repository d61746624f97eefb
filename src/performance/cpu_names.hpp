// What a processor's marketing name says about its generation.

#ifndef CLOUDPLAN_SRC_PERFORMANCE_CPU_NAMES_HPP_
#define CLOUDPLAN_SRC_PERFORMANCE_CPU_NAMES_HPP_

#include <string>
#include <string_view>

namespace cloudplan::performance {

// Lower case, words joined by single dashes: "Intel(R) Xeon(R) Gold 6154" is "intel-r-xeon-r-gold-6154".
std::string normalized_name(std::string_view name);

// The key in data/hardware/cpus.csv of a normalized name, by the vendors' naming schemes
// ("intel-xeon-gold-6338" is an Ice Lake, for its second digit); "" when no scheme fits.
std::string_view cpu_generation(std::string_view normalized);

}  // namespace cloudplan::performance

#endif  // CLOUDPLAN_SRC_PERFORMANCE_CPU_NAMES_HPP_
