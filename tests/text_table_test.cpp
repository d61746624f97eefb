#include "support/text_table.hpp"
#include "support/text_width.hpp"

#include "catch.hpp"

#include <sstream>

using namespace cloudplan;

namespace {

int widest_line(const std::string& text) {
  std::istringstream lines(text);
  int widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}

TextTable offers() {
  TextTable table({{.title = "OFFER", .wraps = true},
                   {.title = "WHERE", .expendable = 1},
                   {.title = "COST", .numbers = true}});
  table.add_cells({{"1 x g6.xlarge (NVIDIA L4)"}, {"aws/us-east-1"}, {"$1.12", Tone::good}});
  table.add_cells({{"鳥類 classifier"}, {"gcp/asia-east1"}, {"$12.00"}});
  return table;
}

}  // namespace

TEST_CASE("a cell may have a second part below, and a column a greatest width") {
  TextTable table({{.title = "", .wraps = true, .widest = 6}, {.title = "", .wraps = true}});
  table.add_cells({{"longestname"}, {"what", Tone::plain, "where"}});
  CHECK(table.to_text(40, {}) == "longes  what\ntname   where\n");
}

TEST_CASE("display_width counts columns, not bytes") {
  CHECK(display_width("plain") == 5);
  CHECK(display_width("naïve") == 5);
  CHECK(display_width("鳥類") == 4);
  CHECK(display_width("e\xcc\x81") == 1);  // e and a combining acute accent
  CHECK(display_width("🦜") == 2);
  CHECK(display_width("🐈\u200d⬛ a") == 4);  // a black cat is one picture
  CHECK(display_width("👩\u200d👩\u200d👧") == 2);
  CHECK(display_width("\xff") == 1);
  CHECK(display_width("") == 0);
}

TEST_CASE("wrap_text breaks at spaces, and inside a word that is wider than a line") {
  CHECK(wrap_text("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap_text("a bbbbbbbb c", 4) == std::vector<std::string>{"a", "bbbb", "bbbb", "c"});
  CHECK(wrap_text("a one-two-three", 9) == std::vector<std::string>{"a", "one-two-", "three"});
  CHECK(wrap_text("about 61 % of it", 8) == std::vector<std::string>{"about", "61 % of", "it"});
  CHECK(wrap_text("鳥類鳥類", 5) == std::vector<std::string>{"鳥類", "鳥類"});
  CHECK(wrap_text("", 5) == std::vector<std::string>{""});
  CHECK(wrap_text("鳥", 1) == std::vector<std::string>{"鳥"});
}

TEST_CASE("A table aligns by width on screen") {
  CHECK(offers().to_text(80, {}) ==
        "OFFER                      WHERE             COST\n"
        "1 x g6.xlarge (NVIDIA L4)  aws/us-east-1    $1.12\n"
        "鳥類 classifier            gcp/asia-east1  $12.00\n");
}

TEST_CASE("A narrow table wraps first, then drops what is expendable") {
  CHECK(offers().to_text(44, {}) ==
        "OFFER                 WHERE             COST\n"
        "1 x g6.xlarge         aws/us-east-1    $1.12\n"
        "(NVIDIA L4)\n"
        "鳥類 classifier       gcp/asia-east1  $12.00\n");
  CHECK(offers().to_text(24, {}) ==
        "OFFER               COST\n"
        "1 x g6.xlarge      $1.12\n"
        "(NVIDIA L4)\n"
        "鳥類 classifier   $12.00\n");
}

TEST_CASE("No line is wider than asked, as long as words broken in ten fit") {
  for (int columns = 20; columns < 90; ++columns)
    CHECK(widest_line(offers().to_text(columns, {}, 2)) <= columns);
}

TEST_CASE("Color surrounds a cell's text and does not move anything") {
  const std::string colored = offers().to_text(80, {.color = true});
  CHECK(colored.find("\x1b[32m$1.12\x1b[0m") != std::string::npos);
  std::string bare;
  for (std::size_t i = 0; i < colored.size(); ++i) {
    if (colored[i] == '\x1b')
      i = colored.find('m', i);
    else
      bare += colored[i];
  }
  CHECK(bare == offers().to_text(80, {}));
}

TEST_CASE("a table is aligned by characters, not bytes", "[text_table]") {
  TextTable table({{"name"}, {"usd", true}});
  table.add_row({"São Paulo", "1.5"});
  table.add_row({"x", "10.25"});
  table.add_rule();
  table.add_row({"total", "11.75"});
  CHECK(table.to_text() ==
        "name         usd\n"
        "---------  -----\n"
        "São Paulo    1.5\n"
        "x          10.25\n"
        "---------  -----\n"
        "total      11.75\n");
}

TEST_CASE("cells cannot break out of the format they are printed in", "[text_table]") {
  TextTable table({{"name"}});
  table.add_row({"a|b\x1b[31m"});
  table.add_row({"=1+1"});
  table.add_row({"say \"hi\", twice"});
  table.add_row({"-3"});
  CHECK(table.to_text().find('\x1b') == std::string::npos);
  CHECK(table.to_markdown().find("a\\|b") != std::string::npos);
  CHECK(table.to_csv() == "name\na|b\x1b[31m\n'=1+1\n\"say \"\"hi\"\", twice\"\n-3\n");
}

TEST_CASE("Markdown text mentions nobody and marks nothing up", "[text_table]") {
  CHECK(markdown_text("<b>@team</b> *x* [y](z) #1") == "&lt;b\\>&#64;team&lt;/b\\> \\*x\\* \\[y\\](z) \\#1");
}
