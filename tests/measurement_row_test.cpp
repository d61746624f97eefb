// Names and rows: what a measurement's texts mean.

#include "catch.hpp"
#include "cloudplan/embedded_catalog.hpp"
#include "cloudplan/error.hpp"
#include "cloudplan/own_measurements.hpp"
#include "cloudplan/predict_table.hpp"
#include "performance/cpu_names.hpp"
#include "performance/names.hpp"
#include "support/model_name.hpp"

#include <cmath>
#include <map>
#include <sstream>
#include <string>

using namespace cloudplan;
using performance::cpu_generation;
using performance::normalized_name;

namespace {

const PerformanceCatalog& catalog() {
  static const Catalog image = embedded_catalog();
  static const PerformanceCatalog catalog(image);
  return catalog;
}

std::string_view generation(std::string_view name) { return cpu_generation(normalized_name(name)); }

}  // namespace

TEST_CASE("a processor's name tells its generation") {
  CHECK(generation("intel-xeon-platinum-8275cl") == "intel-cascade-lake");
  CHECK(generation("Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz") == "intel-ice-lake-sp");
  CHECK(generation("Intel(R) Xeon(R) CPU E5-2680 v3 @ 2.50GHz") == "intel-haswell");
  CHECK(generation("intel-xeon-e5-2670") == "intel-sandy-bridge");
  CHECK(generation("Intel Xeon Platinum 8592+") == "intel-emerald-rapids");
  CHECK(generation("Intel Xeon 6980P") == "intel-granite-rapids");
  CHECK(generation("AMD EPYC 7763 64-Core Processor") == "amd-milan");
  CHECK(generation("amd-epyc-7r32") == "amd-rome");
  CHECK(generation("amd-epyc-9654") == "amd-genoa");
  CHECK(generation("amd-epyc-9575f") == "amd-turin");
  CHECK(generation("AWS Graviton3") == "aws-graviton3");
  CHECK(generation("pentium-ii").empty());
}

TEST_CASE("every generation that a naming scheme yields is in the hardware table") {
  for (const char* name :
       {"intel-xeon-gold-6154", "xeon skylake", "amd-epyc-7551", "amd-epyc-9r14", "graviton", "ampere altra",
        "google axion", "azure cobalt 100", "nvidia grace", "xeon-e-2124g"}) {
    INFO(name);
    CHECK(catalog().cpu(name).has_value());
  }
}

TEST_CASE("pictures have one side or two") {
  CHECK(performance::pixels("224") == 224);
  CHECK_THAT(performance::pixels("200x800"), WithinRel(400.0, 1e-12));
  CHECK(std::isnan(performance::pixels("")));
  CHECK(std::isnan(performance::pixels("large")));
  CHECK(std::isnan(performance::pixels("-3")));
}

TEST_CASE("a framework's name tells how optimized the software is") {
  bool known = false;
  CHECK(software_of_framework("TensorRT 8.6", JobKind::inference, &known) == Software::engine);
  CHECK(software_of_framework("Triton ONNX Runtime", JobKind::inference, &known) == Software::runtime);
  CHECK(software_of_framework("TensorRT 8.6 MLPerf 3.0", JobKind::inference, &known) == Software::submission);
  CHECK(software_of_framework("mlperf training 2.1", JobKind::train, &known) == Software::submission);
  CHECK(software_of_framework("PyTorch NGC 22.09", JobKind::train, &known) == Software::plain);
  CHECK(software_of_framework("Megatron-LM", JobKind::train, &known) == Software::tuned);
  CHECK(software_of_framework("PyTorch 1.13", JobKind::train, &known) == Software::plain);
  CHECK(known);
  CHECK(software_of_framework("", JobKind::train, &known) == Software::plain);
  CHECK_FALSE(known);
}

