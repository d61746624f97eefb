#include "commands.hpp"

#include "files.hpp"
#include "mapped_file.hpp"
#include "open_catalog.hpp"
#include "option_values.hpp"
#include "own_calibration.hpp"
#include "support/model_name.hpp"
#include "support/printable.hpp"
#include "support/text_table.hpp"
#include "support/text_width.hpp"
#include "user_files.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

struct CalibrateOptions {
  std::string mine, remove, catalog;
  std::string format = "table";
  bool list = false;
};

// What is kept, between a reading and a writing.
class Store {
 public:
  explicit Store(const Environment& environment)
      : environment_(environment), path_(own_measurements_path(environment)) {
    if (path_.empty())
      fail_option("calibrate", "there is no folder to keep measurements in", "set HOME or XDG_DATA_HOME");
  }

  const std::string& path() const { return path_; }
  std::vector<OwnMeasurement> read() const {
    if (!file_exists(path_)) return {};
    return read_own_measurements(read_text(path_), path_, date_of(environment_), nullptr);
  }
  void write(const std::vector<OwnMeasurement>& measurements) const {
    make_folders_above(path_);
    write_file_atomically(path_, own_measurements_csv(measurements));
  }

 private:
  const Environment& environment_;
  std::string path_;
};

std::string sentences_of(const std::vector<OwnShift>& shifts, int columns) {
  std::string text;
  for (const OwnShift& shift : shifts) {
    std::string sentence = describe_own_shift(shift) + '.';
    sentence.front() = 'C';
    for (const std::string& line : wrap_text(sentence, columns)) text += line + '\n';
  }
  return text;
}

std::string table_of(const std::vector<OwnMeasurement>& kept, const PerformanceCatalog& performance,
                     const std::string& format, const Environment& environment) {
  TextTable table({{.title = "MODEL", .wraps = true},
                   {.title = "ON", .wraps = true},
                   {.title = "MEASURED", .numbers = true},
                   {.title = "PREDICTED", .numbers = true},
                   {.title = "RATIO", .numbers = true},
                   {.title = "DATE", .expendable = 1}});
  for (const OwnMeasurement& m : kept) {
    const OwnFinding finding = finding_of(m, performance);
    const std::string count =
        is_known(m.row.device_count) ? fmt::format("{:g} x ", m.row.device_count) : std::string();
    const std::string machine = m.row.device.empty() ? m.row.instance : m.row.device;
    table.add_row({m.row.model + (m.row.task.empty() ? "" : ", " + m.row.task), count + machine,
                   fmt::format("{:.4g} {}", m.throughput, finding.unit),
                   is_known(finding.predicted) ? fmt::format("{:.4g}", finding.predicted) : "n/a",
                   is_known(finding.ratio) ? fmt::format("{:.2f}", finding.ratio) : "n/a", m.date});
  }
  if (format == "csv") return table.to_csv();
  if (format == "markdown") return table.to_markdown();
  return table.to_text(environment.columns, {.color = environment.color, .unicode = environment.unicode});
}

int list(const Store& store, const PerformanceCatalog& performance, const CalibrateOptions& options,
         const Environment& environment) {
  const std::vector<OwnMeasurement> kept = store.read();
  if (kept.empty() && options.format == "table") {
    print("No measurements are kept. cloudplan calibrate --mine FILE keeps some.\n");
    return kOk;
  }
  print(table_of(kept, performance, options.format, environment));
  if (options.format == "table")
    print("\n" + sentences_of(own_shifts(kept, performance), environment.columns) +
          fmt::format("Kept in {}\n", printable(store.path())));
  return kOk;
}

