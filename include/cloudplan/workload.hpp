// What the user wants done: the workload file, version 1, as typed values.
// docs/workload.md describes the file; `cloudplan schema` prints its JSON
// Schema. Absent optional members are std::nullopt, never zero.

#ifndef CLOUDPLAN_WORKLOAD_HPP_
#define CLOUDPLAN_WORKLOAD_HPP_

#include "cloudplan/error.hpp"
#include "cloudplan/name_list.hpp"
#include "cloudplan/precision.hpp"
#include "cloudplan/quantity.hpp"
#include "cloudplan/units.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan {

enum class Objective { cost, time, balanced };

enum class TaskKind {
  train,     // fit a model to a dataset, once a run
  infer,     // run a model once over a dataset or a number of samples
  serve,     // answer requests, all month
  batch,     // generic computation, given in core-hours
  tabular,   // gradient boosting, forests, linear models on a table
  notebook,  // a person who works interactively
  vm         // a machine of a given size, for a number of hours
};

// A job ends; the others are there all the time.
constexpr bool is_job(TaskKind kind) {
  return kind == TaskKind::train || kind == TaskKind::infer || kind == TaskKind::batch ||
         kind == TaskKind::tabular;
}

enum class TrainMethod { full, lora, qlora };
enum class Maturity { plain, tuned };

// Which offers may be used; the workload's, and a task's own on top of it.
struct Constraints {
  std::vector<std::string> providers;  // keys; empty: all that are on by default
  std::vector<std::string> regions;    // globs, matched against "eu-west-1" and "aws/eu-west-1"
  std::vector<std::string> purchase;  // "on_demand", "spot", "commit_1y", "commit_3y", "notebook"; empty: all
  std::vector<std::string> exclude;   // globs on "aws/p2.xlarge"
  std::vector<std::string> include;   // globs; when given, nothing else
  std::vector<std::string> arch;      // "x86_64", "arm64"
  std::vector<std::string> accelerators;  // globs on accelerator keys, "none" for CPU only, "any" for a GPU
  std::string residency;                  // "eu", "us", ...; empty: anywhere
  bool same_provider = false;             // everything with one provider
  bool managed = false;                   // consider SageMaker, Vertex AI ... beside plain machines
  bool free_offers = true;                // consider hosted notebooks and free plans
  std::optional<int> max_machines;        // per task
};

// A model, by name in the registry or described by the user.
struct ModelChoice {
  std::string name;  // registry name or alias; empty when described
  std::optional<double> parameters;
  std::optional<double> active_parameters;
  std::optional<double> flops_per_sample;                             // forward pass
  std::optional<double> layers, hidden, heads, kv_heads, vocabulary;  // a transformer's shape
  std::optional<Bytes> bytes_per_sample;
  std::optional<Bytes> activations_per_sample;
};

struct Task {
  std::string name;
  TaskKind kind = TaskKind::vm;
  Constraints constraints;  // beside the workload's
  std::optional<Seconds> deadline;
  double runs_per_month = 1;       // of a job; services run all month
  bool runs_given = false;         // false: runs_per_month was not stated, the job runs once
  std::vector<std::string> after;  // tasks whose output this one reads
  std::optional<Bytes> output;     // what a run leaves for others

  // train, infer, serve
  ModelChoice model;
  std::string dataset;            // a dataset's name; empty: none
  std::optional<double> epochs;   // train
  std::optional<double> samples;  // of one epoch or of an infer run, when no dataset says so
  std::optional<double> tokens;   // language models: of the whole run
  std::optional<double> sequence_length;
  std::optional<double> image_size;
  std::optional<double> batch;  // global
  Precision precision = Precision::automatic;
  Maturity maturity = Maturity::plain;
  TrainMethod method = TrainMethod::full;
  std::optional<Seconds> checkpoint_interval;  // absent: a lost machine loses the run

  // serve
  std::optional<PerSecond> requests, peak;
  std::optional<Seconds> latency_p99;
  std::optional<double> input_tokens, output_tokens;  // per request; also infer
  std::optional<double> hours_per_month;              // also vm; default: all

  // batch
  std::optional<double> core_hours;         // on the reference core, see docs/workload.md
  std::optional<double> parallel_fraction;  // Amdahl
  std::optional<Bytes> memory;              // also notebook, vm
  std::optional<double> max_vcpus;

  // tabular
  std::string algorithm;
  std::optional<double> rows, features, trees, depth;

  // notebook
  std::optional<double> hours_per_week;
  std::optional<double> users;
  std::string accelerator;  // also vm: "none", "any", or a key, "nvidia-t4" or "A100:8"

  // vm
  std::optional<double> vcpus;
  double count = 1;
  std::optional<Bytes> disk;

  int line = 0, column = 0;  // where the task stands in the file
  std::string pointer;
};

// As the file names them: "train", "files".
std::string_view kind_name(TaskKind kind);

enum class DatasetKind { files, records };
std::string_view kind_name(DatasetKind kind);
enum class Access { hot, warm, cold, archive };
enum class Availability { single, multi_az, multi_region };

