#include "support/text_table.hpp"

#include "catch.hpp"

using namespace cloudplan;

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
