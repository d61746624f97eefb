// The keys of a workload file, as data: what each takes, within what bounds,
// for which kinds, and what it means. One table drives the parser, the JSON
// Schema and the reference in docs/workload.md, so they can't disagree.

#ifndef CLOUDPLAN_SRC_FIELDS_HPP_
#define CLOUDPLAN_SRC_FIELDS_HPP_

#include "cloudplan/quantity.hpp"
#include "cloudplan/workload.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cloudplan {

// The objects of the file.
enum class Scope { workload, constraints, task, model, dataset, measurement };
inline constexpr int kScopes = 6;

// What a value looks like.
enum class FieldType {
  text,     // any printable text
  version,  // the number 1
  boolean,
  choice,   // one of Field::choices
  choices,  // an array of those
  names,    // an array of texts
  count,    // a number, bare or "7B"
  whole,    // the same, without a fraction
  share,    // 0.98 or "98%"
  growth,   // "5%/month"
  bytes,    // "150 GB"
  time,     // "36 h"
  rate,     // "20/s"
  money,    // "$500"
  throughput,
  constraints,  // an object of that scope
  model,        // a name or an object
  tasks,        // arrays of objects
  data,
  measurements,
  tags,
  ignored  // read by editors, not by us
};

// A set of kinds: bit i is the kind of value i; of TaskKind, DatasetKind, or,
// for constraints, Place.
using Kinds = unsigned;
inline constexpr Kinds kAllKinds = ~0U;
constexpr Kinds operator|(TaskKind a, TaskKind b) {
  return 1U << static_cast<unsigned>(a) | 1U << static_cast<unsigned>(b);
}
template <class Kind>
constexpr Kinds only(Kind kind) {
  return 1U << static_cast<unsigned>(kind);
}
enum class Place { workload, task, dataset };  // whose constraints

// Names of the kinds, in the order of their enums.
inline constexpr std::string_view kTaskKindNames[] = {"train",   "infer",    "serve", "batch",
                                                      "tabular", "notebook", "vm"};
inline constexpr std::string_view kDatasetKindNames[] = {"files", "records"};
inline constexpr std::string_view kPlaceNames[] = {"the workload", "a task", "a dataset"};

struct Field {
  std::string_view key;
  FieldType type = FieldType::text;
  std::string_view doc;      // for people: what it means
  std::string_view example;  // JSON
  Kinds kinds = kAllKinds;   // of the object that may have it
  Kinds required = 0;        // of the object that must have it
  double low = 0;            // bounds of a number, in base units, both included
  double high = 0;
  std::string_view fallback = {};                  // the default, as a reader should know it
  std::span<const std::string_view> choices = {};  // in the order of the enum's values
  NameList Vocabulary::*known = nullptr;           // names must be one of these, or a glob
  // An amount of work or data, more of which never costs less: it may be {"min", "likely", "max"}.
  bool range = false;
};

// Where the value of a field goes in a struct S; monostate: code does it.
template <class S>
using Target =
    std::variant<std::monostate, std::string S::*, bool S::*, double S::*, std::optional<double> S::*,
                 std::optional<int> S::*, Seconds S::*, std::optional<Seconds> S::*,
                 std::optional<Bytes> S::*, std::optional<PerSecond> S::*, std::optional<Money> S::*,
                 std::vector<std::string> S::*, void (*)(S&, int)>;

template <class S>
struct Member {
  Field field;
  Target<S> target = {};
};

std::span<const Member<Workload>> workload_members();
std::span<const Member<Constraints>> constraints_members();
std::span<const Member<Task>> task_members();
std::span<const Member<ModelChoice>> model_members();
std::span<const Member<Dataset>> dataset_members();
std::span<const Member<Measurement>> measurement_members();

// All fields of a scope, in the order of the documentation.
std::vector<const Field*> fields_of(Scope scope);

// The names of the kinds of a scope: "train", "infer", ...; empty when it has none.
std::span<const std::string_view> kind_names(Scope scope);
// "train, infer or serve".
std::string kind_list(Scope scope, Kinds kinds);

// The quantity behind a type; nullopt when it is none.
std::optional<QuantityKind> quantity_of(FieldType type);
// What a value of this field looks like: "a size such as "150 GB" or "2 TiB"".
std::string expectation(const Field& field);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FIELDS_HPP_
