// Laws of the workload parser: whatever happens to a file, it is read or refused
// with positions; the table of keys, the schema, the reference and the examples
// agree.

#include "cloudplan/workload.hpp"

#include "cli/templates.hpp"
#include "support/json_reader.hpp"
#include "workload/fields.hpp"

#include "catch.hpp"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <rapidcheck.h>

using namespace cloudplan;

namespace {

const std::filesystem::path kSource = CLOUDPLAN_SOURCE_DIR;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> examples() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(kSource / "examples"))
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

// True when the text is read, or refused with places inside it.
bool is_handled(const std::string& text) {
  try {
    parse_workload(text, "w", {});
  } catch (const InputError& e) {
    const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
    if (e.diagnostics().empty()) return false;
    for (const Diagnostic& d : e.diagnostics()) {
      const bool summary = d.message.find(" more errors") != std::string::npos;
      if (!summary && (d.line < 1 || d.line > lines || d.column < 1)) return false;
      if (d.message.empty() || d.to_string().find('\x1b') != std::string::npos) return false;
    }
    return std::is_sorted(e.diagnostics().begin(), e.diagnostics().end(), [](const auto& a, const auto& b) {
      return a.line != 0 && std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
  }
  return true;
}

const JsonValue& member(const JsonValue& value, std::string_view name) {
  const JsonValue* const found = value.find(name);
  INFO(name);
  REQUIRE(found);
  return *found;
}

}  // namespace

TEST_CASE("every example is valid and commented", "[workload]") {
  CHECK(examples().size() >= 10);
  for (const auto& path : examples()) {
    const std::string text = text_of(path);
    INFO(path.filename().string());
    std::vector<Diagnostic> warnings;
    CHECK_NOTHROW(parse_workload(text, path.string(), {}, &warnings));
    CHECK(warnings.empty());
    CHECK(text.substr(0, 3) == "// ");
  }
}

TEST_CASE("the templates are the examples", "[workload]") {
  CHECK(cli::templates().size() == 8);
  for (const cli::Template& entry : cli::templates()) {
    const std::string file = entry.name == "image-classifier" ? "bird-classifier" : std::string(entry.name);
    CHECK(entry.text == text_of(kSource / "examples" / (file + ".json")));
    CHECK(entry.text.substr(3, entry.summary.size()) == entry.summary);
  }
}

TEST_CASE("every key is in the schema and in the reference, and its example is valid JSON", "[workload]") {
  const std::string schema = workload_schema();
  JsonDocument document(schema, "schema");
  const JsonValue& definitions = member(document.root(), "$defs");
  const std::string reference = workload_reference();
  const std::pair<Scope, std::string_view> owners[] = {{Scope::constraints, "workload_constraints"},
                                                       {Scope::task, "task"},
                                                       {Scope::model, "model"},
                                                       {Scope::dataset, "dataset"},
                                                       {Scope::measurement, "measurement"}};
  std::vector<std::pair<Scope, const JsonValue*>> objects{{Scope::workload, &document.root()}};
  for (const auto& [scope, name] : owners) objects.emplace_back(scope, &member(definitions, name));
  for (const auto& [scope, object] : objects) {
    const JsonValue& properties = member(*object, "properties");
    CHECK(properties.names.size() == fields_of(scope).size());
    for (const Field* const field : fields_of(scope)) {
      INFO(field->key);
      CHECK(properties.find(field->key));
      CHECK(reference.find("| `" + std::string(field->key) + "` |") != std::string::npos);
      CHECK_NOTHROW(JsonDocument(field->example, "example"));
      CHECK(field->doc.back() == '.');
    }
  }
}

TEST_CASE("the example of every key is taken where it stands", "[workload]") {
  // One task or dataset that has only what it must have, and the key.
  const auto object_with = [](Scope scope, unsigned kind, const Field& extra) {
    std::string text = "{ ";
    for (const Field* const field : fields_of(scope)) {
      const bool needed = (field->required & (1U << kind)) != 0 && field->key != extra.key;
      if (field->key == "kind")
        text += "\"kind\": \"" + std::string(kind_names(scope)[kind]) + "\", ";
      else if (field->key == "name")
        text += "\"name\": \"it\", ";
      else if (needed)
        text += "\"" + std::string(field->key) + "\": " + std::string(field->example) + ", ";
    }
    if (extra.key != "kind" && extra.key != "name")
      text += "\"" + std::string(extra.key) + "\": " + std::string(extra.example) + ", ";
    return text.substr(0, text.size() - 2) + " }";
  };
  for (const Scope scope : {Scope::task, Scope::dataset}) {
    for (unsigned kind = 0; kind < kind_names(scope).size(); ++kind) {
      for (const Field* const field : fields_of(scope)) {
        if (!(field->kinds & (1U << kind))) continue;
        const std::string object = object_with(scope, kind, *field);
        const std::string text = std::string(R"({ "version": 1, "name": "x", ")") +
                                 (scope == Scope::task ? "tasks" : "data") + "\": [ " + object + " ] }";
        INFO(text);
        try {
          parse_workload(text, "w", {});
        } catch (const InputError& e) {
          // What refers to other objects, or needs company, is not wrong by itself.
          for (const Diagnostic& d : e.diagnostics()) {
            INFO(d.to_string());
            const bool alone = d.message.rfind("there is no ", 0) == 0 ||
                               d.message.rfind("a tabular task needs", 0) == 0 ||
                               d.message.rfind("nothing says how much there is to", 0) == 0 ||
                               d.message.rfind("a vm task does not say", 0) == 0 ||
                               d.message.rfind("a dataset of records does not say", 0) == 0;
            CHECK(alone);
          }
        }
      }
    }
  }
}

TEST_CASE("docs/workload.md has the reference", "[workload]") {
  const std::string page = text_of(kSource / "docs" / "workload.md");
  // `cloudplan schema --format markdown` prints what must stand there.
  CHECK(page.find(workload_reference()) != std::string::npos);
}

TEST_CASE("a changed byte is read or refused with a place", "[workload][law]") {
  std::vector<std::string> texts;
  for (const auto& path : examples()) texts.push_back(text_of(path));
  CHECK(rc::check([&] {
    std::string text = *rc::gen::elementOf(texts);
    const auto changes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < changes && !text.empty(); ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
      const auto byte = *rc::gen::weightedOneOf<char>(
          {{3, rc::gen::elementOf(std::string("{}[]\",:0123456789.-eE/*\\ \ntruefalsn"))},
           {1, rc::gen::arbitrary<char>()}});
      switch (*rc::gen::inRange(0, 3)) {
        case 0:
          text[at] = byte;
          break;
        case 1:
          text.insert(at, 1, byte);
          break;
        default:
          text.erase(at, *rc::gen::inRange<std::size_t>(1, 20));
      }
    }
    RC_ASSERT(is_handled(text));
  }));
}