TEST_CASE("a server computes as what it hands its requests to") {
  bool known = false;
  for (const char* name : {"Triton NVIDIA TensorRT", "Triton TensorRT"}) {
    INFO(name);
    CHECK(software_of_framework(name, JobKind::inference, &known) == Software::engine);
  }
  for (const char* name :
       {"Triton", "Triton PyTorch", "Triton ONNX Runtime TensorRT", "Triton TensorFlow TF-TRT",
        "TensorFlow 2 + TensorRT (Triton)", "Merlin HPS + TensorRT (Triton)"}) {
    INFO(name);
    CHECK(software_of_framework(name, JobKind::inference, &known) == Software::runtime);
  }
}

TEST_CASE("a token at another context keeps the registry's work, but for the attention") {
  const auto flops = [](const char* model, double context, double millions, const char* task) {
    MeasurementRow row;
    row.task = task, row.model = model, row.device = "nvidia-t4", row.unit = "tokens/s";
    row.seq_len = context, row.parameters_millions = millions;
    return job_of_row(row, catalog()).job.model.forward_flops;
  };
  for (const char* const model : {"transformer-xl-large", "llama-3-8b"}) {
    INFO(model);
    const ModelFacts facts = catalog().find_model(model)->facts;
    CHECK(flops(model, facts.seq_len, kUnknown, "train") == Approx(facts.forward_flops));
    const double per_token = 4 * facts.layers * facts.hidden;
    CHECK(flops(model, 2 * facts.seq_len, kUnknown, "train") ==
          Approx(facts.forward_flops + per_token * facts.seq_len));
    // Another size is another model: the formula of its parameters.
    CHECK(flops(model, facts.seq_len, 2e-6 * facts.parameters, "train") > 1.5 * facts.parameters);
  }
  // Evaluation computes the keys and values of a long memory again for each short segment.
  CHECK(flops("transformer-xl-large", 128, 247, "inference") >
        2 * flops("transformer-xl-large", 128, 247, "train"));
}

TEST_CASE("engines of quantized and local inference are engines, benchmark bodies are not") {
  bool known = false;
  for (const char* name :
       {"AutoAWQ 0.1.6", "exllamav2", "whisper.cpp", "faster-whisper", "FasterTransformer"}) {
    INFO(name);
    CHECK(software_of_framework(name, JobKind::inference, &known) == Software::engine);
  }
  CHECK(software_of_framework("MLCommons reference, PyTorch", JobKind::inference, &known) == Software::plain);
}

TEST_CASE("a detector's pictures of 800 and of 800x1333 are the same, and 1200 is larger") {
  const auto flops = [](const char* size) {
    MeasurementRow row;
    row.task = "inference", row.model = "mask-rcnn-r50-fpn", row.device = "nvidia-t4", row.image_size = size;
    return job_of_row(row, catalog()).job.model.forward_flops;
  };
  CHECK(flops("800x1333") == flops("800"));
  CHECK(flops("1333x800") == flops("800"));
  CHECK(flops("1200") == Approx(2.25 * flops("800")));
}

TEST_CASE("MLPerf asks BERT questions of their own length") {
  const auto flops = [](const char* framework, const char* task) {
    MeasurementRow row;
    row.task = task, row.model = "bert-large", row.device = "nvidia-t4", row.framework = framework;
    row.seq_len = 384;
    return job_of_row(row, catalog()).job.model.forward_flops;
  };
  CHECK(flops("TensorRT MLPerf 2.1", "inference") < 0.5 * flops("TensorRT 8.6", "inference"));
  CHECK(flops("MLPerf 2.1", "train") == flops("PyTorch", "train"));
  MeasurementRow row;
  row.task = "inference", row.model = "bert-large", row.device = "nvidia-t4", row.framework = "MLPerf 2.1";
  CHECK(job_of_row(row, catalog()).job.model.forward_flops == flops("MLPerf 2.1", "inference"));  // no length
}

