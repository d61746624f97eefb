#include "support/model_name.hpp"

#include "support/letter_case.hpp"

#include <algorithm>
#include <array>

namespace cloudplan {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr std::size_t kLongestName = 200;

// Who converted or published a model.
constexpr std::array<std::string_view, 15> kPublishers = {"meta", "tf",    "gluon",  "tv",     "legacy",
                                                          "swsl", "ssl",   "timm",   "nvidia", "torchvision",
                                                          "hf",   "keras", "mlperf", "openai", "faster"};
// Words at the end that leave the architecture as it is.
constexpr std::array<std::string_view, 45> kTails = {
    "instruct", "chat",     "it",    "hf",          "awq",        "gptq",    "gguf",      "ggml",  "int4",
    "int8",     "fp4",      "fp8",   "fp16",        "bf16",       "fp32",    "nvfp4",     "mxfp4", "4bit",
    "8bit",     "bnb",      "onnx",  "w4a16",       "w8a8",       "w8a16",   "uncased",   "cased", "in1k",
    "in21k",    "in22k",    "squad", "pretraining", "finetuning", "dynamic", "quantized", "99",    "preview",
    "coco",     "imagenet", "lora",  "qlora",       "ft",         "sft",     "dpo",       "ner",   "ur50d"};

using Words = std::vector<std::string>;

Words words_of(std::string_view name) {
  Words words;
  bool open = false;
  for (const char c : name.substr(0, kLongestName)) {
    if (!is_digit(c) && !is_letter(c)) {
      open = false;
      continue;
    }
    if (!open) words.emplace_back();
    words.back() += lower_case(c);
    open = true;
  }
  return words;
}

std::string joined(const Words& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty() && is_digit(out.back()) && is_digit(word.front())) out += '-';
    out += word;
  }
  return out;
}

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

// "8b", "1b7", "8x7b", "500m": the size of a language model.
bool is_size(std::string_view word) {
  return is_digit(word.front()) && word.find_first_of("bm") != std::string_view::npos &&
         word.find_first_not_of("0123456789xbm") == std::string_view::npos;
}

// "q4", "iq2": a number format of llama.cpp, and all that follows it.
bool starts_quantization(std::string_view word) {
  if (word.front() == 'i') word.remove_prefix(1);
  return word.size() >= 2 && word.front() == 'q' && all_digits(word.substr(1));
}

bool is_version(std::string_view word) {
  return word.front() == 'v' && word.size() > 1 && all_digits(word.substr(1));
}

// "128k", "2407", and the digits of "v0.1".
bool is_edition(std::string_view word) {
  const bool context = word.back() == 'k' && all_digits(word.substr(0, word.size() - 1));
  return context || is_version(word) || (all_digits(word) && (word.size() == 1 || word.size() == 4)) ||
         word == "base" || word == "thinking";
}

bool is_picture_size(std::string_view word) { return all_digits(word) && word.size() == 3; }

// Whether the last word may be left out.
bool leaves_out_last(const Words& words) {
  const std::string& last = words.back();
  if (std::find(kTails.begin(), kTails.end(), last) != kTails.end()) return true;
  const bool language = std::any_of(words.begin(), words.end(), [](const auto& w) { return is_size(w); });
  if (language) return !is_size(last) && is_edition(last);
  if (words.size() > 1 && words[words.size() - 2] == "99" && last == "9") return true;
  const bool residual = words.front().rfind("res", 0) == 0;  // "resnet-50 v1.5", "resnet50 v1b"
  const bool decimal = words.size() > 1 && is_version(words[words.size() - 2]) && all_digits(last);
  return is_picture_size(last) || (residual && (decimal || last == "v1" || last == "v1b"));
}

void add(Words words, std::vector<std::string>* spellings) {
  constexpr std::size_t kMostCuts = 8;
  for (std::size_t cut = 0; cut < kMostCuts && !words.empty(); ++cut) {
    std::string spelling = joined(words);
    if (std::find(spellings->begin(), spellings->end(), spelling) == spellings->end())
      spellings->push_back(std::move(spelling));
    const auto quantized = std::find_if(words.begin() + 1, words.end(), [](const std::string& w) {
      return w == "finetuned" || starts_quantization(w);
    });
    if (quantized != words.end()) {
      words.erase(quantized, words.end());
    } else if (words.size() > 1 && leaves_out_last(words)) {
      words.pop_back();
    } else {
      break;
    }
  }
}

// Without a checkpoint tag or a file's ending: a dot before a letter.
std::string_view without_tag(std::string_view name) {
  for (std::size_t i = 1; i + 1 < name.size(); ++i)
    if (name[i] == '.' && is_letter(name[i + 1])) return name.substr(0, i);
  return name;
}

}  // namespace

std::vector<std::string> model_spellings(std::string_view name) {
  std::vector<std::string> spellings;
  const std::size_t slash = name.rfind('/');
  const std::string_view own = slash == std::string_view::npos ? name : name.substr(slash + 1);
  for (const std::string_view part : {name, own, without_tag(own)}) {
    const Words words = words_of(part);
    add(words, &spellings);
    const bool published = words.size() > 1 && std::find(kPublishers.begin(), kPublishers.end(),
                                                         words.front()) != kPublishers.end();
    if (published) add(Words(words.begin() + 1, words.end()), &spellings);
  }
  return spellings;
}

bool is_spelled(std::string_view known, std::string_view spelling) {
  std::size_t at = 0;
  bool separated = false, after_digit = false;
  for (const char c : known) {
    if (!is_digit(c) && !is_letter(c)) {
      separated = true;
      continue;
    }
    if (separated && after_digit && is_digit(c)) {
      if (at == spelling.size() || spelling[at] != '-') return false;
      ++at;
    }
    if (at == spelling.size() || spelling[at] != lower_case(c)) return false;
    ++at;
    separated = false;
    after_digit = is_digit(c);
  }
  return at == spelling.size();
}

}  // namespace cloudplan