TEST_CASE("values in the place of others are read or refused with a place", "[workload][law]") {
  const std::vector<std::string> values = {
      "null", "true", "0",      "-1",     "1e308",    "\"\"",         "\"150 GB\"", "\"5%\"",
      "[]",   "{}",   "[[[]]]", "[null]", "{\"\":1}", "\"a\\u0000\"", "\"-5/s\"",   "{\"name\":{}}"};
  std::vector<std::string> texts;
  for (const auto& path : examples()) texts.push_back(text_of(path));
  CHECK(rc::check([&] {
    const std::string text = *rc::gen::elementOf(texts);
    // Every colon begins a value.
    std::vector<std::size_t> colons;
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == ':' && text[i - 1] == '"') colons.push_back(i);
    const std::size_t at = *rc::gen::elementOf(colons) + 1;
    const std::size_t end = text.find_first_of(",\n", at);
    RC_ASSERT(is_handled(text.substr(0, at) + *rc::gen::elementOf(values) + text.substr(end)));
  }));
}

TEST_CASE("a hostile file takes little time", "[workload]") {
  const auto start = std::clock();
  std::string tasks;
  for (int i = 0; i < 10000; ++i)
    tasks += (i ? "," : "") + std::string("{\"name\":\"t") + std::to_string(i) +
             "\",\"kind\":\"vm\",\"vcpus\":1,\"after\":[\"t" + std::to_string(i + 1) + "\"]}";
  // 10,000 tasks that wait for each other in a row, the last for one that there is not.
  CHECK(is_handled("{\"version\":1,\"name\":\"x\",\"tasks\":[" + tasks + "]}"));
  std::string keys = "{";
  for (int i = 0; i < 50000; ++i) keys += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
  CHECK(is_handled(keys + "}"));
  CHECK(is_handled("{\"version\":1,\"name\":\"" + std::string(2'000'000, 'x') + "\"}"));
  CHECK(is_handled("{\"" + std::string(2'000'000, 'x') + "\":1}"));
  std::string missing;
  for (int i = 0; i < 1000; ++i) missing += (i ? ",\"no" : "\"no") + std::to_string(i) + '"';
  std::string lost;
  for (int i = 0; i < 100; ++i)
    lost += (i ? ",{\"name\":\"t" : "{\"name\":\"t") + std::to_string(i) + "\",\"after\":[" + missing + "]}";
  CHECK(is_handled("{\"version\":1,\"name\":\"x\",\"tasks\":[" + lost + "]}"));
  // Two seconds of CPU in a debug build; sanitizers take ten times that. Quadratic work would take hours.
  CHECK((std::clock() - start) / CLOCKS_PER_SEC < 60);
}
