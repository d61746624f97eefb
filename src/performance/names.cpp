// Names of families, precisions, generations and software.
#include "performance/names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <string>

namespace cloudplan {
namespace {

constexpr std::array<std::string_view, kModelFamilyCount> kFamilies = {"cnn",
                                                                       "detection",
                                                                       "segmentation",
                                                                       "transformer_encoder",
                                                                       "transformer_decoder",
                                                                       "rnn",
                                                                       "recsys",
                                                                       "speech",
                                                                       "gan",
                                                                       "diffusion",
                                                                       "gbm",
                                                                       "other"};
constexpr std::array<std::string_view, kPrecisionCount> kPrecisions = {
    "auto", "fp64", "fp32", "tf32", "fp16", "bf16", "amp", "fp8", "int8", "int4"};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

struct GenerationRule {
  std::string_view prefix;
  Generation generation;
};
constexpr std::array kGenerations = {
    GenerationRule{"kepler", Generation::kepler},
    GenerationRule{"maxwell", Generation::maxwell},
    GenerationRule{"pascal", Generation::pascal},
    GenerationRule{"volta", Generation::volta},
    GenerationRule{"turing", Generation::turing},
    GenerationRule{"ampere", Generation::ampere},
    GenerationRule{"ada", Generation::ada},
    GenerationRule{"hopper", Generation::hopper},
    GenerationRule{"blackwell", Generation::blackwell},
    GenerationRule{"cdna", Generation::cdna},
    GenerationRule{"tpu", Generation::tpu},
    GenerationRule{"trillium", Generation::tpu},
    GenerationRule{"ironwood", Generation::tpu},
    GenerationRule{"neuroncore-v1", Generation::neuron1},
    GenerationRule{"neuroncore", Generation::neuron},
    GenerationRule{"gaudi", Generation::gaudi},
};

// Words of a framework's name that tell how far its code is optimized.
constexpr std::array kEngines = {"tensorrt", "openvino",   "neuron",     "vllm",
                                 "sglang",   "deepsparse", "tgi",        "text-generation-inference",
                                 ".cpp",     "ggml",       "gguf",       "ollama",
                                 "lmdeploy", "turbomind",  "ctranslate", "faster-whisper",
                                 "gpt-fast", "exllama",    "awq",        "marlin",
                                 "mlc-llm",  "mlx",        "lightllm",   "fastertransformer",
                                 "fastgen",  "-mii",       "jetstream",  "tflite",
                                 "litert",   "ncnn",       "migraphx",   "aitemplate"};
constexpr std::array kRuntimes = {"triton", "onnx",       "torchscript",
                                  "tf-trt", "torchserve", "tensorflow serving"};
constexpr std::array kTuned = {
    "mxnet", "paddle",     "xla",           "jax",     "maxtext",   "llm.c",     "habana",
    "gaudi", "megatron",   "nemo",          "foundry", "deepspeed", "composer",  "neuron",
    "dali",  "torchtitan", "torch.compile", "merlin",  "tuned",     "optimized", "ffcv"};
constexpr std::array kPlain = {"pytorch", "tensorflow", "keras",   "torch", "transformers", "diffusers",
                               "timm",    "detectron",  "fairseq", "caffe", "theano"};

template <std::size_t N>
bool contains_any(const std::string& text, const std::array<const char*, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* w) { return text.find(w) != std::string::npos; });
}

// A server that hands its requests to a TensorRT engine and to nothing else computes as the engine does.
bool serves_engine(const std::string& text) {
  constexpr std::array kBetween = {"tensorflow", "tf-trt", "onnx", "torch", "merlin"};
  return text.find("triton") != std::string::npos && text.find("tensorrt") != std::string::npos &&
         !contains_any(text, kBetween);
}

}  // namespace

std::optional<ModelFamily> family_from_name(std::string_view name) {
  const auto* at = std::find(kFamilies.begin(), kFamilies.end(), name);
  if (at == kFamilies.end()) return std::nullopt;
  return static_cast<ModelFamily>(at - kFamilies.begin());
}

