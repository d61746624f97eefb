// YAML from strangers: places, limits, and what no text may do.

#include "foreign/yaml/yaml_document.hpp"

#include "catch.hpp"

#include <string>

namespace {

using cloudplan::InputError;
using cloudplan::read_yaml;
using cloudplan::YamlValue;

// "LINE:COLUMN message" of the one mistake.
std::string mistake(std::string_view text) {
  try {
    read_yaml(text, "f.yaml");
  } catch (const InputError& e) {
    REQUIRE(e.diagnostics().size() == 1);
    const auto& d = e.diagnostics()[0];
    CHECK(d.file == "f.yaml");
    return std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.message;
  }
  return "none";
}

bool starts_with(const std::string& text, std::string_view start) {
  return text.compare(0, start.size(), start) == 0;
}

}  // namespace

TEST_CASE("YAML values know their kind and their place", "[import]") {
  const auto documents =
      read_yaml("a: 1\nb:\n  - x\n  - 'y'\n  - {c: null}\n---\n---\n# nothing\n--- \nd: ~\n", "f");
  REQUIRE(documents.size() == 2);
  const YamlValue& first = documents[0];
  REQUIRE(first.is_map());
  CHECK(first.find("a")->text == "1");
  CHECK_FALSE(first.find("a")->quoted);
  const YamlValue& list = *first.find("b");
  REQUIRE(list.elements.size() == 3);
  CHECK(list.elements[1].quoted);
  CHECK(list.elements[1].at.line == 4);
  CHECK(list.elements[1].at.column == 5);
  CHECK(list.elements[2].find("c") == nullptr);  // there, and empty
  CHECK(list.elements[2].keys.size() == 1);
  CHECK(documents[1].find("d") == nullptr);
}

TEST_CASE("aliases and merge keys stand for their values", "[import]") {
  const auto documents = read_yaml(
      "base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\nall:\n  <<: [*b, *o]\n  x: 9\nsame: *b\n", "f");
  const YamlValue& all = *documents[0].find("all");
  CHECK(all.find("x")->text == "9");
  CHECK(all.find("y")->text == "2");
  CHECK(all.find("z")->text == "4");
  CHECK(documents[0].find("same")->find("y")->text == "2");
  CHECK(starts_with(mistake("a: &a 1\nb:\n  <<: *a\n"), "1:4 \"<<\" merges a map"));
}

TEST_CASE("a mistake in YAML is reported at its place", "[import]") {
  CHECK(starts_with(mistake("a: 1\nb: [1, 2\n"), "3:1 not YAML: "));
  CHECK(starts_with(mistake("a:\n\t- x\n"), "2:2 not YAML: "));
  CHECK(starts_with(mistake("a: 1\nb: 2\na: 3\n"), "3:1 \"a\" stands twice"));
  CHECK(starts_with(mistake("a: *nothing\n"), "1:4 not YAML: "));
  CHECK(starts_with(mistake("a: &x [*x]\n"), "1:8 an alias stands inside"));
  CHECK(starts_with(mistake("\xc3\xa4: {{ value }}\n"), "1:6 a key is a map"));  // columns count bytes
  CHECK(starts_with(mistake(std::string("a: b\0c", 6)), "1:5 "));
  CHECK(starts_with(mistake("a: \xff\n"), "1:4 "));
  CHECK(mistake("\xef\xbb\xbf"
                "a: 1\n") == "none");
}

TEST_CASE("no YAML text takes more than its share", "[import]") {
  // Ten aliases of ten aliases of ...: 10^9 values.
  std::string bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int k = 1; k < 10; ++k) bomb += "," + before;
    bomb += "]\n";
  }
  CHECK(mistake(bomb).find("the file means too much") != std::string::npos);
  // A long text, a thousand times.
  std::string texts = "a: &a \"" + std::string(100000, 'x') + "\"\nb:\n";
  for (int i = 0; i < 1000; ++i) texts += "  - *a\n";
  CHECK(mistake(texts).find("the file means too much") != std::string::npos);
  CHECK(mistake(std::string(200000, '[')).find("inside each other") != std::string::npos);
  CHECK(mistake(std::string(200000, '{')).find("inside each other") != std::string::npos);
  std::string dashes;
  for (int i = 0; i < 50000; ++i) dashes += "- ";
  CHECK(mistake(dashes).find("inside each other") != std::string::npos);
  CHECK(starts_with(mistake(std::string(cloudplan::kMostYamlBytes + 1, ' ')), "1:"));
  std::string documents;
  for (int i = 0; i < 20000; ++i) documents += "---\na: 1\n";
  CHECK(mistake(documents).find("documents") != std::string::npos);
}
