// Independent pieces of work on the processors that there are.

#ifndef CLOUDPLAN_SRC_SUPPORT_IN_PARALLEL_HPP_
#define CLOUDPLAN_SRC_SUPPORT_IN_PARALLEL_HPP_

#include <cstddef>
#include <functional>

namespace cloudplan {

// Calls work(0) to work(count - 1), each once and in no order, on as many threads as there are processors,
// and comes back when all are done. No piece may change what another looks at. Of what pieces throw, that of
// the first is thrown again. With one processor, one piece, or work that is not worth a thread, none is
// begun.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work,
                 bool is_worth_threads = true);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_IN_PARALLEL_HPP_
