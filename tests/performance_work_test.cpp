// What the work of a model and the kind of a device do to a prediction, through the public interface.

#include "catch.hpp"
#include "cloudplan/performance_catalog.hpp"
#include "embedded_fixture.hpp"

#include <string>

using namespace cloudplan;

namespace {

Machine accelerator(const char* name, double count = 1) {
  Machine machine;
  machine.has_accelerator = true;
  const auto spec = performance().accelerator(name);
  REQUIRE(spec.has_value());
  machine.accelerator = *spec;
  machine.accelerators = count;
  return machine;
}

Job training(const char* model, double batch) {
  Job job;
  const auto entry = performance().find_model(model);
  REQUIRE(entry.has_value());
  job.model = entry->facts;
  job.global_batch = batch;
  job.prepared_input = true;
  return job;
}

double throughput(const Job& job, const Machine& machine) {
  const Prediction p = predict(performance().model(), job, machine);
  REQUIRE(p.status == PredictionStatus::ok);
  return p.throughput;
}

}  // namespace

TEST_CASE("a TPU multiplies fp32 rounded to bf16: a newer one is faster in it, too") {
  Job job = training("resnet-50", 256);
  job.precision = Precision::fp32;
  const double v3 = throughput(job, accelerator("google-tpu-v3"));
  const double v4 = throughput(job, accelerator("google-tpu-v4"));
  CHECK(v4 > 1.2 * v3);
  job.precision = Precision::automatic;
  const double bf16 = throughput(job, accelerator("google-tpu-v3"));
  CHECK(bf16 > v3);         // half the traffic
  CHECK(bf16 < 2.01 * v3);  // and nothing else
}

TEST_CASE("operations of wide convolutions take less time than those of grouped ones") {
  const Machine a100 = accelerator("nvidia-a100-sxm4-80gb");
  const auto seconds_per_flop = [&](const char* model) {
    const Job job = training(model, 64);
    return predict(performance().model(), job, a100).step.compute / job.model.forward_flops;
  };
  CHECK(seconds_per_flop("vgg-16") < seconds_per_flop("resnet-50"));
  CHECK(seconds_per_flop("resnet-50") < seconds_per_flop("regnet-y-800mf"));
}

TEST_CASE(
    "wide convolutions gain more on vector units, whose kernels know Winograd's form, than on matrix units") {
  const Machine v100 = accelerator("nvidia-v100-sxm2-16gb");
  const auto gain = [&](Precision precision) {
    const auto seconds_per_flop = [&](const char* model) {
      Job job = training(model, 64);
      job.precision = precision;
      const Prediction p = predict(performance().model(), job, v100);
      return p.step.compute / job.model.forward_flops;
    };
    return seconds_per_flop("resnet-50") / seconds_per_flop("vgg-16");
  };
  CHECK(gain(Precision::fp32) > gain(Precision::amp));
  CHECK(gain(Precision::amp) >= 1);
}

TEST_CASE("an inference engine fuses layers: less of its time goes to memory") {
  Job job = training("resnet-50", 64);
  job.kind = JobKind::inference;
  const auto memory_share = [&](Software software) {
    job.software = software;
    const Prediction p = predict(performance().model(), job, accelerator("nvidia-t4"));
    return p.step.memory / p.step.compute;
  };
  CHECK(memory_share(Software::engine) < 0.6 * memory_share(Software::runtime));
  CHECK(memory_share(Software::runtime) == Approx(memory_share(Software::plain)));
}

TEST_CASE("what a vendor submits to a comparison is faster than the engine that it sells") {
  Job job = training("resnet-50", 256);
  job.kind = JobKind::inference;
  job.software = Software::engine;
  const double engine = throughput(job, accelerator("nvidia-l4"));
  job.software = Software::submission;
  CHECK(throughput(job, accelerator("nvidia-l4")) > 1.1 * engine);
}

