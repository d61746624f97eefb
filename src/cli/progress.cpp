#include "progress.hpp"

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

}  // namespace

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what)),
      total_(total),
      terminal_(total > 1 && can_rewrite_lines()),
      next_(Clock::now() + std::chrono::seconds(1)) {}

Progress::~Progress() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::step() {
  ++done_;
  if (!terminal_ || Clock::now() < next_) return;
  fmt::print(stderr, "\r\x1b[K{} {} of {}", what_, done_, total_);
  std::fflush(stderr);
  shown_ = true;
  next_ = Clock::now() + std::chrono::milliseconds(200);
}

}  // namespace cloudplan::cli