struct Dataset {
  std::string name;
  DatasetKind kind = DatasetKind::files;
  std::optional<Bytes> size;  // now; records: rows x row_size when absent
  std::optional<double> objects;
  std::optional<double> rows;
  std::optional<Bytes> row_size;
  std::optional<double> reads_per_month;  // files: times that the whole is read; see object_reads_per_month
  std::optional<double> object_reads_per_month, object_writes_per_month;
  std::optional<PerSecond> reads, writes;  // records: operations a second, mean
  std::optional<PerSecond> peak_reads, peak_writes;
  std::optional<Bytes> egress_per_month;  // to the internet
  std::optional<Access> access;
  std::optional<Seconds> retention;  // how long an object is kept
  std::optional<Seconds> hot_for;    // files: reads fall into this first part of an object's life only
  double growth_per_month = 0;       // a share: 0.05 for "5%/month"
  std::vector<std::string> queries;  // "point", "range", "secondary", "join", "aggregate", "text"
  bool transactions = false;
  std::optional<double> connections;
  std::optional<Bytes> working_set;  // records: what is read often
  std::optional<Seconds> latency_p99;
  Availability availability = Availability::single;
  std::string engine;    // "postgresql", "mysql", "mongodb", "dynamodb", or empty
  std::string location;  // "aws/us-east-1": it is there already and stays; or empty
  Constraints constraints;

  int line = 0, column = 0;
  std::string pointer;
};

// A measurement of the user's own.
struct Measurement {
  std::string task;
  std::string on;  // "aws/g5.xlarge"
  double machines = 1;
  double throughput = 0;        // per second; 0 when seconds is given
  std::string unit;             // "images", "tokens", ...
  std::optional<Seconds> time;  // of a whole run
};

// An amount of which only a range is known, {"min", "likely", "max"} in the file. The workload itself holds
// the likely value.
struct UncertainInput {
  bool of_task = true;    // else of a dataset
  std::size_t index = 0;  // into Workload::tasks or data
  std::string key;        // "epochs"
  QuantityKind quantity = QuantityKind::count;
  double min = 0, likely = 0, max = 0;  // in base units; in this order
  std::string pointer;                  // where it stands: "/tasks/0/epochs"
};

struct Workload {
  std::string name;
  Objective objective = Objective::cost;
  std::optional<Seconds> deadline;
  std::optional<Money> budget;        // for one month: every run in it, services and storage
  Seconds horizon{kSecondsPerMonth};  // over which services and storage are priced
  bool horizon_given = false, objective_given = false;  // false: what stands here was not stated
  Constraints constraints;
  std::vector<Task> tasks;
  std::vector<Dataset> data;
  std::vector<Measurement> measured;
  std::vector<UncertainInput> uncertain;  // in file order
  std::vector<std::pair<std::string, std::string>> tags;
};

// The same workload with other values of its uncertain inputs: one for each, in their order.
Workload with_inputs(Workload workload, const std::vector<double>& values);

// What a model of the registry is, as far as it decides which keys of a task mean something.
struct ModelTraits {
  std::string name;         // the registry's
  std::string item;         // what its throughput counts: "images", "tokens", "sequences", "samples", "rows"
  bool reads_text = false;  // its work grows with a sequence length
  bool sees_pictures = false;         // its work grows with an image size
  bool decodes = false;               // a language model that writes text
  bool trains = true, infers = true;  // false: the work of a sample is not known
};

// What names mean, so that a wrong one is found where it stands in the file
// and the nearest valid one is proposed. Empty lists are not checked.
struct Vocabulary {
  NameList models;          // names and aliases
  NameList providers;       // "aws"
  NameList regions;         // "aws/eu-west-1"
  NameList residencies;     // "eu"
  NameList accelerators;    // "nvidia-a100-sxm4-40gb"
  NameList instance_types;  // "aws/p4d.24xlarge"
  // Of a name or alias of a model; nothing for one that is not known. Absent: keys are not checked against
  // models.
  std::function<std::optional<ModelTraits>(std::string_view)> model_traits{};
};

// Reads a workload file. Throws InputError with every mistake that can be told
// apart, in file order; each has line, column and JSON pointer. What is allowed
// but probably not meant is added to `warnings`, when given.
Workload parse_workload(std::string_view text, std::string_view file, const Vocabulary& vocabulary,
                        std::vector<Diagnostic>* warnings = nullptr);

// The JSON Schema (2020-12) of the file that parse_workload reads. It can't
// tell unknown names, sums over members or names that refer to nothing.
std::string workload_schema();

// Every key of the file with its unit, default and meaning, as Markdown: the
// reference part of docs/workload.md.
std::string workload_reference();

// Whether `pattern` ("a100", "nvidia-t4", "nvidia-a100*") means the accelerator
// `key` ("nvidia-a100-sxm4-40gb"): the key itself, a glob, or some whole words
// of it, in any case of letters.
bool names_accelerator(std::string_view pattern, std::string_view key);

}  // namespace cloudplan

#endif  // CLOUDPLAN_WORKLOAD_HPP_