int add(const Store& store, const PerformanceCatalog& performance, const CalibrateOptions& options,
        const Environment& environment) {
  const std::string file = options.mine == "-" ? "<stdin>" : options.mine;
  const auto added = read_own_measurements(read_text(options.mine), file, date_of(environment), &performance);
  if (added.empty())
    fail_option(file, "no measurement is in the table", "a row for each, below the names of the columns");
  store.write(merge_measurements(store.read(), added));
  print(fmt::format("{} measurement{} kept in {}\n", added.size(), added.size() == 1 ? "" : "s",
                    printable(store.path())));
  print(sentences_of(own_shifts(store.read(), performance), environment.columns));
  return kOk;
}

int forget(const Store& store, const PerformanceCatalog& performance, const std::string& model) {
  if (model == "all") {  // also what can't be read any more
    if (file_exists(store.path())) store.write({});
    print("All measurements are forgotten.\n");
    return kOk;
  }
  const auto entry = performance.find_model(model);
  const std::string_view name = entry ? entry->name : std::string_view(model);
  const std::vector<OwnMeasurement> kept = store.read();
  std::vector<OwnMeasurement> rest;
  std::vector<std::string_view> names;
  for (const OwnMeasurement& m : kept) {
    names.push_back(m.row.model);
    if (m.row.model != model && finding_of(m, performance).model != name) rest.push_back(m);
  }
  if (rest.size() == kept.size()) {
    const std::string_view near = closest_name(model, names);
    fail_option("--remove", fmt::format("no measurement is of {}", in_quotes(model)),
                near.empty() ? "calibrate --list shows them; \"all\" forgets all"
                             : fmt::format("did you mean {}?", in_quotes(near)));
  }
  store.write(rest);
  print(fmt::format("{} of {} measurements forgotten.\n", kept.size() - rest.size(), kept.size()));
  return kOk;
}

int run(const CalibrateOptions& options, const Environment& environment) {
  const int asked = !options.mine.empty() + !options.remove.empty() + options.list;
  if (asked != 1)
    fail_option("calibrate", asked == 0 ? "nothing is asked for" : "one thing at a time",
                "--mine FILE keeps measurements, --list shows them, --remove MODEL forgets them");
  const OpenCatalog opened(options.catalog, environment);
  const PerformanceCatalog performance(opened.get());
  const Store store(environment);
  if (options.list) return list(store, performance, options, environment);
  if (!options.mine.empty()) return add(store, performance, options, environment);
  return forget(store, performance, options.remove);
}

}  // namespace

Command calibrate_command() {
  auto options = std::make_shared<CalibrateOptions>();
  return {
      .name = "calibrate",
      .summary = "Keep measurements of your own, and let predictions follow them",
      .description =
          "Reads measured speeds from a table with the columns of predict --csv (task, model, device or "
          "instance, device_count, precision, global_batch ...) and throughput, in items a second over all "
          "devices; a column date is optional. They are kept in $XDG_DATA_HOME/cloudplan "
          "(~/.local/share/cloudplan).\n\n"
          "From then on estimate, compare, explain and predict scale what they predict for these models, on "
          "every machine, by the median of measured over predicted, halve the band, and say so. A "
          "measurement inside a workload file goes before. check and diff take no notice, so that a gate "
          "says the same to everybody.",
      .examples =
          "  cloudplan calibrate --mine measurements.csv\n"
          "  cloudplan calibrate --list\n"
          "  cloudplan calibrate --remove resnet-50\n"
          "  cloudplan estimate --no-calibration workload.json\n",
      .options = {{.flags = "--mine",
                   .value = "FILE",
                   .help = "A table of measurements to keep; - is standard input",
                   .target = &options->mine,
                   .completes = "file"},
                  {.flags = "--list",
                   .help = "Show what is kept and what it changes",
                   .target = &options->list},
                  {.flags = "--remove",
                   .value = "MODEL",
                   .help = "Forget the measurements of a model; \"all\" forgets all",
                   .target = &options->remove,
                   .completes = "model"},
                  {.flags = "-f,--format",
                   .value = "FORMAT",
                   .help = "Of --list: table, csv or markdown",
                   .target = &options->format,
                   .choices = {"table", "csv", "markdown"}},
                  catalog_option(&options->catalog)},
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
