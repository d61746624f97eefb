#include "commands.hpp"

#include "cloudplan/error.hpp"
#include "open_catalog.hpp"
#include "report_output.hpp"
#include "support/format_text.hpp"
#include "support/glob.hpp"
#include "support/json_writer.hpp"
#include "support/text_list.hpp"
#include "support/text_table.hpp"

#include <algorithm>
#include <memory>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

struct ModelsOptions {
  std::string pattern;
  std::string family;
  std::string format = "table";
  std::string output;
  std::string catalog;
};

// A number that people read: "25.6 M", "8.2 G", "n/a".
std::string scaled(double value, double unit, std::string_view suffix) {
  if (!is_known(value)) return "n/a";
  return fmt::format("{:.4g} {}", value / unit, suffix);
}

std::string flops_text(double flops) {
  if (!is_known(flops)) return "n/a";
  if (flops >= 1e12) return scaled(flops, 1e12, "T");
  return flops >= 1e9 ? scaled(flops, 1e9, "G") : scaled(flops, 1e6, "M");
}

std::string parameters_text(double millions) {
  if (!is_known(millions)) return "n/a";
  return millions >= 1000 ? scaled(millions, 1000, "B") : scaled(millions, 1, "M");
}

std::string size_of_input(const Catalog& catalog, const ModelRecord& model) {
  if (!model.image_size.empty()) return std::string(catalog.text(model.image_size)) + " px";
  return is_known(model.seq_len) ? fmt::format("{:g} tokens", model.seq_len) : "";
}

// "8.178 G per image at 224 px"
std::string forward_flops_text(const Catalog& catalog, const ModelRecord& model) {
  if (!is_known(model.flops_per_sample_forward)) return {};
  std::string_view item = catalog.text(model.unit);  // "images"
  if (item.ends_with('s')) item.remove_suffix(1);
  const std::string size = size_of_input(catalog, model);
  return fmt::format("{} per {}{}", flops_text(model.flops_per_sample_forward), item,
                     size.empty() ? "" : " at " + size);
}

bool name_matches(const Catalog& catalog, const ModelRecord& model, std::string_view pattern) {
  if (glob_matches(pattern, catalog.text(model.name))) return true;
  return any_listed(catalog.text(model.aliases),
                    [&](std::string_view alias) { return glob_matches(pattern, alias); });
}

std::vector<const ModelRecord*> select(const Catalog& catalog, const ModelsOptions& options) {
  // A bare word finds every name that contains it; a glob or a whole name is taken as it is.
  std::string pattern = options.pattern.empty() ? "*" : options.pattern;
  const auto models = catalog.table<ModelRecord>();
  const bool whole = std::any_of(models.begin(), models.end(), [&](const ModelRecord& model) {
    return name_matches(catalog, model, pattern);
  });
  if (!whole && !is_glob(pattern)) pattern = '*' + pattern + '*';
  std::vector<const ModelRecord*> found;
  for (const ModelRecord& model : models)
    if (name_matches(catalog, model, pattern) &&
        (options.family.empty() || catalog.text(model.family) == options.family))
      found.push_back(&model);
  return found;
}

[[noreturn]] void nothing_found(const Catalog& catalog, const ModelsOptions& options) {
  std::vector<std::string_view> names, families;
  for (const ModelRecord& model : catalog.table<ModelRecord>()) {
    names.push_back(catalog.text(model.name));
    families.push_back(catalog.text(model.family));
    for_each_listed(catalog.text(model.aliases), [&](std::string_view alias) { names.push_back(alias); });
  }
  Diagnostic diagnostic;
  diagnostic.file = "cloudplan models";
  if (!options.family.empty() &&
      std::find(families.begin(), families.end(), options.family) == families.end()) {
    diagnostic.message = fmt::format("no family is called \"{}\"", options.family);
    const std::string_view near = closest_name(options.family, families);
    diagnostic.hint =
        near.empty() ? "'cloudplan models' lists them all" : fmt::format("did you mean \"{}\"?", near);
  } else {
    diagnostic.message = fmt::format("no model matches \"{}\"", options.pattern);
    const std::string_view near = closest_name(options.pattern, names);
    diagnostic.hint = near.empty()
                          ? "describe your own model in the workload: parameters, layers and hidden, or "
                            "flops_per_sample"
                          : fmt::format("did you mean \"{}\"?", near);
  }
  throw InputError({diagnostic});
}

TextTable table_of(const Catalog& catalog, const std::vector<const ModelRecord*>& models) {
  TextTable table({{.title = "MODEL"},
                   {.title = "FAMILY", .expendable = 3},
                   {.title = "PARAMS", .numbers = true},
                   {.title = "FLOPS", .numbers = true},
                   {.title = "PER", .expendable = 1},
                   {.title = "AT", .expendable = 2},
                   {.title = "ALIASES", .wraps = true, .expendable = 4}});
  for (const ModelRecord* const model : models)
    table.add_row({std::string(catalog.text(model->name)), std::string(catalog.text(model->family)),
                   parameters_text(model->parameters_millions), flops_text(model->flops_per_sample_forward),
                   std::string(catalog.text(model->unit)), size_of_input(catalog, *model),
                   std::string(catalog.text(model->aliases))});
  return table;
}

