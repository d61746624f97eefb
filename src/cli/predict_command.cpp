#include "commands.hpp"

#include "cloudplan/predict_table.hpp"
#include "mapped_file.hpp"
#include "open_catalog.hpp"
#include "option_values.hpp"
#include "own_calibration.hpp"
#include "place_names.hpp"
#include "predict_output.hpp"
#include "report_output.hpp"
#include "support/printable.hpp"
#include "support/text_list.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

constexpr std::size_t kMostTableBytes = std::size_t{256} << 20U;  // about half a million rows

struct PredictOptions {
  std::string csv, format, output, catalog;
  bool no_calibration = false;
  MeasurementRow row;
  std::optional<double> count, nodes, batch, seq_len, parameters_millions, flops, rows, features, trees,
      depth, year;
};

double or_unknown(const std::optional<double>& value) { return value.value_or(kUnknown); }

MeasurementRow row_of(const PredictOptions& options) {
  MeasurementRow row = options.row;
  row.device_count = or_unknown(options.count);
  row.nodes = or_unknown(options.nodes);
  row.global_batch = or_unknown(options.batch);
  row.seq_len = or_unknown(options.seq_len);
  row.parameters_millions = or_unknown(options.parameters_millions);
  row.forward_flops = or_unknown(options.flops);
  row.rows = or_unknown(options.rows);
  row.features = or_unknown(options.features);
  row.epochs = or_unknown(options.trees);
  row.depth = or_unknown(options.depth);
  row.year = or_unknown(options.year);
  return row;
}

// A number that is given must say something: no prediction is made for 0 accelerators or a batch of "nan".
void require_positive(const PredictOptions& o) {
  const std::array<std::pair<const char*, const std::optional<double>*>, 11> given = {
      {{"--count", &o.count},
       {"--nodes", &o.nodes},
       {"--batch", &o.batch},
       {"--seq-len", &o.seq_len},
       {"--parameters", &o.parameters_millions},
       {"--flops", &o.flops},
       {"--rows", &o.rows},
       {"--features", &o.features},
       {"--trees", &o.trees},
       {"--depth", &o.depth},
       {"--year", &o.year}}};
  std::vector<std::string_view> wrong;
  for (const auto& [option, value] : given)
    if (*value && !(**value > 0 && std::isfinite(**value))) wrong.push_back(option);
  if (!wrong.empty())
    fail_option("predict", comma_list(wrong) + ": not a positive number",
                "leave an option out when its value is not known");
}

// A name that the catalog does not have: a mistake, not a question without an answer.
class NameCheck {
 public:
  NameCheck(const MeasurementRow& question, const RowJob& row, const Catalog& catalog)
      : question_(question), row_(row), catalog_(catalog), names_(catalog) {}

  // Throws InputError with all of them.
  void require_known() {
    if (row_.unknown_model && row_.job.kind != JobKind::tabular_fit && !describes_model())
      add("--model", question_.model, names_.vocabulary().models, "'cloudplan models' lists them");
    device();
    instance();
    if (!mistakes_.empty()) throw InputError(std::move(mistakes_));
  }

 private:
  // Options say what the name does not.
  bool describes_model() const {
    return is_known(question_.forward_flops) || is_known(question_.parameters_millions);
  }

  void add(const char* option, const std::string& name, const std::vector<std::string_view>& all,
           std::string otherwise) {
    const std::string_view near = closest_name(name, all);
    mistake(option, fmt::format("unknown {}", in_quotes(name)),
            near.empty() ? std::move(otherwise) : fmt::format("did you mean {}?", near));
  }

  void mistake(const char* option, std::string message, std::string hint) {
    Diagnostic diagnostic;
    diagnostic.file = option;
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    mistakes_.push_back(std::move(diagnostic));
  }

  void device() {
    if (row_.device_meant == DeviceMeant::several) return mistake("--device", row_.problem, "");
    if (row_.device_meant == DeviceMeant::none)
      add("--device", question_.device, names_.vocabulary().accelerators,
          "'cloudplan gpus' lists machines with accelerators; cpu, with --instance, means the processors");
  }

  void instance() {
    if (question_.instance.empty()) return;
    if (question_.instance.find('/') != std::string::npos) {
      const auto& known = names_.vocabulary().instance_types;
      if (std::find(known.begin(), known.end(), question_.instance) == known.end())
        add("--instance", question_.instance, known, "'cloudplan offers' lists them");
    } else if (!names_instance(catalog_, question_.instance)) {
      mistake("--instance", fmt::format("unknown {}", in_quotes(question_.instance)),
              nearest_instance(catalog_, question_.instance));
    }
  }

  const MeasurementRow& question_;
  const RowJob& row_;
  const Catalog& catalog_;
  KnownNames names_;
  std::vector<Diagnostic> mistakes_;
};

