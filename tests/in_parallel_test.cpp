// Pieces of work on several processors: each is done once, and what fails is said.

#include "support/in_parallel.hpp"

#include "catch.hpp"

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

namespace cloudplan {
namespace {

TEST_CASE("work in parallel is done once each", "[support]") {
  for (const std::size_t count : {0U, 1U, 2U, 7U, 500U}) {
    std::vector<std::atomic<int>> done(count);
    in_parallel(count, [&](std::size_t i) { ++done[i]; });
    for (const auto& times : done) CHECK(times == 1);
  }
}

TEST_CASE("of several failures in parallel the first is thrown, after all is done", "[support]") {
  std::atomic<int> done{0};
  std::string thrown;
  try {
    in_parallel(20, [&](std::size_t i) {
      ++done;
      if (i % 5 == 3) throw std::runtime_error("piece " + std::to_string(i));
    });
  } catch (const std::runtime_error& error) {
    thrown = error.what();
  }
  CHECK(thrown == "piece 3");
  CHECK(done == 20);
}

}  // namespace
}  // namespace cloudplan
