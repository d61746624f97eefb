// Collectives over the links inside a node and the network between nodes.
#include <algorithm>

#include "internal.hpp"

namespace cloudplan::performance {
namespace {

// Network of a node when the machine's is not known: what nodes of that generation are sold with.
double default_network(Generation generation) {
  switch (generation) {
    case Generation::volta:
      return 50e9;
    case Generation::ampere:
      return 200e9;
    case Generation::hopper:
    case Generation::blackwell:
    case Generation::cdna:
      return 400e9;
    case Generation::tpu:
      return 400e9;
    case Generation::neuron:
      return 100e9;
    case Generation::gaudi:
      return 100e9;
    default:
      return 12.5e9;
  }
}

}  // namespace

double node_network_bandwidth(const Machine& machine) {
  return value_or(machine.network_bandwidth, default_network(machine.accelerator.generation));
}

double device_link_bandwidth(const PerformanceModel& model, const Machine& machine) {
  const AcceleratorSpec& device = machine.accelerator;
  const double per_node = machine.accelerators / machine.nodes;
  const double one_way = value_or(device.interconnect_bandwidth, 32e9) / 2;
  const bool pair = device.interconnect == Interconnect::bridge;
  if (device.interconnect == Interconnect::fabric || (pair && per_node <= 2))
    return one_way * model.communication.fabric_efficiency;
  return std::min(one_way, 64e9) * model.communication.pcie_efficiency;
}

double all_reduce_seconds(const PerformanceModel& model, const Machine& machine, double bytes) {
  const double n = machine.accelerators, nodes = machine.nodes;
  if (n <= 1) return 0;
  // A TPU slice is one fabric; elsewhere the fabric ends at the node.
  const bool one_fabric = machine.accelerator.generation == Generation::tpu;
  const double local = one_fabric ? n : std::max(1.0, n / nodes);
  double seconds = 2 * (local - 1) / local * bytes / device_link_bandwidth(model, machine);
  if (nodes > 1 && !one_fabric) {
    const double network = node_network_bandwidth(machine) * model.communication.network_efficiency;
    seconds += 2 * (nodes - 1) / nodes * bytes / network;
  }
  return seconds + model.communication.latency_seconds * std::log2(n);
}

}  // namespace cloudplan::performance
