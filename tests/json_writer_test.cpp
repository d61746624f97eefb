#include "support/json_writer.hpp"

#include "catch.hpp"

#include <limits>

using namespace cloudplan;

TEST_CASE("JSON is written in the order of its members") {
  JsonWriter json;
  json.begin_object();
  json.text("name", "bird \"x\"\n\x1b");
  json.boolean("feasible", true);
  json.begin_array("empty");
  json.end_array();
  json.texts("notes", {"a", "b"});
  json.begin_object("inner");
  json.integer("n", -3);
  json.null("reason");
  json.end_object();
  json.end_object();
  CHECK(json.take() ==
        "{\n"
        "  \"name\": \"bird \\\"x\\\"\\n\\u001b\",\n"
        "  \"feasible\": true,\n"
        "  \"empty\": [],\n"
        "  \"notes\": [\n    \"a\",\n    \"b\"\n  ],\n"
        "  \"inner\": {\n    \"n\": -3,\n    \"reason\": null\n  }\n"
        "}\n");
}

TEST_CASE("JSON numbers are rounded to their digits; what is unknown is null") {
  const auto number = [](double value, int digits) {
    JsonWriter json;
    json.number(JsonWriter::kNoName, value, digits);
    return json.take();
  };
  CHECK(number(3, 6) == "3\n");
  CHECK(number(0.1 + 0.2, 6) == "0.3\n");
  CHECK(number(1234567.0, 3) == "1230000\n");
  CHECK(number(0, 6) == "0\n");
  CHECK(number(kUnknown, 6) == "null\n");
  CHECK(number(std::numeric_limits<double>::infinity(), 6) == "null\n");
}

TEST_CASE("JSON money is exact to the nano-dollar") {
  const auto money = [](std::int64_t nanos) {
    JsonWriter json;
    json.money(JsonWriter::kNoName, {nanos});
    return json.take();
  };
  CHECK(money(1'120'000'000) == "1.12\n");
  CHECK(money(1) == "0.000000001\n");
  CHECK(money(-2'000'000'000) == "-2\n");
  CHECK(money(0) == "0\n");
  CHECK(money(std::numeric_limits<std::int64_t>::max()) == "9223372036.854775807\n");
}

TEST_CASE("Bytes that are not UTF-8 do not make invalid JSON") {
  JsonWriter json;
  json.text(JsonWriter::kNoName, "a\xff");
  CHECK(json.take() == "\"a\xef\xbf\xbd\"\n");
}
