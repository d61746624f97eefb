// Amounts of which only a range is known.

#include "workload/assign_number.hpp"
#include "workload/fields.hpp"

#include <type_traits>

namespace cloudplan {

namespace {

template <class Target>
constexpr bool is_number_of = requires(Target& to) {
  assign_number(to, 1.0);
};

template <class S>
void set_number(std::span<const Member<S>> members, std::string_view key, double number, S& out) {
  for (const Member<S>& member : members) {
    if (member.field.key != key) continue;
    std::visit(
        [&](auto target) {
          if constexpr (std::is_member_object_pointer_v<decltype(target)>) {
            if constexpr (is_number_of<std::remove_reference_t<decltype(out.*target)>>)
              assign_number(out.*target, number);
          }
        },
        member.target);
  }
}

}  // namespace

Workload with_inputs(Workload workload, const std::vector<double>& values) {
  for (std::size_t i = 0; i < workload.uncertain.size() && i < values.size(); ++i) {
    const UncertainInput& input = workload.uncertain[i];
    if (input.of_task)
      set_number(task_members(), input.key, values[i], workload.tasks[input.index]);
    else
      set_number(dataset_members(), input.key, values[i], workload.data[input.index]);
  }
  return workload;
}

}  // namespace cloudplan
