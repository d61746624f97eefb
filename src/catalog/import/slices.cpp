#include "catalog/import/slices.hpp"

#include "cloudplan/price_guard.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <tuple>

namespace cloudplan::importer {

namespace {

constexpr double kSliceShare = 0.7;
constexpr double kSmallestStep = 1.6;

struct Machine {
  Cells* cells;
  double vcpus;
  const std::map<std::string, double>* prices;
};

// How many times dearer the larger machine is: the median over the regions
// that have both; 0 when none has.
double price_ratio(const Machine& larger, const Machine& smaller) {
  std::vector<double> ratios;
  for (const auto& [region, price] : *smaller.prices) {
    const auto other = larger.prices->find(region);
    if (other != larger.prices->end() && price > 0) ratios.push_back(other->second / price);
  }
  if (ratios.empty()) return 0;
  std::sort(ratios.begin(), ratios.end());
  return ratios[ratios.size() / 2];
}

// 2, 3, 4, 6, 8 or 12: the parts that vendors cut devices in.
int nearest_parts(double ratio) {
  int best = 2;
  for (const int parts : {2, 3, 4, 6, 8, 12})
    if (std::abs(std::log(ratio / parts)) < std::abs(std::log(ratio / best))) best = parts;
  return best;
}

void mark(const std::vector<Machine>& machines, double count, std::vector<std::string>& changed) {
  const auto by_vcpus = [](const Machine& a, const Machine& b) { return a.vcpus < b.vcpus; };
  const Machine& largest = *std::max_element(machines.begin(), machines.end(), by_vcpus);
  const Machine& smallest = *std::min_element(machines.begin(), machines.end(), by_vcpus);
  const double vcpu_ratio = largest.vcpus / smallest.vcpus;
  if (vcpu_ratio < kSmallestStep || price_ratio(largest, smallest) < kSliceShare * vcpu_ratio) return;
  for (const Machine& machine : machines) {
    const double ratio = price_ratio(largest, machine);
    if (ratio < kSmallestStep) continue;
    // Six digits, as price lists write fractions.
    (*machine.cells)["accelerator_count"] = plain(std::round(count / nearest_parts(ratio) * 1e6) / 1e6);
    changed.push_back((*machine.cells)["name"]);
  }
}

}  // namespace

std::vector<std::string> mark_slices(std::map<std::string, Cells>& types, const OnDemandPrices& prices) {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<Machine>> series;
  for (auto& [name, cells] : types) {
    const auto known = prices.find(name);
    const std::string& count = cells["accelerator_count"];
    if (cells["accelerator"].empty() || count.empty() || known == prices.end()) continue;
    series[{series_of(name), cells["accelerator"], count}].push_back(
        {&cells, std::strtod(cells["vcpus"].c_str(), nullptr), &known->second});
  }
  std::vector<std::string> changed;
  for (const auto& [key, machines] : series)
    mark(machines, std::strtod(std::get<2>(key).c_str(), nullptr), changed);
  return changed;
}

}  // namespace cloudplan::importer
