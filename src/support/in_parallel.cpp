#include "support/in_parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

#ifdef __linux__
#include <sched.h>
#endif

namespace cloudplan {

namespace {

// Those that this process may use: glibc's count is of all that there are.
std::size_t usable_processors() {
#ifdef __linux__
  cpu_set_t usable;
  if (::sched_getaffinity(0, sizeof usable, &usable) == 0)
    return std::max<std::size_t>(1, static_cast<std::size_t>(CPU_COUNT(&usable)));
#endif
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work, bool is_worth_threads) {
  std::vector<std::exception_ptr> failed(count);
  std::atomic<std::size_t> next{0};
  const auto take_turns = [&] {
    for (std::size_t piece = next++; piece < count; piece = next++) {
      try {
        work(piece);
      } catch (...) {
        failed[piece] = std::current_exception();
      }
    }
  };
  const std::size_t processors = is_worth_threads ? usable_processors() : 1;
  std::vector<std::thread> others;
  try {
    while (others.size() + 1 < std::min(count, processors)) others.emplace_back(take_turns);
  } catch (const std::system_error&) {
    // No more threads are to be had: those that there are do it all.
  }
  take_turns();
  for (std::thread& other : others) other.join();
  for (const std::exception_ptr& failure : failed)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace cloudplan