TEST_CASE("a sample of MLPerf's recommendation inference is a user with 270 items") {
  const auto work = [](const char* framework, const char* task, const char* model) {
    MeasurementRow row;
    row.task = task, row.model = model, row.device = "nvidia-t4", row.framework = framework;
    return job_of_row(row, catalog()).job.model;
  };
  for (const char* const model : {"dlrm", "dlrm-v2"}) {
    const ModelFacts pair = work("TensorRT", "inference", model);
    const ModelFacts user = work("TensorRT MLPerf 2.1", "inference", model);
    CHECK(user.forward_flops == Approx(270 * pair.forward_flops));
    CHECK(user.activation_bytes == Approx(270 * pair.activation_bytes));
    CHECK(work("MLPerf 2.1", "train", model).forward_flops == work("NGC", "train", model).forward_flops);
  }
  CHECK(work("MLPerf 2.1", "inference", "ncf").forward_flops ==
        work("PyTorch", "inference", "ncf").forward_flops);
}

TEST_CASE("predict keeps every column and the order of the rows") {
  const std::string answers = predict_table(
      "id,model,device,task,throughput_unit,note\n"
      "b,resnet-50,nvidia-a10g,train,images/s,\"kept, as it is\"\n"
      "a,no-such-model,nvidia-a10g,train,images/s,\n"
      "c,resnet-50,abacus,train,images/s,\n",
      "questions.csv", catalog());
  CHECK(answers.rfind(
            "id,model,device,task,throughput_unit,note,predicted_throughput,unit,p10,p90,bottleneck,status\n",
            0) == 0);
  const std::size_t b = answers.find("\nb,resnet-50,nvidia-a10g,train,images/s,\"kept, as it is\",");
  const std::size_t a = answers.find(
      "\na,no-such-model,nvidia-a10g,train,images/s,,,images/s,,,,\"unsupported: the model is not");
  const std::size_t c =
      answers.find("\nc,resnet-50,abacus,train,images/s,,,images/s,,,,\"unsupported: unknown device");
  CHECK(b != std::string::npos);
  CHECK(a != std::string::npos);
  CHECK(c != std::string::npos);
  CHECK(b < a);
  CHECK(a < c);
}

TEST_CASE("a device goes by the names that people and drivers have for it") {
  const std::pair<const char*, const char*> names[] = {{"t4", "nvidia-t4"},
                                                       {"Tesla T4", "nvidia-t4"},
                                                       {"RTX4090", "nvidia-rtx-4090"},
                                                       {"NVIDIA GeForce RTX 3080", "nvidia-rtx-3080"},
                                                       {"NVIDIA A100-SXM4-80GB", "nvidia-a100-sxm4-80gb"},
                                                       {"h200 sxm", "nvidia-h200-sxm-141gb"},
                                                       {"L40", "nvidia-l40"},
                                                       {"A10", "nvidia-a10"},
                                                       {"TPU v5e", "google-tpu-v5e"},
                                                       {"AMD Instinct MI300X", "amd-mi300x"},
                                                       {"Inferentia2", "aws-inferentia2"}};
  for (const auto& [name, key] : names) {
    INFO(name);
    const Accelerator* const found = catalog().find_accelerator(name);
    REQUIRE(found != nullptr);
    CHECK(catalog().catalog().text(found->key) == key);
  }
  // More than one is meant, or none: nothing is guessed.
  for (const char* name : {"h100", "v100", "trainium", "nvidia", "GPU", "", "-", "4", "abacus",
                           "Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz", "AMD EPYC 7763"})
    CHECK(catalog().find_accelerator(name) == nullptr);
  const std::string answers =
      predict_table("model,device,task\nresnet-50,h100,train\n", "questions.csv", catalog());
  CHECK(answers.find("may be one of: nvidia-h100-nvl-94gb, nvidia-h100-pcie-80gb, nvidia-h100-sxm5-80gb") !=
        std::string::npos);
}

TEST_CASE("a number that is none is said, not guessed") {
  const std::string answers =
      predict_table("model,device,global_batch\nresnet-50,nvidia-t4,many\n", "q.csv", catalog());
  CHECK(answers.find("not a positive number: global_batch") != std::string::npos);
}

TEST_CASE("a table that already has answers is refused") {
  CHECK_THROWS_AS(predict_table("model,p10\nresnet-50,3\n", "q.csv", catalog()), InputError);
}

