#include "manual.hpp"

#include "files.hpp"
#include "help.hpp"
#include "option_text.hpp"
#include "support/printable.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace cloudplan::cli {

namespace {

// "catalog list" in the name of a page: "cloudplan-catalog-list".
std::string page_name(std::string_view command) {
  std::string name = "cloudplan-" + std::string(command);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string head(const Program& program, std::string name, std::string_view summary) {
  std::string title = name;
  std::transform(title.begin(), title.end(), title.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return fmt::format(".TH {} 1 \"\" \"{}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n", roff(title),
                     roff(program.version), roff(name), roff(summary));
}

std::string paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.empty() && !text.empty() && !out.empty()) out += ".PP\n";
    if (!line.empty()) out += roff(line) + "\n";
  }
  return out;
}

std::string literal(std::string_view text) {
  std::string out = ".EX\n";
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    out += line.empty() ? ".sp\n" : roff(line) + "\n";
  }
  return out + ".EE\n";
}

// `tag` is roff already.
std::string entry(std::string_view tag, std::string_view meaning) {
  return fmt::format(".TP\n{}\n{}\n", tag, roff(meaning));
}

std::string option_entry(const Option& option) {
  if (is_positional(option))
    return entry(fmt::format("\\fI{}\\fR", roff(argument_text(option))), help_text(option));
  std::string tag;
  for (const std::string_view name : {short_name(option), long_name(option)})
    if (!name.empty()) tag += fmt::format("{}\\fB{}\\fR", tag.empty() ? "" : ", ", roff(name));
  if (!option.value.empty()) tag += fmt::format(" \\fI{}\\fR", roff(option.value));
  return entry(tag, help_text(option));
}

std::string options_text(const Command& command, const char* heading, const char* subheading) {
  std::string text = fmt::format("{} OPTIONS\n", heading);
  for (const Option& option : command.options)
    if (is_positional(option)) text += option_entry(option);
  const std::vector<std::string> groups = option_groups(command);
  for (const std::string& group : groups) {
    if (groups.size() > 1) text += fmt::format("{} {}\n", subheading, roff(group));
    for (const Option& option : command.options)
      if (!is_positional(option) && option.group == group) text += option_entry(option);
  }
  return text + option_entry(help_option());
}

std::string exit_status(const Program& program) {
  std::string text = ".SH EXIT STATUS\n";
  for (const auto& [code, meaning] : program.exit_codes) text += entry(fmt::format("{}", code), meaning);
  return text;
}

std::string environment_text(const Program& program) {
  std::string text = ".SH ENVIRONMENT\n";
  for (const auto& [name, meaning] : program.variables)
    text += entry(fmt::format("\\fB{}\\fR", roff(name)), meaning);
  return text;
}

std::string command_page(const Program& program, const Command& command) {
  std::string text = head(program, page_name(command.name), command.summary);
  text += fmt::format(".SH SYNOPSIS\n{}\n.SH DESCRIPTION\n", roff(usage_text(command)));
  text += paragraphs(command.description.empty() ? command.summary : command.description);
  text += options_text(command, ".SH", ".SS");
  if (!command.examples.empty()) text += ".SH EXAMPLES\n" + literal(command.examples);
  return text + exit_status(program) + environment_text(program) + ".SH SEE ALSO\n\\fBcloudplan\\fR(1)\n";
}

std::string group_page(const Program& program, const Program::Group& group) {
  std::string text = head(program, page_name(group.name), group.summary);
  text += fmt::format(".SH SYNOPSIS\n{}\n.SH COMMANDS\n",
                      roff(fmt::format("cloudplan {} COMMAND [OPTIONS]", group.name)));
  for (const auto& known : program.commands) {
    if (known.name.substr(0, known.name.find(' ')) != group.name) continue;
    const Command command = known.command();
    text += fmt::format(".SS {}\n{}\n", roff(known.name), roff(command.summary + "."));
    for (const Option& option : command.options) text += option_entry(option);
    if (!command.examples.empty()) text += ".PP\nExample:\n.PP\n" + literal(command.examples);
  }
  return text + exit_status(program) + environment_text(program) + ".SH SEE ALSO\n\\fBcloudplan\\fR(1)\n";
}

std::string overview_page(const Program& program,
                          const std::vector<std::pair<std::string, std::string>>& pages) {
  std::string text = head(program, "cloudplan", "plan cloud workloads: time, cost, place");
  text += ".SH SYNOPSIS\ncloudplan COMMAND [OPTIONS]\n.SH DESCRIPTION\n" + paragraphs(program.description);
  text += ".SH COMMANDS\n";
  for (const auto& [name, summary] : pages) text += entry(fmt::format("\\fB{}\\fR(1)", roff(name)), summary);
  return text + exit_status(program) + environment_text(program);
}

}  // namespace

std::string roff(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character c = utf8_at(text, at);
    if (text[at] == '\\')
      out += "\\e";
    else if (text[at] == '-')
      out += "\\-";
    else if ((text[at] == '.' || text[at] == '\'') && out.empty())
      out += fmt::format("\\&{}", text[at]);
    else if (text[at] == '\'')
      out += "\\(aq";
    else if (text[at] == '"')
      out += "\\(dq";
    else if (c.valid && c.code > 0x7e)
      out += fmt::format("\\[u{:04X}]", static_cast<std::uint32_t>(c.code));
    else
      out += text.substr(at, c.bytes);
    at += c.bytes;
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> manual_pages(const Program& program) {
  std::vector<std::pair<std::string, std::string>> pages, summaries;
  std::string_view folded;
  for (const auto& known : program.commands) {
    const std::string_view word = known.name.substr(0, known.name.find(' '));
    const auto group = std::find_if(program.groups.begin(), program.groups.end(),
                                    [&](const Program::Group& candidate) { return candidate.name == word; });
    const bool in_group = group != program.groups.end();
    if (in_group && folded == word) continue;
    folded = in_group ? word : std::string_view();
    const std::string name = page_name(in_group ? word : known.name);
    pages.emplace_back(name + ".1",
                       in_group ? group_page(program, *group) : command_page(program, known.command()));
    summaries.emplace_back(name, in_group ? group->summary : known.summary);
  }
  pages.emplace_back("cloudplan.1", overview_page(program, summaries));
  return pages;
}

int write_manual(const Program& program, const std::vector<std::string>& arguments) {
  if (arguments.size() != 1) {
    warn("__manual takes a directory");
    return kBadInput;
  }
  for (const auto& [name, text] : manual_pages(program))
    write_file_atomically(arguments.front() + "/" + name, text);
  return kOk;
}

}  // namespace cloudplan::cli
