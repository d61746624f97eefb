#include "workload/quantity_units.hpp"

#include "cloudplan/units.hpp"

namespace cloudplan {

namespace {

constexpr double kKib = 1024;
constexpr double kMib = kKib * 1024;
constexpr double kGib = kMib * 1024;
constexpr double kTib = kGib * 1024;
constexpr double kPib = kTib * 1024;
constexpr double kEib = kPib * 1024;

// Decimal units are powers of 1000, as IEC 80000-13 and disk makers count, and
// binary ones powers of 1024; "Gi" is Kubernetes' name for GiB. Not "Gb" (is it
// bits?) nor "G" (1000 or 1024?).
constexpr Unit kByteUnits[] = {
    {"B", 1, true},      {"byte", 1},         {"bytes", 1},        {"kB", 1e3, true},   {"KB", 1e3},
    {"kb", 1e3},         {"MB", 1e6, true},   {"mb", 1e6},         {"GB", 1e9, true},   {"gb", 1e9},
    {"TB", 1e12, true},  {"tb", 1e12},        {"PB", 1e15, true},  {"pb", 1e15},        {"EB", 1e18, true},
    {"KiB", kKib, true}, {"kib", kKib},       {"Ki", kKib},        {"MiB", kMib, true}, {"mib", kMib},
    {"Mi", kMib},        {"GiB", kGib, true}, {"gib", kGib},       {"Gi", kGib},        {"TiB", kTib, true},
    {"tib", kTib},       {"Ti", kTib},        {"PiB", kPib, true}, {"pib", kPib},       {"Pi", kPib},
    {"EiB", kEib, true}};

constexpr double kHour = 3600;
constexpr double kDay = 24 * kHour;

// Not "m": minutes or months?
constexpr Unit kTimeUnits[] = {{"us", 1e-6, true},
                               {"ms", 1e-3, true},
                               {"s", 1, true},
                               {"sec", 1},
                               {"second", 1},
                               {"seconds", 1},
                               {"min", 60, true},
                               {"mins", 60},
                               {"minute", 60},
                               {"minutes", 60},
                               {"h", kHour, true},
                               {"hr", kHour},
                               {"hrs", kHour},
                               {"hour", kHour},
                               {"hours", kHour},
                               {"d", kDay, true},
                               {"day", kDay},
                               {"days", kDay},
                               {"w", 7 * kDay},
                               {"week", 7 * kDay},
                               {"weeks", 7 * kDay},
                               {"mo", kSecondsPerMonth},
                               {"month", kSecondsPerMonth, true},
                               {"months", kSecondsPerMonth},
                               {"y", 12 * kSecondsPerMonth, true},
                               {"yr", 12 * kSecondsPerMonth},
                               {"year", 12 * kSecondsPerMonth},
                               {"years", 12 * kSecondsPerMonth}};

constexpr Unit kCountSuffixes[] = {{"", 1, true},    {"k", 1e3, true},  {"K", 1e3},       {"thousand", 1e3},
                                   {"M", 1e6, true}, {"m", 1e6},        {"million", 1e6}, {"B", 1e9, true},
                                   {"b", 1e9},       {"billion", 1e9},  {"G", 1e9},       {"T", 1e12, true},
                                   {"t", 1e12},      {"trillion", 1e12}};

constexpr std::string_view kThroughputUnits[] = {"images",   "tokens", "sequences", "samples",
                                                 "requests", "rows",   "steps"};

}  // namespace

std::span<const Unit> byte_units() { return kByteUnits; }
std::span<const Unit> time_units() { return kTimeUnits; }
std::span<const Unit> count_suffixes() { return kCountSuffixes; }
std::span<const std::string_view> throughput_units() { return kThroughputUnits; }

const Unit* find_unit(std::span<const Unit> units, std::string_view name) {
  for (const Unit& unit : units)
    if (unit.name == name) return &unit;
  return nullptr;
}

}  // namespace cloudplan
