#include "planner/run_timer.hpp"

#include "cloudplan/own_measurements.hpp"
#include "planner/exclusions.hpp"
#include "planner/queue.hpp"

#include <algorithm>
#include <cmath>

namespace cloudplan {

namespace {

const char* problem_of(const Prediction& prediction) {
  switch (prediction.reason) {
    case Reason::none:
      return nullptr;
    case Reason::does_not_fit:
      return exclusion::kNoRoomInMemory;
    case Reason::precision_not_supported:
      return exclusion::kPrecisionNotSupported;
    case Reason::unknown_device:
      return "hardware not known to the model";
    case Reason::too_few_samples:
      return exclusion::kMoreAcceleratorsThanSamples;
    default:
      return "no prediction";
  }
}

void speed_up(Prediction& prediction, double speed) {
  prediction.throughput *= speed;
  prediction.p10 *= speed;
  prediction.p90 *= speed;
  prediction.seconds /= speed;
}

// Of one training step over all machines, when the user names none: larger
// batches need more epochs to the same accuracy (Goyal et al. 2017 train
// ResNet-50 at 8,192 without loss and lose beyond; McCandlish et al. 2018,
// arXiv:1812.06162, explain why).
constexpr double kLargestUsefulBatch = 8192;

double bytes_per_second(double network_gbps) {
  const double gbps = std::min(is_known(network_gbps) ? network_gbps : kUnknownNetworkGbps, kBucketGbps);
  return gbps * 1e9 * kCopyEfficiency / 8;
}

Seconds copy_time(Bytes amount, double network_gbps) {
  return {amount.value / bytes_per_second(network_gbps)};
}

}  // namespace

Prediction RunTimer::predict_on(const Host& host, double batch) const {
  if (!is_known(batch)) return predict(model_, work_.job, host.machine);
  Job job = work_.job;
  job.global_batch = batch;
  return predict(model_, job, host.machine);
}

double RunTimer::predicted_throughput(const Host& host) const {
  const Prediction prediction = predict_on(host, kUnknown);
  return prediction.status == PredictionStatus::ok ? prediction.throughput : kUnknown;
}

Seconds RunTimer::setup_time(double network_gbps, double machines) const {
  return kMachineStart + copy_time(share_of_input(work_.input, machines), network_gbps);
}

Timing RunTimer::time(const Host& host, double speed) const {
  if (task_.memory && host.memory_gib * kGibibyte < task_.memory->value)
    return {exclusion::kTooLittleMemory, {}, {}, {}};
  return task_.kind == TaskKind::serve ? time_service(host, speed) : time_job(host, speed);
}

Timing RunTimer::time_job(const Host& host, double speed) const {
  Timing timing;
  timing.prediction = predict_on(host, kUnknown);
  const bool too_large = work_.job.kind == JobKind::train && !is_known(work_.job.global_batch) &&
                         timing.prediction.global_batch > kLargestUsefulBatch;
  if (too_large) timing.prediction = predict_on(host, kLargestUsefulBatch);
  timing.problem = problem_of(timing.prediction);
  if (timing.problem) return timing;
  if (anchored()) anchor_prediction(timing.prediction, anchor_);
  speed_up(timing.prediction, speed);
  const Prediction& p = timing.prediction;
  const bool whole_job = work_.job.kind == JobKind::batch || work_.job.kind == JobKind::tabular_fit;
  const double seconds = whole_job ? p.seconds : work_.items / p.throughput;
  timing.run.setup = setup_time(host.network_gbps, host.machine.nodes);
  timing.run.work = {seconds};
  timing.run.work_p10 = {seconds * p.throughput / p.p90};
  timing.run.work_p90 = {seconds * p.throughput / p.p10};
  if (!(seconds > 0) || !std::isfinite(seconds)) timing.problem = "no prediction";
  return timing;
}

// Requests a second that a replica answers, and that its network can bring.
double RunTimer::received_per_second(const Host& host, Prediction& prediction) const {
  const double answered = prediction.throughput / work_.items;
  if (!is_sent_requests()) return answered;
  const double brought = bytes_per_second(host.network_gbps) / task_.model.bytes_per_sample->value;
  if (!(brought < answered)) return answered;
  prediction.bottleneck = Bottleneck::input;
  return brought;
}

// Tries how many requests a replica may answer together and keeps what needs the fewest replicas.
Timing RunTimer::time_service(const Host& host, double speed) const {
  const double peak =
      std::max(task_.peak.value_or(PerSecond{0}).value, task_.requests.value_or(PerSecond{0}).value);
  Timing best;
  best.problem = exclusion::kTooSlowForLatency;
  best.service.replicas = HUGE_VAL;
  ServiceCurve curve;
  curve.batching = work_.job.kind == JobKind::generate ? Batching::joins : Batching::waits;
  for (const double batch : {1.0, 4.0, 16.0, 64.0, 256.0}) {
    Prediction prediction = predict_on(host, batch);
    if (const char* const problem = problem_of(prediction)) {
      if (batch == 1) best.problem = problem;
      break;  // larger batches need more memory still
    }
    if (anchored()) anchor_prediction(prediction, anchor_);
    speed_up(prediction, speed);
    const double per_second = received_per_second(host, prediction);
    if (!(per_second > 0)) break;
    curve.points.push_back({batch, Seconds{batch / per_second}});
    const auto fleet = size_fleet(curve, peak, task_.latency_p99, best.service.replicas);
    if (!fleet) continue;
    best.problem = nullptr;
    best.prediction = prediction;
    best.service = {fleet->servers, per_second, batch, fleet->utilization, fleet->latency_p99};
    if (fleet->servers == 1) break;
  }
  return best;
}

}  // namespace cloudplan
