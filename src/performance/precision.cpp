// Which precision a job computes in on a device, and how fast the device is there.
#include <algorithm>
#include <cmath>

#include "internal.hpp"

namespace cloudplan::performance {

double norm_sum(double a, double b, double p) {
  const double large = std::max(a, b), small = std::min(a, b);
  if (!(large > 0) || !(small > 0)) return large;
  const double ratio = small / large;
  // Powers take a tenth of the time of a plan: these two need none, and the others half of what std::pow
  // takes, which rounds more exactly than a model needs.
  if (p == 2) return large * std::sqrt(1 + ratio * ratio);
  if (p == 4) return large * std::sqrt(std::sqrt(1 + ratio * ratio * ratio * ratio));
  return large * std::exp2(std::log2(1 + std::exp2(p * std::log2(ratio))) / p);
}

double weight_bytes(Precision precision) {
  switch (precision) {
    case Precision::fp64:
      return 8;
    case Precision::fp32:
    case Precision::tf32:
      return 4;
    case Precision::fp8:
    case Precision::int8:
      return 1;
    case Precision::int4:
      return 0.5;
    default:
      return 2;
  }
}

namespace {

// Scalar units compute what matrix units do not; Pascal and older have no matrix units, and a device whose
// 16-bit peak is at most twice the 32-bit one and has no tf32 has only packed vector arithmetic.
bool has_matrix_units(const AcceleratorSpec& device) {
  switch (device.generation) {
    case Generation::kepler:
    case Generation::maxwell:
    case Generation::pascal:
      return false;
    case Generation::other:
      return known(device.bf16);
    default:
      return true;
  }
}

double matrix16(const AcceleratorSpec& device) {
  if (!has_matrix_units(device)) return kUnknown;
  return known(device.bf16) && !(device.fp16 > device.bf16) ? device.bf16
                                                            : value_or(device.fp16, device.bf16);
}

double widest_peak(const AcceleratorSpec& device) {
  if (known(device.fp32)) return device.fp32;
  return known(device.bf16) ? device.bf16 / 4 : kUnknown;
}

// TPUs keep numbers in 32 bits and multiply them rounded to bf16 (XLA's default precision): their data sheets
// state no peak for fp32.
bool rounds_products(const AcceleratorSpec& device) {
  return device.generation == Generation::tpu && !known(device.fp32) && known(device.bf16);
}

double narrow_peak(double exponent, double sixteen, double native) {
  if (!known(native) || !(native > sixteen)) return sixteen;
  return sixteen * std::pow(native / sixteen, exponent);
}

}  // namespace

PrecisionPeak precision_peak(const PerformanceModel& model, const AcceleratorSpec& device, const Job& job) {
  const double sixteen = matrix16(device);
  Precision wanted = job.precision;
  const auto narrow = [&](double native) {
    return narrow_peak(narrow_exponent(model, job), sixteen, native);
  };
  if (wanted == Precision::automatic) {
    wanted = known(sixteen) ? Precision::amp : Precision::fp32;
    if (job.kind != JobKind::train && known(sixteen)) wanted = Precision::fp16;
  }
  PrecisionPeak out;
  out.precision = wanted;
  out.supported = true;
  const double fp32 = widest_peak(device);
  switch (wanted) {
    case Precision::fp64:
      out.flops = device.fp64;
      out.bytes_per_element = 8;
      break;
    case Precision::fp32:
      out.tensor = rounds_products(device);
      out.flops = out.tensor ? sixteen : fp32;
      break;
    case Precision::tf32:
      out.tensor = known(device.tf32) || rounds_products(device);
      out.flops = known(device.tf32) ? device.tf32 : out.tensor ? sixteen : fp32;
      break;
    default:
      out.bytes_per_element = 2;
      out.tensor = known(sixteen);
      out.flops = out.tensor ? sixteen : fp32;
      if (!out.tensor) out.bytes_per_element = 4 * model.step.half_storage;
      if (!out.tensor) break;
      if (wanted == Precision::fp8) out.flops = narrow(device.fp8);
      if (wanted == Precision::int8) out.flops = narrow(device.int8);
      if (wanted == Precision::int4) out.flops = narrow(device.fp4);
  }
  if (wanted == Precision::int8 && known(device.int8)) out.bytes_per_element = 1;
  if (wanted == Precision::fp8 && known(device.fp8)) out.bytes_per_element = 1.5;
  if (!known(out.flops)) out.supported = false;
  // Gradients need a floating-point format: training in 8 bits is practised in fp8, where the device has it.
  if (job.kind == JobKind::train && weight_bytes(wanted) <= 1 &&
      !(wanted == Precision::fp8 && known(device.fp8)))
    out.supported = false;
  return out;
}

void scale_device(AcceleratorSpec* device, double share) {
  for (double* value :
       {&device->memory_bytes, &device->memory_bandwidth, &device->fp64, &device->fp32, &device->tf32,
        &device->fp16, &device->bf16, &device->fp8, &device->fp4, &device->int8, &device->watts})
    *value *= share;
}

double software_speed(const PerformanceModel& model, const Job& job, double device_year) {
  double speed = model.software[index_of(job.software)].speed;
  if (known(job.software_year) && known(device_year)) {
    const double age = std::clamp(job.software_year - device_year, 0.0, 4.0) - 2.0;
    speed *= std::exp(model.step.software_gain * age);
  }
  return speed;
}

}  // namespace cloudplan::performance
