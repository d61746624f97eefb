#include "calibrate/rows.hpp"

#include "performance/row_columns.hpp"

#include <charconv>

namespace cloudplan {
namespace {

// The weight of a boosting row: thread-scaling runs are many rows of few experiments.
constexpr double kBoostingWeight = 0.5;

// "pinned to 12 hardware threads": the benchmark filled physical cores first.
void apply_pinning(std::string_view notes, Machine* machine) {
  constexpr std::string_view kMark = "pinned to ";
  const std::size_t at = notes.find(kMark);
  if (at == std::string_view::npos) return;
  double threads = 0;
  const char* begin = notes.data() + at + kMark.size();
  if (std::from_chars(begin, notes.data() + notes.size(), threads).ec != std::errc() || !(threads > 0))
    return;
  const double cores = machine->vcpus / machine->cpu.threads_per_core;
  machine->vcpus = threads <= cores ? threads * machine->cpu.threads_per_core : threads;
}

// One source counts the mel frames of vocoders in training, and their audio samples in inference; the
// registry counts audio samples. 256 of them are a frame (arXiv:2010.05646).
double unit_factor(const MeasurementRow& row, std::string_view notes) {
  constexpr double kSamplesPerFrame = 256;
  const bool frames =
      row.family == "gan" && notes.find("sample = mel-spectrogram frame") != std::string_view::npos;
  return frames ? kSamplesPerFrame : 1;
}

}  // namespace

std::vector<FitRow> read_rows(std::string_view text, std::string_view file,
                              const PerformanceCatalog& catalog) {
  CsvReader csv(text, file);
  const RowColumns columns(csv);
  const std::size_t throughput = csv.column("throughput");
  if (throughput == CsvReader::kNoColumn)
    throw InputError({csv.header_diagnostic(0, "the rows have no column 'throughput'")});
  std::vector<FitRow> out;
  while (csv.next()) {
    FitRow row;
    bool bad = false;
    row.throughput = number_of(csv.cell(throughput), &bad);
    if (!(row.throughput > 0)) continue;
    std::vector<std::string> problems;
    const MeasurementRow measured = columns.read(csv, &problems);
    row.throughput *= unit_factor(measured, csv.cell_or_blank(csv.column("notes")));
    row.id = csv.cell_or_blank(csv.column("id"));
    row.source = csv.cell_or_blank(csv.column("source"));
    row.device = measured.device;
    row.model = measured.model;
    row.family = measured.family;
    row.task = measured.task;
    row.row = job_of_row(measured, catalog);
    const bool boosting = row.row.job.kind == JobKind::tabular_fit;
    if (boosting) row.weight = kBoostingWeight;
    if (boosting && !row.row.machine.has_accelerator)
      apply_pinning(csv.cell_or_blank(csv.column("notes")), &row.row.machine);
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace cloudplan