TEST_CASE("a row's instance brings its host and accelerators") {
  MeasurementRow row;
  row.task = "train";
  row.model = "resnet-50";
  row.instance = "aws/p3.8xlarge";
  const RowJob job = job_of_row(row, catalog());
  CHECK(job.problem.empty());
  CHECK(job.machine.has_accelerator);
  CHECK(job.machine.accelerators == 4);
  CHECK(job.machine.vcpus == 32);
  CHECK(job.unit == "images/s");
}

TEST_CASE("a transformer's work follows from parameters and length") {
  MeasurementRow row;
  row.task = "train";
  row.family = "transformer_encoder";
  row.model = "somebody-elses-bert";
  row.device = "nvidia-t4";
  row.parameters_millions = 100;
  row.seq_len = 128;
  row.unit = "sequences/s";
  CHECK_THAT(job_of_row(row, catalog()).job.model.forward_flops, WithinRel(2 * 1e8 * 128, 0.01));
}

TEST_CASE("a row is refused where the planner refuses the machine") {
  const auto problem_of = [](const char* task, const char* model, const char* device, const char* instance) {
    MeasurementRow row;
    row.task = task;
    row.model = model;
    row.device = device;
    row.instance = instance;
    return job_of_row(row, catalog()).problem;
  };
  CHECK(problem_of("train", "resnet-50", "aws-inferentia2", "") == "its accelerator does not train");
  CHECK(problem_of("train", "resnet-50", "", "aws/inf2.xlarge") == "its accelerator does not train");
  CHECK(problem_of("inference", "resnet-50", "", "aws/inf2.xlarge").empty());
  CHECK(problem_of("train", "xgboost", "google-tpu-v5e", "") == "no software for its accelerator");
  CHECK(problem_of("train", "xgboost", "nvidia-t4", "").empty());
}

TEST_CASE("a model is found however its name is written") {
  const auto found = [](const char* name) {
    const PerformanceCatalog& performance = catalog();
    const auto entry = performance.find_model(name);
    return entry ? std::string(entry->name) : std::string();
  };
  for (const char* name : {"resnet-50", "ResNet50", "resnet_50", "ResNet-50 v1.5", "timm/resnet50.a1_in1k",
                           "torchvision/resnet50", "tv_resnet50", "resnet50.onnx"})
    CHECK(found(name) == "resnet-50");
  for (const char* name :
       {"meta-llama/Llama-3.1-8B-Instruct", "llama3.1:8b-instruct-q4_K_M", "Meta-Llama-3.1-8B",
        "neuralmagic/Meta-Llama-3.1-8B-Instruct-FP8", "hugging-quants/Meta-Llama-3.1-8B-Instruct-AWQ-INT4"})
    CHECK(found(name) == "llama-3.1-8b");
  CHECK(found("mistralai/Mistral-7B-Instruct-v0.3") == "mistral-7b");
  CHECK(found("Qwen/Qwen2.5-7B-Instruct-GPTQ-Int4") == "qwen2.5-7b");
  CHECK(found("google-bert/bert-large-cased") == "bert-large");
  CHECK(found("llama2-70b-99.9") == "llama-2-70b");
  // Other architectures stay other architectures.
  CHECK(found("Qwen/Qwen2-57B-A14B-Instruct") == "qwen2-57b-a14b");  // not qwen2.5-7b
  CHECK(found("resnet-51").empty());
  CHECK(found("llama-3.1-9b").empty());
  CHECK(found("").empty());
  CHECK(found("/").empty());
}

TEST_CASE("no two models of the registry have a spelling in common") {
  std::map<std::string, std::string> owners;
  const Catalog& registry = catalog().catalog();
  for (const ModelRecord& model : registry.models()) {
    std::string names =
        std::string(registry.text(model.name)) + ';' + std::string(registry.text(model.aliases));
    std::stringstream all(names);
    for (std::string name; std::getline(all, name, ';');) {
      const std::string spelling = model_spellings(name).front();
      CHECK(is_spelled(name, spelling));
      const auto [at, added] = owners.emplace(spelling, registry.text(model.name));
      INFO(name << " of " << registry.text(model.name) << " and " << at->second);
      CHECK((added || at->second == registry.text(model.name)));
    }
  }
}

