#include "support/csv.hpp"

#include "catch.hpp"
#include "cloudplan/error.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace cloudplan;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows read(const std::string& text) {
  CsvReader csv(text, "t.csv");
  Rows rows{csv.header()};
  while (csv.next()) {
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < csv.header().size(); ++i) row.emplace_back(csv.cell(i));
  }
  return rows;
}

std::string error_of(const std::string& text) {
  try {
    read(text);
    return "";
  } catch (const InputError& e) {
    return e.what();
  }
}

}  // namespace

TEST_CASE("CSV cells are read with quotes, commas and line ends in them") {
  CHECK(read("a,b\n1,2\n") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(read("a,b\r\n1,\r\n") == Rows{{"a", "b"}, {"1", ""}});
  CHECK(read("\xEF\xBB\xBF"
             "a\n1") == Rows{{"a"}, {"1"}});
  CHECK(read("a,b\n\"x,\"\"y\"\"\",\"two\nlines\"\n\n3,4") ==
        Rows{{"a", "b"}, {"x,\"y\"", "two\nlines"}, {"3", "4"}});
  CHECK(read("\"a\"\"b\"\n\"\"\n") == Rows{{"a\"b"}, {""}});
}

TEST_CASE("CSV mistakes are reported at their place") {
  CHECK(error_of("") == "t.csv:1:1: error: the table is empty\n  hint: the first row names the columns");
  CHECK(error_of("a,a\n") == "t.csv:1:3: error: column 'a' appears twice");
  CHECK(error_of("a,b\n1,2\n1\n") ==
        "t.csv:3:1: error: expected 2 cells, got 1\n  hint: a text with a comma in it must be quoted");
  CHECK(error_of("a,b\n1,2\"3\n").substr(0, 13) == "t.csv:2:4: er");
  CHECK(error_of("a,b\n\"1\n2\",\"x") == "t.csv:3:4: error: a quoted cell that never ends");
  CHECK(error_of("a\n\"1\"2\n") ==
        "t.csv:2:4: error: text after the end of a quoted cell\n  hint: double a quote that is part of the "
        "cell");
}

TEST_CASE("a diagnostic knows the line and column of a cell") {
  const std::string text = "a,b\n\"two\nlines\",x\n";
  CsvReader csv(text, "t.csv");
  REQUIRE(csv.next());
  const Diagnostic b = csv.diagnostic(1, "wrong");
  CHECK(b.line == 3);
  CHECK(b.column == 8);
}

TEST_CASE("what is written as CSV is read back") {
  CHECK(rc::check([](const std::vector<std::vector<std::string>>& wanted) {
    // Cells of any bytes; two columns, so that no row is blank.
    std::string text = "a,b\n";
    Rows expected{{"a", "b"}};
    for (const auto& cells : wanted) {
      const std::vector<std::string> row{cells.empty() ? "" : cells[0], cells.size() < 2 ? "" : cells[1]};
      text += csv_cell(row[0]) + "," + csv_cell(row[1]) + "\n";
      expected.push_back(row);
    }
    RC_ASSERT(read(text) == expected);
  }));
}

TEST_CASE("no text makes the CSV reader fail but by InputError") {
  CHECK(rc::check([](const std::vector<int>& choices) {
    constexpr std::string_view kPieces[] = {"a", ",", "\"", "\n", "\r", "\r\n", "1", "\xEF\xBB\xBF", "\0"};
    std::string text;
    for (const int choice : choices)
      text += kPieces[static_cast<std::size_t>(choice < 0 ? ~choice : choice) % 9];
    error_of(text);
  }));
}