int run(const PredictOptions& options, const Environment& environment) {
  require_positive(options);
  const OpenCatalog open(options.catalog, environment);
  const PerformanceCatalog catalog = own_performance(open.get(), options.no_calibration, environment);
  if (!options.csv.empty()) {
    const std::string file = options.csv == "-" ? "<stdin>" : options.csv;
    const std::string table = predict_table(read_text(options.csv, kMostTableBytes), file, catalog);
    write_report(options.output, is_json(options.format)
                                     ? in_format(predictions_as_json(table), options.format, "predictions")
                                     : table);
    return kOk;
  }
  if (options.row.model.empty() && !options.flops && !options.parameters_millions)
    fail_option("predict", "no model is given", "--model NAME, or --csv FILE for a table of questions");
  if (options.row.device.empty() && options.row.instance.empty())
    fail_option("predict", "no machine is given", "--device nvidia-a10g, or --instance aws/g5.xlarge");
  const MeasurementRow question = row_of(options);
  const RowJob row = job_of_row(question, catalog);
  const Prediction prediction = predict_row(row, catalog);
  if (prediction.status != PredictionStatus::ok) NameCheck(question, row, open.get()).require_known();
  write_report(options.output,
               is_json(options.format)
                   ? in_format(prediction_as_json(question, row, prediction), options.format, "predictions")
                   : prediction_as_text(row, prediction));
  return prediction.status == PredictionStatus::ok ? kOk : kInfeasible;
}

}  // namespace

Command predict_command() {
  auto options = std::make_shared<PredictOptions>();
  options->row.task = "train";
  MeasurementRow& row = options->row;
  return {
      .name = "predict",
      .summary = "Predict the speed of one model on one machine, or of a table of them",
      .description =
          "Prints the throughput that the performance model predicts, its band and its bottleneck.\n"
          "With --csv, reads a table and prints its rows with predicted_throughput, unit, p10, p90, "
          "bottleneck and\n"
          "status appended; a row that cannot be answered says why in its status.",
      .examples =
          "  cloudplan predict --model resnet-50 --device nvidia-a100-sxm4-40gb --count 8 --precision amp\n"
          "  cloudplan predict --task inference --model bert-base --instance aws/c6i.4xlarge --seq-len 128\n"
          "  cloudplan predict --model xgboost --instance aws/m7i.4xlarge --rows 1e7 --features 100 --trees "
          "500\n"
          "  cloudplan predict --csv questions.csv > answers.csv\n",
      .options =
          {{.flags = "--csv",
            .value = "FILE",
            .help = "A table of questions; - is standard input",
            .target = &options->csv,
            .completes = "file"},
           {.flags = "--task",
            .value = "TASK",
            .help = "What is done; train unless given",
            .target = &row.task,
            .choices = {"train", "inference", "generate"}},
           {.flags = "--model",
            .value = "MODEL",
            .help = "A model of the registry, or a boosting library",
            .target = &row.model,
            .completes = "model"},
           {.flags = "--family",
            .value = "FAMILY",
            .help = "Of a model that the registry does not have",
            .target = &row.family},
           {.flags = "--device",
            .value = "DEVICE",
            .help = "An accelerator, a processor, or cpu",
            .target = &row.device,
            .completes = "accelerator"},
           {.flags = "--instance",
            .value = "TYPE",
            .help = "An instance type: aws/g5.xlarge",
            .target = &row.instance,
            .completes = "instance"},
           {.flags = "--count",
            .value = "N",
            .help = "Accelerators over all nodes, or vCPUs",
            .target = &options->count},
           {.flags = "--nodes", .value = "N", .help = "Machines", .target = &options->nodes},
           {.flags = "--precision",
            .value = "PRECISION",
            .help = "auto unless given",
            .target = &row.precision,
            .choices = {"auto", "fp64", "fp32", "tf32", "amp", "fp16", "bf16", "fp8", "int8", "int4"}},
           {.flags = "--batch", .value = "N", .help = "Global batch", .target = &options->batch},
           {.flags = "--seq-len", .value = "N", .help = "Tokens of a sequence", .target = &options->seq_len},
           {.flags = "--image-size",
            .value = "PIXELS",
            .help = "224, or 800x1333",
            .target = &row.image_size},
           {.flags = "--parameters",
            .value = "MILLIONS",
            .help = "Parameters, millions",
            .target = &options->parameters_millions},
           {.flags = "--flops",
            .value = "FLOPS",
            .help = "Of one forward pass of one sample",
            .target = &options->flops},
           {.flags = "--framework",
            .value = "NAME",
            .help = "PyTorch, TensorRT ...: how optimized the software is",
            .target = &row.framework},
           {.flags = "--year", .value = "YEAR", .help = "Of the software", .target = &options->year},
           {.flags = "--rows", .value = "N", .help = "Gradient boosting: rows", .target = &options->rows},
           {.flags = "--features",
            .value = "N",
            .help = "Gradient boosting: features",
            .target = &options->features},
           {.flags = "--trees", .value = "N", .help = "Gradient boosting: trees", .target = &options->trees},
           {.flags = "--depth",
            .value = "N",
            .help = "Gradient boosting: depth of the trees",
            .target = &options->depth},
           {.flags = "--format",
            .value = "FORMAT",
            .help = "table, json or ndjson; a table of --csv is CSV",
            .target = &options->format,
            .choices = {"table", "json", "ndjson"}},
           output_option(&options->output),
           no_calibration_option(&options->no_calibration),
           catalog_option(&options->catalog)},
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