// Everything that is known of one model, a fact a line.
std::string facts_of(const Catalog& catalog, const ModelRecord& model, int columns) {
  TextTable table({{.title = ""}, {.title = "", .wraps = true}});
  const auto add = [&](const char* name, std::string value) {
    if (!value.empty() && value != "n/a") table.add_row({name, std::move(value)});
  };
  const auto count = [](double value) { return is_known(value) ? count_text(value) : std::string(); };
  add("family", std::string(catalog.text(model.family)));
  add("aliases", std::string(catalog.text(model.aliases)));
  add("parameters", parameters_text(model.parameters_millions));
  add("active parameters", parameters_text(model.active_parameters_millions));
  add("forward FLOPs", forward_flops_text(catalog, model));
  add("activations kept", is_known(model.activation_bytes_per_sample)
                              ? size_text({model.activation_bytes_per_sample}) + " per sample in training"
                              : "");
  add("input", is_known(model.bytes_per_sample_input)
                   ? size_text({model.bytes_per_sample_input}) + " per sample"
                   : "");
  add("layers", count(model.layers));
  add("hidden size", count(model.hidden_size));
  add("attention heads", count(model.attention_heads));
  add("key/value heads", count(model.kv_heads));
  add("vocabulary", count(model.vocabulary));
  add("key/value cache", is_known(model.kv_cache_bytes_per_token)
                             ? size_text({model.kv_cache_bytes_per_token}) + " per token at 16 bit"
                             : "");
  add("batch per device", count(model.default_batch_per_device));
  add("notes", std::string(catalog.text(model.notes)));
  if (model.source != kNoIndex) {
    const Source& source = catalog.sources()[model.source];
    add("source", fmt::format("{} ({})", catalog.text(source.text), catalog.text(source.as_of)));
  }
  return fmt::format("{}\n{}", catalog.text(model.name), table.to_text(columns, {}, 2));
}

std::string json_of(const Catalog& catalog, const std::vector<const ModelRecord*>& models) {
  JsonWriter json;
  json.begin_object();
  json.text("schema", "cloudplan.models/1");
  json.begin_array("models");
  for (const ModelRecord* const m : models) {
    json.begin_object();
    json.text("name", catalog.text(m->name));
    json.text("aliases", catalog.text(m->aliases));
    json.text("family", catalog.text(m->family));
    json.text("unit", catalog.text(m->unit));
    json.number("parameters_millions", m->parameters_millions);
    json.number("active_parameters_millions", m->active_parameters_millions);
    json.number("flops_per_sample_forward", m->flops_per_sample_forward);
    json.number("sequence_length", m->seq_len);
    json.text("image_size", catalog.text(m->image_size));
    json.number("bytes_per_sample_input", m->bytes_per_sample_input);
    json.number("activation_bytes_per_sample", m->activation_bytes_per_sample);
    json.number("layers", m->layers);
    json.number("hidden_size", m->hidden_size);
    json.number("attention_heads", m->attention_heads);
    json.number("kv_heads", m->kv_heads);
    json.number("vocabulary", m->vocabulary);
    json.number("default_batch_per_device", m->default_batch_per_device);
    json.text("notes", catalog.text(m->notes));
    json.text("source", m->source == kNoIndex ? "" : catalog.text(catalog.sources()[m->source].text));
    json.text("as_of", m->source == kNoIndex ? "" : catalog.text(catalog.sources()[m->source].as_of));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

std::string render(const Catalog& catalog, const std::vector<const ModelRecord*>& models,
                   const ModelsOptions& options, const Environment& environment) {
  if (is_json(options.format)) return in_format(json_of(catalog, models), options.format, "models");
  if (options.format == "csv") return table_of(catalog, models).to_csv();
  if (options.format == "markdown") return table_of(catalog, models).to_markdown();
  if (models.size() == 1) return facts_of(catalog, *models.front(), environment.columns);
  const bool color = environment.color && options.output.empty();
  return table_of(catalog, models)
      .to_text(environment.columns, {.color = color, .unicode = environment.unicode});
}

int run(const ModelsOptions& options, const Environment& environment) {
  const OpenCatalog opened(options.catalog, environment);
  const Catalog& catalog = opened.get();
  const auto models = select(catalog, options);
  if (models.empty()) nothing_found(catalog, options);
  write_report(options.output, render(catalog, models, options, environment));
  return kOk;
}

}  // namespace

Command models_command() {
  auto options = std::make_shared<ModelsOptions>();
  return {.name = "models",
          .summary = "List the models whose work is known",
          .description =
              "List the models of the registry: what a task's \"model\" may be. FLOPs are of one forward "
              "pass for one item of\nthe unit (a multiply and an add count as two); training takes about "
              "three times as much. With one model, print all\nthat is known of it, with its source.",
          .examples =
              "  cloudplan models\n  cloudplan models llama\n  cloudplan models resnet-50\n"
              "  cloudplan models --family diffusion --format json\n",
          .options = {{.flags = "pattern",
                       .value = "NAME",
                       .help = "A name, an alias, a glob, or a part of a name",
                       .target = &options->pattern,
                       .completes = "model"},
                      {.flags = "--family",
                       .value = "FAMILY",
                       .help = "Only this family",
                       .target = &options->family},
                      {.flags = "-f,--format",
                       .value = "FORMAT",
                       .help = "table, json, ndjson, csv or markdown",
                       .target = &options->format,
                       .choices = {"table", "json", "ndjson", "csv", "markdown"}},
                      output_option(&options->output),
                      catalog_option(&options->catalog)},
          .run = [options](const Environment& environment) { return run(*options, environment); }};
}

}  // namespace cloudplan::cli
