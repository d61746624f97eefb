#include "completion.hpp"

#include "cloudplan/error.hpp"
#include "open_catalog.hpp"
#include "option_text.hpp"
#include "support/printable.hpp"
#include "vocabulary.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

bool begins_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

class Completer {
 public:
  Completer(std::string_view current, const Environment& environment)
      : current_(current), environment_(environment) {}

  void add(std::string_view value, std::string_view meaning) {
    if (begins_with(value, current_)) found_.values.push_back({std::string(value), std::string(meaning)});
  }

  void command_words(const Program& program, std::string_view group) {
    std::string_view last;
    for (const auto& entry : program.commands) {
      const std::size_t blank = entry.name.find(' ');
      const std::string_view word = entry.name.substr(0, blank);
      if (group.empty() && word != last) add(word, blank == entry.name.npos ? entry.summary : "");
      if (!group.empty() && word == group && blank != entry.name.npos)
        add(entry.name.substr(blank + 1), entry.summary);
      last = word;
    }
  }

  void option_names(const Command& command, const std::vector<std::string>& before) {
    const auto offer = [&](const Option& option) {
      const auto given = [&](const std::string& word) {
        return has_name(option, word.substr(0, word.find('=')));
      };
      if (!repeats(option) && std::any_of(before.begin(), before.end(), given)) return;
      add(long_name(option).empty() ? short_name(option) : long_name(option), option.help);
    };
    for (const Option& option : command.options)
      if (!is_positional(option)) offer(option);
    offer(help_option());
  }

  // `prefix` is what stands before the value in the same word: "--format=".
  void values(const Option& option, std::string_view prefix = {}) {
    const auto add_name = [&](std::string_view name) { add(std::string(prefix) + std::string(name), {}); };
    for (const std::string& choice : option.choices) add_name(choice);
    found_.files = option.completes == "file";
    if (option.completes.empty() || found_.files) return;
    const OpenCatalog catalog(std::string{}, environment_);
    const KnownNames known(catalog.get());
    const std::string_view typed = current_.substr(prefix.size());
    for (const std::string_view name : names(known.vocabulary(), option.completes)) {
      add_name(name);
      // "us-east-1" as well as "aws/us-east-1", until a provider is written.
      const std::size_t slash = name.find('/');
      if (slash != name.npos && !typed.empty() && typed.find('/') == typed.npos)
        add_name(name.substr(slash + 1));
    }
  }

  Completions take() {
    auto& values = found_.values;
    std::stable_sort(values.begin(), values.end(),
                     [](const Completion& a, const Completion& b) { return a.value < b.value; });
    values.erase(std::unique(values.begin(), values.end(),
                             [](const Completion& a, const Completion& b) { return a.value == b.value; }),
                 values.end());
    return std::move(found_);
  }

 private:
  static const std::vector<std::string_view>& names(const Vocabulary& vocabulary, std::string_view what) {
    static const std::vector<std::string_view> kNone;
    if (what == "model") return vocabulary.models;
    if (what == "provider") return vocabulary.providers;
    if (what == "region") return vocabulary.regions;
    if (what == "accelerator") return vocabulary.accelerators;
    return what == "instance" ? vocabulary.instance_types.names() : kNone;
  }

  std::string_view current_;
  const Environment& environment_;
  Completions found_;
};

const Option* find_option(const Command& command, std::string_view name) {
  for (const Option& option : command.options)
    if (!is_positional(option) && has_name(option, name)) return &option;
  return nullptr;
}

// Which positional argument comes after these words; null when no more do.
const Option* next_argument(const Command& command, const std::vector<std::string>& before) {
  std::size_t given = 0;
  bool only_arguments = false;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!only_arguments && before[i] == "--") {
      only_arguments = true;
    } else if (!only_arguments && before[i].size() > 1 && before[i].front() == '-') {
      const Option* const option = find_option(command, before[i]);
      if (option && !is_flag(*option)) ++i;  // its value
    } else {
      ++given;
    }
  }
  for (const Option& option : command.options) {
    if (!is_positional(option)) continue;
    if (given == 0 || repeats(option)) return &option;
    --given;
  }
  return nullptr;
}

void complete_command(const Command& command, const std::vector<std::string>& before,
                      const std::string& current, Completer& completer) {
  const bool only_arguments = std::find(before.begin(), before.end(), "--") != before.end();
  if (!only_arguments && !before.empty()) {
    const Option* const option = find_option(command, before.back());
    if (option && !is_flag(*option)) return completer.values(*option);
  }
  const std::size_t equals = current.find('=');
  if (!only_arguments && begins_with(current, "--") && equals != current.npos) {
    const Option* const option = find_option(command, current.substr(0, equals));
    if (option && !is_flag(*option)) completer.values(*option, current.substr(0, equals + 1));
    return;
  }
  if (!only_arguments && begins_with(current, "-") && current != "-")
    return completer.option_names(command, before);
  if (const Option* const argument = next_argument(command, before)) completer.values(*argument);
  if (!only_arguments && current.empty()) completer.option_names(command, before);
}

// Bash's words as the user wrote them: "--format", "=", "json" is one word. The
// length of what Bash will not replace is returned.
std::size_t join_words(std::vector<std::string>& words) {
  std::vector<std::string> joined;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool breaks = words[i] == "=" || words[i] == ":";
    const bool after_break = i > 0 && (words[i - 1] == "=" || words[i - 1] == ":");
    if (!joined.empty() && i > 0 && (breaks || (after_break && joined.size() > 1))) {
      kept = joined.back().size() + (breaks ? 1 : 0);
      joined.back() += words[i];
    } else {
      kept = 0;
      joined.push_back(words[i]);
    }
  }
  words = std::move(joined);
  return kept;
}

}  // namespace

Completions complete(const Program& program, const std::vector<std::string>& words,
                     const Environment& environment) {
  std::vector<std::string> before(words.begin(), words.empty() ? words.end() : words.end() - 1);
  const std::string current = words.empty() ? std::string() : words.back();
  if (!before.empty() && before.front() == "help") before.erase(before.begin());
  Completer completer(current, environment);
  std::size_t used = 0;
  const Program::Entry* const entry = find_command(program, before, used);
  if (entry) {
    before.erase(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(used));
    complete_command(entry->command(), before, current, completer);
  } else if (before.empty()) {
    completer.command_words(program, {});
    for (const std::string_view word : {"help", "--help", "--version"})
      if (words.size() < 2 && (word.front() != '-' || begins_with(current, "-"))) completer.add(word, {});
  } else if (before.size() == 1) {
    completer.command_words(program, before.front());
  }
  return completer.take();
}

int print_completions(const Program& program, const std::vector<std::string>& arguments,
                      const Environment& environment) {
  if (arguments.empty()) return kBadInput;
  std::vector<std::string> words(arguments.begin() + 1, arguments.end());
  const bool bash = arguments.front() == "bash";
  const std::size_t kept = bash ? join_words(words) : 0;
  Completions found;
  try {
    found = complete(program, words, environment);
  } catch (const InputError&) {
    return kBadInput;  // CLOUDPLAN_CATALOG is none; a shell is no place to say so
  }
  std::string text = found.files ? ":files\n" : "";
  for (const Completion& completion : found.values) {
    text += printable(completion.value).substr(kept);
    if (!bash && !completion.meaning.empty()) text += '\t' + completion.meaning;
    text += '\n';
  }
  print(text);
  return kOk;
}

}  // namespace cloudplan::cli
