#include "support/json_reader.hpp"

#include "catch.hpp"

using namespace cloudplan;

namespace {

std::string error_of(std::string_view text) {
  try {
    JsonDocument(text, "f");
  } catch (const InputError& e) {
    return e.what();
  }
  return {};
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

TEST_CASE("text that is not JSON is reported where it breaks", "[json_reader]") {
  CHECK(error_of("{\n  \"name\" 1\n}").rfind("f:2:10: error: not valid JSON", 0) == 0);
  CHECK(error_of("").rfind("f:1:1: error: not valid JSON", 0) == 0);
  CHECK(error_of("[1,]").rfind("f:1:4: error: not valid JSON", 0) == 0);
  CHECK(error_of("[\"\xff\"]").rfind("f:1:3: error: not valid JSON", 0) == 0);
  CHECK(error_of("[1e999]").rfind("f:1:6: error: not valid JSON", 0) == 0);
  CHECK(error_of("[").rfind("f:1:2: error: not valid JSON", 0) == 0);
}

TEST_CASE("a name may stand once in an object", "[json_reader]") {
  CHECK(error_of("{\"a\": {\"b\": 1}, \"b\": 1}").empty());
  CHECK(error_of("{\"a\": 1,\n \"a\": 2}") == "f:2:2: error: \"a\" stands twice in one object");
}