std::string_view family_name(ModelFamily family) { return kFamilies[static_cast<std::size_t>(family)]; }

std::optional<Precision> precision_from_name(std::string_view name) {
  const std::string text = lower(name);
  if (text.empty()) return Precision::automatic;
  if (text == "nvfp4" || text == "fp4" || text == "mxfp4") return Precision::int4;
  if (text == "mixed" || text == "mixed_precision") return Precision::amp;
  if (text == "float32") return Precision::fp32;
  if (text == "float16" || text == "half") return Precision::fp16;
  if (text == "bfloat16") return Precision::bf16;
  const auto* at = std::find(kPrecisions.begin(), kPrecisions.end(), text);
  if (at == kPrecisions.end()) return std::nullopt;
  return static_cast<Precision>(at - kPrecisions.begin());
}

std::string_view precision_name(Precision precision) {
  return kPrecisions[static_cast<std::size_t>(precision)];
}

std::optional<Generation> generation_from_name(std::string_view name) {
  const std::string text = lower(name);
  for (const GenerationRule& rule : kGenerations)
    if (text.rfind(rule.prefix, 0) == 0) return rule.generation;
  return std::nullopt;
}

std::string_view bottleneck_name(Bottleneck bottleneck) {
  constexpr std::array<std::string_view, 5> kNames = {"compute", "memory", "input", "communication",
                                                      "overhead"};
  return kNames[static_cast<std::size_t>(bottleneck)];
}

bool is_submission(std::string_view framework) {
  return lower(framework).find("mlperf") != std::string::npos;
}

Software software_of_framework(std::string_view framework, JobKind kind, bool* known) {
  const std::string text = lower(framework);
  *known = true;
  if (is_submission(framework)) return Software::submission;
  if (kind != JobKind::train && contains_any(text, kRuntimes) && !serves_engine(text))
    return Software::runtime;
  if (kind != JobKind::train && contains_any(text, kEngines)) return Software::engine;
  if (contains_any(text, kTuned)) return Software::tuned;
  if (contains_any(text, kPlain)) return Software::plain;
  *known = false;
  return Software::plain;
}

Precision precision_of_checkpoint(std::string_view model) {
  constexpr std::array kFour = {"-awq",   "-gptq",  "-int4", "-4bit", "-w4a16",
                                "-nvfp4", "-mxfp4", "-fp4",  "-q4"};
  constexpr std::array kEight = {"-int8", "-8bit", "-w8a8", "-w8a16", "-q8"};
  const std::string text = lower(model);
  if (contains_any(text, kFour)) return Precision::int4;
  if (contains_any(text, kEight)) return Precision::int8;
  return text.find("-fp8") != std::string::npos ? Precision::fp8 : Precision::automatic;
}

// PyTorch builds with MKL-DNN since 1.0 (December 2018), TensorFlow multiplies matrices with it since 1.14
// (2019); before, only builds that say so did.
bool uses_vendor_kernels(std::string_view framework, double year) {
  constexpr double kFirstYear = 2019;
  constexpr std::array kVendors = {"mkl", "intel", "onednn", "openvino"};
  const std::string text = lower(framework);
  if (text.find("openblas") != std::string::npos || text.find("eigen") != std::string::npos) return false;
  return !(year < kFirstYear) || contains_any(text, kVendors);
}

namespace performance {

double pixels(std::string_view size) {
  double first = kUnknown, second = kUnknown;
  const char* end = size.data() + size.size();
  const auto [at, error] = std::from_chars(size.data(), end, first);
  if (error != std::errc() || !(first > 0)) return kUnknown;
  if (at == end) return first;
  const auto [rest, failed] = std::from_chars(at + 1, end, second);
  const bool product = (*at == 'x' || *at == 'X') && failed == std::errc() && rest == end && second > 0;
  return product ? std::sqrt(first * second) : kUnknown;
}

}  // namespace performance
}  // namespace cloudplan
