// cloudplan catalog verify: checksum and laws of a catalog.

#include "cloudplan/catalog_laws.hpp"
#include "commands.hpp"
#include "open_catalog.hpp"
#include "report_output.hpp"
#include "support/json_writer.hpp"
#include "support/printable.hpp"
#include "support/text_style.hpp"
#include "support/text_width.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

struct VerifyOptions {
  std::string file;
  std::string format = "table";
  std::string output;
  std::string catalog;
  bool list = false;
  bool strict = false;
};

constexpr std::size_t kFewCulprits = 3;

std::string wrapped(std::string_view text, int columns, const std::string& first, const std::string& rest) {
  std::string lines;
  for (const std::string& line : wrap_text(text, columns - static_cast<int>(rest.size())))
    lines += (lines.empty() ? first : rest) + line + '\n';
  return lines;
}

std::string law_as_text(const LawReport& law, bool list, int columns, const TextStyle& style) {
  const std::string mark =
      style.paint(law.holds() ? style.yes() : style.no(), law.holds() ? Tone::good : Tone::bad) + "  ";
  std::string line = fmt::format("{}: {} checked", law.law, law.checked);
  if (law.broken > 0)
    line = fmt::format("{}: {} of {} not so, {} flagged", law.law, law.broken, law.checked,
                       law.holds() ? "all" : fmt::format("{}", law.flagged));
  std::string text = wrapped(line, columns, mark, "    ");
  const std::size_t shown = list ? law.culprits.size() : std::min(kFewCulprits, law.culprits.size());
  for (std::size_t i = 0; i < shown; ++i)
    text += wrapped(printable(law.culprits[i]), columns, "    ", "      ");
  if (shown < law.culprits.size())
    text += fmt::format("    and {} more; --list shows all\n", law.culprits.size() - shown);
  return text;
}

std::string as_text(const std::vector<LawReport>& laws, const VerifyOptions& options,
                    const Environment& environment) {
  const TextStyle style{.color = environment.color, .unicode = environment.unicode};
  std::string text =
      style.paint(style.yes(), Tone::good) + "  whole: checksum, sizes, every index and value in range\n";
  for (const LawReport& law : laws) text += law_as_text(law, options.list, environment.columns, style);
  return text;
}

std::string as_json(const std::vector<LawReport>& laws) {
  JsonWriter json;
  json.begin_object();
  json.text("schema", "cloudplan.catalog-verify/1");
  json.begin_array("laws");
  for (const LawReport& law : laws) {
    json.begin_object();
    json.text("law", law.law);
    json.boolean("holds", law.holds());
    json.integer("checked", static_cast<std::int64_t>(law.checked));
    json.integer("broken", static_cast<std::int64_t>(law.broken));
    json.integer("flagged", static_cast<std::int64_t>(law.flagged));
    json.texts("culprits", law.culprits);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

int run(const VerifyOptions& options, const Environment& environment) {
  const OpenCatalog opened(options.file.empty() ? options.catalog : options.file, environment);
  // The embedded image is trusted when it is opened; here it is checked too.
  const Catalog& catalog = opened.get();
  catalog.verify(opened.origin());
  const std::vector<LawReport> laws = check_laws(catalog);
  write_report(options.output,
               options.format == "json" ? as_json(laws) : as_text(laws, options, environment));
  const bool good = std::all_of(laws.begin(), laws.end(), [&](const LawReport& law) {
    return options.strict ? law.broken == 0 : law.holds();
  });
  return good ? kOk : kLimitBroken;
}

}  // namespace

Command catalog_verify_command() {
  auto options = std::make_shared<VerifyOptions>();
  return {
      .name = "catalog verify",
      .summary = "Check that a catalog is whole and keeps its laws",
      .description =
          "Checks the checksum, every index and value of a catalog image, and what must hold of its prices. "
          "A "
          "price that breaks a law but is flagged can't win anywhere, so the law counts as kept; with "
          "--strict "
          "it does not. Exit code 2 for a damaged image, 4 for a broken law.",
      .examples =
          "  cloudplan catalog verify\n"
          "  cloudplan catalog verify --list prices-2026-11.catalog\n",
      .options = {{.flags = "file",
                   .value = "FILE",
                   .help = "An image; without one the catalog in use",
                   .target = &options->file,
                   .completes = "file"},
                  {.flags = "--list", .help = "Everything that breaks a law", .target = &options->list},
                  {.flags = "--strict", .help = "Flagged prices break a law too", .target = &options->strict},
                  {.flags = "--format",
                   .value = "FORMAT",
                   .help = "How to print",
                   .target = &options->format,
                   .choices = {"table", "json"}},
                  output_option(&options->output),
                  catalog_option(&options->catalog)},
      .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
