#include "support/json_lines.hpp"

#include "catch.hpp"

using cloudplan::json_lines;

TEST_CASE("NDJSON has an element of the array on each line, as it was written", "[support]") {
  const std::string document =
      "{\n  \"schema\": \"x/1\",\n  \"odd\": [1],\n  \"rows\": [\n    {\"a\": 0.100000000,\n \"b\": [1, "
      "2]},\n"
      "    {\"a\": \"q\\\"}], \\\\\", \"rows\": []},\n null, -1.5e3 ],\n  \"after\": true\n}\n";
  CHECK(json_lines(document, "rows") ==
        "{\"a\":0.100000000,\"b\":[1,2]}\n{\"a\":\"q\\\"}], \\\\\",\"rows\":[]}\nnull\n-1.5e3\n");
  CHECK(json_lines("{\"rows\": []}", "rows").empty());
  CHECK(json_lines("[ {\"a\": 1} , {\"b\": {}} ]", "rows") == "{\"a\":1}\n{\"b\":{}}\n");
}

TEST_CASE("NDJSON of a document without the array is the document on one line", "[support]") {
  CHECK(json_lines("{ \"a\" : [ ] ,\n \"b\": \"x y\" }", "rows") == "{\"a\":[],\"b\":\"x y\"}\n");
  CHECK(json_lines("{\"rows\": {\"a\": 1}}", "rows") == "{\"rows\":{\"a\":1}}\n");
  CHECK(json_lines("{ \"a\": 1 }", "") == "{\"a\":1}\n");
}
