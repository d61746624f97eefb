// Names of models and devices as hubs, zoos, papers and drivers write them.

#include "catch.hpp"
#include "cloudplan/performance_catalog.hpp"
#include "embedded_fixture.hpp"

#include <string>
#include <utility>

using namespace cloudplan;

namespace {

std::string registry_name(std::string_view name) {
  const auto entry = performance().find_model(name);
  return entry ? std::string(entry->name) : std::string();
}

}  // namespace

TEST_CASE("a model goes by the name of what it was tuned or distilled for") {
  const std::pair<const char*, const char*> names[] = {
      {"distilbert-base-uncased-finetuned-sst-2-english", "distilbert"},
      {"google-bert/bert-large-uncased-whole-word-masking-finetuned-squad", "bert-large"},
      {"dslim/bert-base-NER", "bert-base"},
      {"facebook/hubert-large-ls960-ft", "hubert-large"},
      {"facebook/esm2_t33_650M_UR50D", "esm2-650m"},
      {"Systran/faster-whisper-large-v3", "whisper-large-v3"},
      {"meta-llama/Llama-3.3-70B-Instruct", "llama-3.3-70b"},
      {"yolov11m", "yolo-11m"}};
  for (const auto& [name, model] : names) {
    INFO(name);
    CHECK_FALSE(registry_name(name).empty());
    CHECK(registry_name(name) == registry_name(model));
  }
  CHECK(registry_name("finetuned").empty());
  CHECK(registry_name("no-such-network-finetuned-squad").empty());
}

TEST_CASE("distilled decoders read less of the source than whole ones") {
  const auto cache = [](const char* model) {
    return performance().find_model(model)->facts.kv_bytes_per_token;
  };
  CHECK(cache("distil-whisper-large-v3") * 16 == cache("whisper-large-v3"));
  CHECK(cache("distil-whisper-medium.en") * 12 == cache("whisper-medium"));
}

TEST_CASE("a device goes by its other names, however they are separated") {
  const std::pair<const char*, const char*> names[] = {
      {"GB200 NVL72", "nvidia-gb200"},
      {"DGX Spark", "nvidia-gb10"},
      {"Trillium", "google-tpu-v6e"},
      {"trn2", "aws-trainium2"},
      {"NVIDIA RTX PRO 6000 Blackwell Server Edition", "nvidia-rtx-pro-6000"},
      {"Titan V", "nvidia-titan-v"},
      {"AMD Instinct MI100", "amd-mi100"}};
  for (const auto& [name, key] : names) {
    INFO(name);
    const Accelerator* const found = performance().find_accelerator(name);
    REQUIRE(found != nullptr);
    CHECK(performance().catalog().text(found->key) == key);
  }
}
