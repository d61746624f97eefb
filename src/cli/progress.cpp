#include "progress.hpp"

#include "environment.hpp"

#include <csignal>
#include <cstdlib>
#include <string_view>
#include <utility>

#include <fmt/core.h>
#include <unistd.h>

namespace cloudplan::cli {

namespace {

bool can_rewrite_lines() {
  const char* const terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && terminal && std::string_view(terminal) != "dumb";
}

// What a signal handler may read.
volatile std::sig_atomic_t line_is_shown = 0;

constexpr std::string_view kWipe = "\r\x1b[K";

}  // namespace

void wipe_progress() {
  if (line_is_shown == 0) return;
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kWipe.data(), kWipe.size());
}

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what)),
      total_(total),
      terminal_(total > 1 && !quiet() && can_rewrite_lines()),
      next_(Clock::now() + std::chrono::seconds(1)) {}

Progress::~Progress() {
  if (!shown_) return;
  fmt::print(stderr, "{}", kWipe);
  std::fflush(stderr);
  line_is_shown = 0;
}

void Progress::step() {
  ++done_;
  if (!terminal_ || Clock::now() < next_) return;
  line_is_shown = 1;
  shown_ = true;
  fmt::print(stderr, "{}{} {} of {}", kWipe, what_, done_, total_);
  std::fflush(stderr);
  next_ = Clock::now() + std::chrono::milliseconds(200);
}

}  // namespace cloudplan::cli
