#include "cli/github.hpp"

#include "catch.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace cloudplan::cli;

TEST_CASE("An annotation is one line whose values cannot end it", "[cli]") {
  CHECK(annotation(Annotation::error, "a.json", 3, 5, "t", "m") ==
        "::error file=a.json,line=3,col=5,title=t::m\n");
  CHECK(annotation(Annotation::warning, "a,b:c%.json", 0, 0, "x:y", "50 %\nend::x\r") ==
        "::warning file=a%2Cb%3Ac%25.json,title=x%3Ay::50 %25%0Aend::x%0D\n");
}

TEST_CASE("Markdown is shortened at a line and says so", "[cli]") {
  CHECK(shortened("short\n", 100) == "short\n");
  std::string text;
  for (int i = 0; i < 100; ++i) text += "a line of the table\n";
  const std::string cut = shortened(text, 500);
  CHECK(cut.size() <= 500);
  CHECK(cut.substr(0, 20) == "a line of the table\n");
  CHECK(cut.find("_Shortened: the whole report has 2000 bytes") != std::string::npos);
  CHECK(shortened(std::string(1000, 'x'), 200).substr(0, 2) == "\n_");  // no line end before the limit
  CHECK(shortened(text, 10).empty());
}

TEST_CASE("A summary never grows over what a step may have", "[cli]") {
  const auto path = std::filesystem::temp_directory_path() / "cloudplan-summary-test.md";
  std::ofstream(path) << std::string(kSummaryBytes - 300, '.');
  Environment environment;
  environment.step_summary = path.string();
  append_step_summary(environment, std::string(200, 'a') + '\n');
  CHECK(std::filesystem::file_size(path) == kSummaryBytes - 300 + 201);
  append_step_summary(environment, std::string(200, 'b') + '\n');
  CHECK(std::filesystem::file_size(path) <= kSummaryBytes);
  std::filesystem::remove(path);
}