TEST_CASE("frameworks choose the boxes of each picture one after the other, engines and losses do not") {
  const auto picture_seconds = [](Job job, double batch, Software software) {
    job.kind = JobKind::inference;
    job.software = software;
    job.global_batch = batch;
    return 1 / throughput(job, accelerator("nvidia-h100-sxm5-80gb"));
  };
  const double box = performance().model().step.box_seconds;
  Job job = training("mask-rcnn-r50-fpn", 16);
  REQUIRE(job.model.chooses_boxes);
  CHECK(picture_seconds(job, 64, Software::plain) > box);  // no batch hides it
  CHECK(picture_seconds(job, 64, Software::engine) < box);
  Job without = job;
  without.model.chooses_boxes = false;
  const double least = picture_seconds(without, 64, Software::plain);
  CHECK(picture_seconds(job, 64, Software::plain) > least + 0.9 * box);
  CHECK_FALSE(training("yolov8m", 1).model.chooses_boxes);
  CHECK_FALSE(training("ssd300-resnet50", 1).model.chooses_boxes);
  CHECK_FALSE(training("mobilenet-v2", 1).model.chooses_boxes);
}

TEST_CASE("a detector that chooses no boxes moves what a classifier of the same layers moves") {
  Job detector = training("yolov8m", 32), classifier = detector;
  classifier.model.family = ModelFamily::cnn;
  const Machine v100 = accelerator("nvidia-v100-sxm2-16gb");
  CHECK(predict(performance().model(), detector, v100).step.memory ==
        Approx(predict(performance().model(), classifier, v100).step.memory));
}

TEST_CASE("an answer of many decoder steps reads the weights in each of them") {
  Job job = training("whisper-large-v3", 1);
  job.kind = JobKind::inference;
  const Machine a100 = accelerator("nvidia-a100-sxm4-80gb");
  const double many = predict(performance().model(), job, a100).step.memory;
  job.model.inference_launches = kUnknown;
  CHECK(many > 5 * predict(performance().model(), job, a100).step.memory);
}

TEST_CASE("a network bound by its launches gains less from eight devices than one bound by its operations") {
  const auto gain = [&](const char* model, double batch) {
    return throughput(training(model, 8 * batch), accelerator("nvidia-a100-sxm4-80gb", 8)) /
           throughput(training(model, batch), accelerator("nvidia-a100-sxm4-80gb"));
  };
  CHECK(gain("efficientdet-d0", 4) < 0.95 * gain("resnet-152", 128));
  CHECK(gain("efficientdet-d0", 4) > 4);
}

TEST_CASE("models without attention keep no cache that grows: they decode long texts no slower") {
  const auto speed = [&](const char* model, double prompt) {
    Job job = training(model, 64);
    job.kind = JobKind::generate;
    job.software = Software::engine;
    job.prompt_tokens = prompt;
    job.output_tokens = 2048;  // the prompt's own time is small
    return throughput(job, accelerator("nvidia-h100-sxm5-80gb"));
  };
  CHECK(speed("mamba2-2.7b", 4096) > 0.6 * speed("mamba2-2.7b", 64));
  CHECK(speed("mpt-7b", 4096) < 0.6 * speed("mpt-7b", 64));
}

TEST_CASE("the names of video, speech and hybrid models are in the registry, with work that is known") {
  for (const char* const name :
       {"tencent/HunyuanVideo", "Wan-AI/Wan2.1-T2V-1.3B", "THUDM/CogVideoX-5b", "suno/bark", "coqui/XTTS-v2",
        "hexgrad/Kokoro-82M", "state-spaces/mamba-2.8b", "ai21labs/AI21-Jamba-1.5-Mini",
        "Qwen/Qwen3-Next-80B-A3B-Instruct", "google/gemma-3n-E4B-it"}) {
    INFO(name);
    const auto entry = performance().find_model(name);
    REQUIRE(entry.has_value());
    CHECK(entry->facts.forward_flops > 0);
    CHECK(entry->facts.parameters > 0);
  }
}

TEST_CASE("every decoder step reads the keys and values of what it listens to") {
  Job job = training("whisper-large-v3", 16);
  job.kind = JobKind::inference;
  const auto memory = [&](Software software) {
    job.software = software;
    return predict(performance().model(), job, accelerator("nvidia-a100-sxm4-80gb")).step.memory;
  };
  const double with_cache = memory(Software::engine);
  const ModelFacts facts = job.model;
  job.model.kv_bytes_per_token = kUnknown;
  CHECK(with_cache > 1.5 * memory(Software::engine));  // an engine fuses layers, but reads the cache
  job.model = facts;
  job.model.inference_launches = kUnknown;  // one pass: no steps
  const double one_pass = memory(Software::plain);
  job.model.kv_bytes_per_token = kUnknown;
  CHECK(memory(Software::plain) == Approx(one_pass));
}
