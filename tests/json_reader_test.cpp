#include "support/json_reader.hpp"

#include "catch.hpp"

using namespace cloudplan;

namespace {

std::string error_of(std::string_view text) {
  try {
    JsonDocument document(text, "f");
    document.throw_if_errors();
  } catch (const InputError& e) {
    return e.what();
  }
  return {};
}

// The first line of the error.
std::string first_line(std::string_view text) {
  const std::string error = error_of(text);
  return error.substr(0, error.find('\n'));
}

// Every value's text, in document order, cut off after 8 bytes.
void list(std::string_view text, const JsonValue& value, std::vector<std::string>& out) {
  out.emplace_back(text.substr(value.offset, 8));
  for (const JsonValue& element : value.elements) list(text, element, out);
}

}  // namespace

TEST_CASE("every value knows its offset", "[json_reader]") {
  const std::string_view text =
      R"({ "a,:]}" : [1 ,-2.5e3,true, false,null , "x\\\"y]" ,[],{} ,[ [ 3]]], "b":{"c":"d"}  })";
  std::vector<std::string> got;
  list(text, JsonDocument(text, "f").root(), got);
  CHECK(got == std::vector<std::string>{R"({ "a,:]})", "[1 ,-2.5", "1 ,-2.5e", "-2.5e3,t", "true, fa",
                                        "false,nu", "null , \"", R"("x\\\"y])", "[],{} ,[", "{} ,[ [ ",
                                        "[ [ 3]]]", "[ 3]]], ", "3]]], \"b", R"({"c":"d")", "\"d\"}  }"});
}

TEST_CASE("comments and a byte order mark are skipped", "[json_reader]") {
  const std::string_view text =
      "\xef\xbb\xbf// first\n{ /* a: 1, */ \"a\"/**/: // x\r\n 1 /* \" */, /*,*/ \"b\": [2,3/*]*/,4//\n] }// "
      "end";
  std::vector<std::string> got;
  list(text, JsonDocument(text, "f").root(), got);
  CHECK(got ==
        std::vector<std::string>{"{ /* a: ", "1 /* \" *", "[2,3/*]*", "2,3/*]*/", "3/*]*/,4", "4//\n] }/"});
}

TEST_CASE("text that is not JSON is reported where it breaks, with a remedy", "[json_reader]") {
  CHECK(error_of("{\n  \"name\" 1\n}") ==
        "f:2:10: error: a ':' is missing between a name and its value\n"
        "    2 |   \"name\" 1\n"
        "      |          ^");
  CHECK(error_of("{ \"a\": 1,\n}") ==
        "f:1:9: error: a comma may not stand before the closing '}'\n"
        "    1 | { \"a\": 1,\n"
        "      |         ^\n"
        "  hint: remove the comma");
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"", "f:1:1: error: the file is empty"},
      {"// only\n", "f:2:1: error: the file is empty"},
      {"[1,]", "f:1:3: error: a comma may not stand before the closing ']'"},
      {"[1,/* x */ ]", "f:1:3: error: a comma may not stand before the closing ']'"},
      {"[1,,2]", "f:1:4: error: expected a value before the comma"},
      {"[\"\xff\"]", "f:1:3: error: a byte that is not UTF-8"},
      {"\xef\xbb\xbf[\"\xff\"]", "f:1:3: error: a byte that is not UTF-8"},
      {"[1e999]", "f:1:2: error: \"1e999\" is not a number that JSON can hold"},
      {"[0x10]", "f:1:3: error: \"x10\" behind a number"},
      {"[01]", "f:1:3: error: a comma is missing before \"1\""},
      {"[.5]", "f:1:2: error: \".5\" is not a JSON number"},
      {"[+5]", "f:1:2: error: \"+5\" is not a JSON number"},
      {"[150 GB]", "f:1:6: error: \"GB\" behind a number"},
      {"[5%]", "f:1:3: error: \"%\" behind a number"},
      {"[", "f:1:2: error: the file ends before the '[' of line 1 is closed"},
      {"{\n\"a\": [1, 2\n", "f:3:1: error: the file ends before the '[' of line 2 is closed"},
      {"{\"a\": 1]", "f:1:8: error: ']' does not close the '{' of line 1"},
      {"{\"a\": 1}}", "f:1:9: error: \"}\" stands behind the end of the document"},
      {"{\"a\": 1 \"b\": 2}", "f:1:9: error: a comma is missing before \"b\""},
      {"{a: 1}", "f:1:2: error: the name \"a\" has no quotes"},
      {"{'a': 1}", "f:1:2: error: a single quote"},
      {"[True]", "f:1:2: error: \"True\" is not a JSON value"},
      {"[NaN]", "f:1:2: error: \"NaN\" is not a JSON value"},
      {"[cost]", "f:1:2: error: \"cost\" has no quotes"},
      {"# x\n{}", "f:1:1: error: '#' begins no comment here"},
      {"[1 /* x ]", "f:1:4: error: this comment is not closed"},
      {"[\"a\n\"]", "f:1:2: error: this text is not closed on its line"},
      {"[\"a\tb\"]", "f:1:4: error: a control character inside a text"},
      {"[\"\\x\"]", "f:1:3: error: '\\x' is no escape that JSON knows"},
      {"[\"\\ud800\"]", "f:1:3: error: a \\u escape that is no character"},
      {"[\"abc", "f:1:2: error: this text is not closed"}};
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(first_line(text) == expected);
  }
}