TEST_CASE("an unknown model gets the nearest name") {
  const std::string text = predict_table(
      "task,model,device\ntrain,resnt-50,nvidia-t4\ntrain,zzzzzzzz,nvidia-t4\n", "q.csv", catalog());
  CHECK_THAT(text, Catch::Matchers::Contains("did you mean \"\"resnet-50\"\"?"));
  CHECK_THAT(text, Catch::Matchers::Contains("the model is not in the registry"));
}

TEST_CASE("frameworks of before their vendor's kernels are slower on processors, and scale worse") {
  const auto speed = [](const char* framework, double year, double vcpus) {
    MeasurementRow row;
    row.task = "train", row.model = "resnet-50", row.device = "intel-xeon-platinum-8275cl";
    row.framework = framework, row.year = year, row.device_count = vcpus, row.global_batch = 64;
    const RowJob job = job_of_row(row, catalog());
    return predict_row(job, catalog()).throughput;
  };
  const double modern = speed("PyTorch", 2024, 16);
  CHECK(modern > 10);
  CHECK(modern < 30);
  CHECK(speed("TensorFlow 1.2", 2017, 16) < modern / 2);
  CHECK(speed("TensorFlow 1.2 MKL", 2017, 16) > speed("TensorFlow 1.2", 2017, 16));
  CHECK(speed("TensorFlow 1.2", 2017, 64) / speed("TensorFlow 1.2", 2017, 16) <
        speed("PyTorch", 2024, 64) / modern);
}

TEST_CASE("a checkpoint's name tells its number format and its adapters") {
  CHECK(precision_of_checkpoint("Qwen2.5-72B-Instruct-AWQ") == Precision::int4);
  CHECK(precision_of_checkpoint("Qwen3-14B-FP8") == Precision::fp8);
  CHECK(precision_of_checkpoint("llama-3-8b") == Precision::automatic);
  MeasurementRow row;
  row.task = "train", row.model = "llama-2-70b", row.device = "nvidia-h100-sxm5-80gb", row.device_count = 8;
  CHECK(job_of_row(row, catalog()).job.trainable_fraction == 1);
  row.model = "llama2_70b_lora";
  const RowJob adapters = job_of_row(row, catalog());
  CHECK(adapters.job.trainable_fraction < 0.1);
  CHECK(predict_row(adapters, catalog()).status == PredictionStatus::ok);
}

TEST_CASE("blank cells of other tools are blanks, and numbers beyond reason are refused") {
  const std::string answers = predict_table(
      "task,model,device,global_batch\ntrain,resnet-50,nvidia-t4,NaN\ntrain,resnet-50,nvidia-t4,1e308\n"
      "train,resnet-50,nvidia-t4,64\n",
      "q.csv", catalog());
  CHECK(answers.find("nvidia-t4,NaN,,") == std::string::npos);
  CHECK(answers.find("1e308,,images/s,,,,unsupported: not a positive number: global_batch") !=
        std::string::npos);
}

TEST_CASE("models of benchmark suites are known by the names that the suites use") {
  for (const char* name :
       {"r-gat", "minigo", "deepspeech2", "cosmoflow", "deepcam", "sasrec", "graphsage", "vae-cf",
        "unet_medical", "llama31_8b", "retinanet", "3d-unet-99.9", "dlrm-v2-99", "resnet9"}) {
    INFO(name);
    const auto entry = catalog().find_model(name);
    REQUIRE(entry.has_value());
    CHECK(entry->facts.forward_flops > 0);
  }
}

TEST_CASE("columns of flight data cost more than those of physics data: most are categories") {
  MeasurementRow row;
  row.task = "train";
  row.model = "xgboost";
  row.dataset = "airline-10m";
  CHECK(job_of_row(row, catalog()).job.tabular.features == 15);
  row.dataset = "higgs-10.5m";
  CHECK(job_of_row(row, catalog()).job.tabular.features == 28);
}
