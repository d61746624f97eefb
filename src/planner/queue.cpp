#include "planner/queue.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

constexpr double kMostServers = 1e6;
// Requests that are in flight on average, beyond which several are counted as one: the sums stay short, and
// the spread comes out too large rather than too small.
constexpr double kMostCounted = 300;
constexpr double kNegligible = 1e-9;  // share of all states
constexpr double kTail = 0.01;        // of requests that may be slower

// Servers of one kind with some number of requests in flight on each, which need not be whole.
class Fleet {
 public:
  Fleet(const ServiceCurve& curve, double servers)
      : curve_(curve),
        servers_(servers),
        // One that takes a single request never has a batch to wait for.
        waits_(curve.batching == Batching::waits && curve.points.size() > 1) {}

  double capacity() const { return servers_ * curve_.capacity(); }
  // From here on requests queue: servers hold as many as they take, and, of those that wait for a batch, the
  // next.
  double full() const { return servers_ * curve_.points.back().together * (waits_ ? 2 : 1); }
  // Answered a second with that many in flight.
  double rate(double in_flight) const {
    const double each = in_flight / servers_;
    if (each <= 1) return in_flight / curve_.points.front().time.value;
    const double together = answered_together(each);
    return servers_ * together / curve_.time(together).value;
  }
  // Of a request that makes it so many in flight.
  Seconds latency(double in_flight) const {
    const double each = in_flight / servers_;
    const Seconds own = curve_.time(answered_together(each));
    return waits_ && each > 1 ? own * 2 : own;
  }
  // Where the rate is as high as the arrivals: without their randomness that many are in flight.
  double balance(double arrivals) const {
    const double per_server = arrivals / servers_;
    double last = 0, last_surplus = 0;
    for (const auto& point : curve_.points) {
      const double surplus = point.together - per_server * point.time.value;
      if (surplus >= 0) {
        if (last == 0) return arrivals * point.time.value;
        const double share = last_surplus / (last_surplus - surplus);
        return servers_ * (last + share * (point.together - last)) * (waits_ ? 2 : 1);
      }
      last = point.together;
      last_surplus = surplus;
    }
    return full();
  }

 private:
  double answered_together(double each) const {
    return std::clamp(waits_ ? each / 2 : each, 1.0, curve_.points.back().together);
  }

  const ServiceCurve& curve_;
  double servers_;
  bool waits_;
};

// The states of the chain that matter, as weights: probabilities but for a common factor.
struct States {
  std::vector<double> weights;  // of 0, 1, 2 ... requests in flight, each counted as `unit`
  double unit = 1;
  double queued = 0;  // weight of all states in which new requests queue
  double sum = 0;     // of everything
};

States states_of(const Fleet& fleet, double arrivals) {
  States states;
  states.unit = std::max(1.0, std::ceil(fleet.balance(arrivals) / kMostCounted));
  const double births = arrivals / states.unit;
  double weight = 1;
  for (double n = 0; n * states.unit < fleet.full(); ++n) {
    states.weights.push_back(weight);
    states.sum += weight;
    const double deaths = fleet.rate((n + 1) * states.unit) / states.unit;
    weight *= births / deaths;
    if (deaths > births && weight < kNegligible * states.sum) return states;
  }
  // Weights fall by the same factor from here on.
  states.queued = weight / (1 - arrivals / fleet.capacity());
  states.sum += states.queued;
  return states;
}

}  // namespace

Seconds ServiceCurve::time(double together) const {
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (together > points[i].together) continue;
    if (i == 0) break;
    const Point &low = points[i - 1], &high = points[i];
    const double share = (together - low.together) / (high.together - low.together);
    return low.time + (high.time - low.time) * share;
  }
  return together < points.back().together ? points.front().time : points.back().time;
}

Seconds latency_p99(const ServiceCurve& curve, double servers, double arrivals) {
  const Fleet fleet(curve, servers);
  const double spare = fleet.capacity() - arrivals;
  if (spare <= 0) return {HUGE_VAL};
  const States states = states_of(fleet, arrivals);
  const double queued = states.queued / states.sum;
  // P(wait > t) = queued x exp(-spare t)
  if (queued > kTail) return fleet.latency(fleet.full()) + Seconds{std::log(queued / kTail) / spare};
  double above = states.sum;
  for (std::size_t n = 0; n < states.weights.size(); ++n) {
    above -= states.weights[n];
    if (above <= kTail * states.sum) return fleet.latency((static_cast<double>(n) + 1) * states.unit);
  }
  return fleet.latency(fleet.full());
}

std::optional<FleetSize> size_fleet(const ServiceCurve& curve, double arrivals,
                                    std::optional<Seconds> latency, double below) {
  if (curve.points.empty() || !(curve.capacity() > 0)) return std::nullopt;
  if (latency && curve.points.front().time > *latency) return std::nullopt;
  const double load = arrivals / curve.capacity();
  double servers = std::max(1.0, std::ceil(load / kHighestUtilization));
  if (servers > kMostServers || servers >= below) return std::nullopt;
  Seconds kept;  // by the last number of servers that was enough
  const auto keeps = [&](double n) {
    const Seconds slowest = latency_p99(curve, n, arrivals);
    if (latency && slowest > *latency) return false;
    kept = slowest;
    return true;
  };
  if (!keeps(servers)) {
    // More servers never make a request slower: double them until they are enough, then halve the gap.
    double too_few = servers;
    do {
      if (servers > kMostServers || servers + 1 >= below) return std::nullopt;
      too_few = servers;
      servers = std::min(servers * 2, below - 1);
    } while (!keeps(servers));
    while (servers - too_few > 1) {
      const double middle = std::floor((too_few + servers) / 2);
      (keeps(middle) ? servers : too_few) = middle;
    }
  }
  return FleetSize{servers, load / servers, kept};
}

}  // namespace cloudplan
