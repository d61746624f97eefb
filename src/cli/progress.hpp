// "planning 12 of 400" on standard error, for work that takes longer than a
// second and somebody who looks at it.

#ifndef CLOUDPLAN_SRC_CLI_PROGRESS_HPP_
#define CLOUDPLAN_SRC_CLI_PROGRESS_HPP_

#include <chrono>
#include <cstddef>
#include <string>

namespace cloudplan::cli {

class Progress {
 public:
  // Writes only when standard error is a terminal that can go back to the beginning of a line.
  Progress(std::string what, std::size_t total);
  // Wipes the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Says that the next step begins; the first second is silent, then five times a second are enough.
  void step();

 private:
  using Clock = std::chrono::steady_clock;

  std::string what_;
  std::size_t total_ = 0, done_ = 0;
  bool terminal_ = false, shown_ = false;
  Clock::time_point next_{};
};

// Wipes the line that is shown now, if any. For signal handlers: the program is about to die.
void wipe_progress();

}  // namespace cloudplan::cli

#endif  // CLOUDPLAN_SRC_CLI_PROGRESS_HPP_