TEST_CASE("a NUL byte ends nothing", "[json_reader]") {
  using namespace std::string_view_literals;
  CHECK(first_line("// a\0 {}\n{}"sv) == "f:1:5: error: a NUL byte");
  CHECK(first_line("{}\0"sv) == "f:1:3: error: a NUL byte");
}

TEST_CASE("a name may stand once in an object", "[json_reader]") {
  CHECK(error_of("{\"a\": {\"b\": 1}, \"b\": 1}").empty());
  CHECK(first_line("{\"a\": 1,\n \"a\": 2}") == "f:2:2: error: \"a\" stands twice in one object (at /a)");
  CHECK(first_line("{\"x\": [0, {\"a/b\": 1, \"a/b\": 2}]}") ==
        "f:1:22: error: \"a/b\" stands twice in one object (at /x/1/a~1b)");
}

TEST_CASE("no text exhausts the stack or the memory", "[json_reader]") {
  CHECK(first_line(std::string(64, '[') + std::string(64, ']')).empty());
  CHECK(first_line(std::string(65, '[') + std::string(65, ']')) ==
        "f:1:65: error: objects and arrays nest more than 64 deep");
  CHECK(first_line(std::string(1000000, '[')) == "f:1:65: error: objects and arrays nest more than 64 deep");
  CHECK(first_line(std::string(kMostJsonBytes + 1, ' ')) == "f:1:1: error: larger than 16 MiB");
  std::string many = "[0";
  for (std::size_t i = 2; i <= kMostJsonValues; ++i) many += ",0";
  CHECK(first_line(many + "]") == "f:1:1000000: error: more than 500000 values in one file");
}

TEST_CASE("a long line is shown around the place only", "[json_reader]") {
  const std::string text = "[" + std::string(200, ' ') + "x" + std::string(200, ' ') + "]";
  CHECK(error_of(text) == "f:1:202: error: \"x\" has no quotes\n    1 | ..." + std::string(60, ' ') + "x" +
                              std::string(39, ' ') + "...\n      | " + std::string(63, ' ') +
                              "^\n  hint: texts stand in double quotes");
}

TEST_CASE("control characters of a text reach no terminal", "[json_reader]") {
  CHECK(error_of("[\x1b[31m") ==
        "f:1:2: error: expected a value, got \"\\x1b\"\n    1 | [\\x1b[31m\n      |  ^");
}
