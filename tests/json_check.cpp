// usage: json_check SCHEMA DOCUMENT [open]
// Holds a document against a JSON Schema, members that the schema does not
// describe being mistakes unless `open`; prints every mistake, exit code 1.
#include "schema_check.hpp"

#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>

namespace {

std::string text_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  try {
    const auto mistakes = cloudplan::schema_mistakes(text_of(argv[2]), text_of(argv[1]), argc == 3);
    for (const std::string& mistake : mistakes) std::cout << argv[2] << mistake << '\n';
    return mistakes.empty() ? 0 : 1;
  } catch (const std::exception& e) {
    std::cout << argv[2] << ": " << e.what() << '\n';
    return 1;
  }
}
