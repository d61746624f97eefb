#include "foreign/yaml/yaml_document.hpp"

#include "foreign/yaml/yaml_builder.hpp"
#include "support/printable.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <istream>
#include <streambuf>

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace cloudplan {

namespace {

// yaml-cpp counts from 0, and bytes.
YamlPlace place(const YAML::Mark& mark) { return {mark.line + 1, mark.column + 1}; }

class Events final : public YAML::EventHandler {
 public:
  explicit Events(YamlBuilder& builder) : builder_(builder) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_.null(place(mark), anchor); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    builder_.alias(place(mark), anchor);
  }
  // A scalar in quotes, or a block of text, has the tag "!".
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    builder_.scalar(place(mark), anchor, value, tag == "!" || tag == "tag:yaml.org,2002:str");
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    builder_.begin(place(mark), anchor, YamlValue::Kind::list);
  }
  void OnSequenceEnd() override { builder_.end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    builder_.begin(place(mark), anchor, YamlValue::Kind::map);
  }
  void OnMapEnd() override { builder_.end(); }

 private:
  YamlBuilder& builder_;
};

// The text as a stream, without a copy.
class TextBuffer final : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* const begin = const_cast<char*>(text.data());  // read only, as the interface cannot say
    setg(begin, begin, begin + text.size());
  }
};

std::size_t start_of_line(std::string_view text, int line) {
  std::size_t at = 0;
  for (int n = 1; n < line; ++n) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return text.size();
    at = end + 1;
  }
  return at;
}

Diagnostic diagnostic_at(std::string_view text, std::string_view file, std::size_t offset,
                         std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.file = file;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  SourceText(text).locate(std::min(offset, text.size()), diagnostic);
  return diagnostic;
}

// Before the parser sees it: text in UTF-8, without control characters that YAML forbids.
void check_bytes(std::string_view text, std::string_view file) {
  if (text.size() > kMostYamlBytes)
    throw InputError(
        {diagnostic_at(text, file, kMostYamlBytes, fmt::format("more than {} MiB", kMostYamlBytes >> 20U),
                       "no description of a workload is that long")});
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = utf8_at(text, at);
    const char32_t code = character.code;
    const bool control = (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0x7f;
    if (!character.valid || control)
      throw InputError({diagnostic_at(
          text, file, at, fmt::format("{} is not text", in_quotes(text.substr(at, character.bytes))),
          "the file must be YAML in UTF-8")});
    at += character.bytes;
  }
}

std::string advice(std::string_view text, const std::string& message) {
  if (text.find("{{") != std::string_view::npos || text.find("{%") != std::string_view::npos ||
      text.find("${") != std::string_view::npos)
    return "this looks like a template; render it first: helm template, kustomize build, envsubst ...";
  const std::size_t tab = text.find('\t');
  const bool indents = tab != std::string_view::npos &&
                       text.substr(0, tab).find_last_not_of(" \t") == text.substr(0, tab).find_last_of('\n');
  if (indents || message.find("tab") != std::string::npos) return "YAML indents with spaces, not with tabs";
  return {};
}

}  // namespace

const YamlValue* YamlValue::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].text == key) return elements[i].kind == Kind::null ? nullptr : &elements[i];
  return nullptr;
}

Diagnostic yaml_diagnostic(std::string_view text, std::string_view file, YamlPlace at, std::string message,
                           std::string hint) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(kByteOrderMark.size());
  const std::size_t start = start_of_line(text, at.line);
  const std::size_t end = std::min(text.find('\n', start), text.size());
  const std::size_t offset = std::min(start + static_cast<std::size_t>(std::max(at.column - 1, 0)), end);
  return diagnostic_at(text, file, offset, std::move(message), std::move(hint));
}

std::vector<YamlValue> read_yaml(std::string_view text, std::string_view file) {
  check_bytes(text, file);
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(kByteOrderMark.size());
  std::vector<YamlValue> documents;
  try {
    TextBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    YamlBuilder builder;
    Events events(builder);
    for (std::size_t n = 0; parser.HandleNextDocument(events); ++n) {
      if (n >= kMostYamlDocuments)
        throw YamlMistake({}, fmt::format("more than {} documents", kMostYamlDocuments));
      YamlValue document = builder.take();
      if (document.kind != YamlValue::Kind::null) documents.push_back(std::move(document));
    }
  } catch (const YamlMistake& mistake) {
    throw InputError({yaml_diagnostic(text, file, mistake.at, mistake.what(), mistake.hint)});
  } catch (const YAML::Exception& e) {
    throw InputError(
        {yaml_diagnostic(text, file, place(e.mark), "not YAML: " + printable(e.msg), advice(text, e.msg))});
  }
  return documents;
}

}  // namespace cloudplan
