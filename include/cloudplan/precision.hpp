// Number formats that a job computes in.

#ifndef CLOUDPLAN_PRECISION_HPP_
#define CLOUDPLAN_PRECISION_HPP_

#include <cstdint>

namespace cloudplan {

// `automatic`: the best that the device and the task allow. `amp`: automatic mixed precision with 16-bit
// matrix products. `int4`: 4-bit weights, NVFP4 and MXFP4 among them; multiplied natively where the device
// can.
enum class Precision : std::uint8_t { automatic, fp64, fp32, tf32, fp16, bf16, amp, fp8, int8, int4 };
inline constexpr int kPrecisionCount = 10;

}  // namespace cloudplan

#endif  // CLOUDPLAN_PRECISION_HPP_
