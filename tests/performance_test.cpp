// The laws of the performance model, on random jobs and machines and on the catalog's own.

#include "catch.hpp"
#include "cloudplan/performance_catalog.hpp"
#include "embedded_fixture.hpp"

#include <rapidcheck.h>
#include <algorithm>
#include <cmath>

using namespace cloudplan;

namespace {

double between(double low, double high) {
  const int steps = *rc::gen::inRange(0, 1001);
  return low * std::pow(high / low, steps / 1000.0);
}

Job random_job() {
  Job job;
  job.kind = *rc::gen::element(JobKind::train, JobKind::inference);
  job.precision = *rc::gen::element(Precision::fp32, Precision::tf32, Precision::amp, Precision::automatic);
  job.software = *rc::gen::element(Software::plain, Software::tuned, Software::engine, Software::runtime,
                                   Software::submission);
  job.model.family = static_cast<ModelFamily>(*rc::gen::inRange(0, kModelFamilyCount));
  job.model.parameters = between(1e6, 1e9);
  job.model.forward_flops = between(1e7, 1e12);
  job.global_batch = between(1, 4096);
  return job;
}

Machine random_machine() {
  Machine machine;
  machine.has_accelerator = true;
  AcceleratorSpec& a = machine.accelerator;
  a.generation = *rc::gen::element(Generation::volta, Generation::turing, Generation::ampere, Generation::ada,
                                   Generation::hopper, Generation::blackwell);
  a.memory_bytes = between(16e9, 200e9);
  a.memory_bandwidth = between(3e11, 8e12);
  a.fp32 = between(5e12, 1e14);
  a.tf32 = a.fp32 * between(1, 8);
  a.fp16 = a.bf16 = a.tf32 * between(1, 3);
  a.interconnect = *rc::gen::element(Interconnect::pcie, Interconnect::fabric);
  a.interconnect_bandwidth = between(3e10, 2e12);
  a.watts = between(70, 1000);
  a.year = 2020;
  machine.accelerators = *rc::gen::element(1, 2, 4, 8);
  machine.vcpus = between(4, 200);
  return machine;
}

double throughput(const Job& job, const Machine& machine) {
  const Prediction p = predict(performance().model(), job, machine);
  return p.status == PredictionStatus::ok ? p.throughput : 0;
}

constexpr double kRounding = 1 - 1e-9;

}  // namespace

TEST_CASE("a faster device is never slower, all else equal") {
  CHECK(rc::check([] {
    const Job job = random_job();
    const Machine machine = random_machine();
    Machine faster = machine;
    const double factor = between(1, 4);
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        faster.accelerator.memory_bandwidth *= factor;
        break;
      case 1:
        faster.accelerator.interconnect_bandwidth *= factor;
        break;
      case 2:
        faster.vcpus *= factor;
        break;
      default:
        for (double* peak : {&faster.accelerator.fp32, &faster.accelerator.tf32, &faster.accelerator.fp16,
                             &faster.accelerator.bf16})
          *peak *= factor;
    }
    RC_ASSERT(throughput(job, faster) >= throughput(job, machine) * kRounding);
  }));
}

TEST_CASE("more accelerators never lower the throughput where the batch grows with them") {
  CHECK(rc::check([] {
    Job job = random_job();
    Machine machine = random_machine();
    machine.vcpus = kUnknown;  // hosts grow with the accelerators
    const double before = throughput(job, machine);
    machine.accelerators *= 2;
    job.global_batch *= 2;
    RC_ASSERT(throughput(job, machine) >= before * kRounding);
  }));
}

TEST_CASE("a narrower precision is never slower where the device computes it natively") {
  CHECK(rc::check([] {
    Job job = random_job();
    const Machine machine = random_machine();
    job.precision = Precision::tf32;
    const double wide = throughput(job, machine);
    job.precision = Precision::amp;
    RC_ASSERT(throughput(job, machine) >= wide * kRounding);
  }));
}

TEST_CASE("more memory never makes a job infeasible or slower") {
  CHECK(rc::check([] {
    Job job = random_job();
    job.model.parameters = between(1e8, 1e11);
    if (*rc::gen::arbitrary<bool>()) job.global_batch = kUnknown;
    if (*rc::gen::arbitrary<bool>()) job.model.items_per_batch_element = between(1, 8192);
    Machine machine = random_machine();
    const double before = throughput(job, machine);
    machine.accelerator.memory_bytes *= between(1, 10);
    RC_ASSERT(throughput(job, machine) >= before * kRounding);
  }));
}

TEST_CASE("a sequence is the least that a device must hold") {
  Job job;
  job.kind = JobKind::train;
  job.precision = Precision::amp;
  job.model = performance().find_model("llama-2-7b")->facts;
  job.model.items_per_batch_element = 1;  // tokens, any number of them
  Machine machine;
  machine.has_accelerator = true;
  machine.accelerator = *performance().accelerator("nvidia-h200-sxm-141gb");
  const Prediction tokens = predict(performance().model(), job, machine);
  CHECK(tokens.status == PredictionStatus::ok);
  job.model.items_per_batch_element = 131072;  // one sequence of the longest context
  const Prediction sequence = predict(performance().model(), job, machine);
  CHECK(sequence.status == PredictionStatus::infeasible);
  CHECK(sequence.memory_needed_bytes > tokens.memory_needed_bytes);
}

TEST_CASE("a batch smaller than the number of devices is refused, unless the model is divided") {
  Job job;
  job.kind = JobKind::train;
  job.model = performance().find_model("resnet-50")->facts;
  job.global_batch = 4;
  Machine machine;
  machine.has_accelerator = true;
  machine.accelerator = *performance().accelerator("nvidia-l4");
  machine.accelerators = 4;
  CHECK(predict(performance().model(), job, machine).status == PredictionStatus::ok);
  machine.accelerators = 8;
  CHECK(predict(performance().model(), job, machine).reason == Reason::too_few_samples);
  job.model = performance().find_model("llama-3.2-1b")->facts;
  CHECK(predict(performance().model(), job, machine).status == PredictionStatus::ok);
}

TEST_CASE("throughput is continuous in the batch and the step never shorter for a larger one") {
  CHECK(rc::check([] {
    Job job = random_job();
    const Machine machine = random_machine();
    job.global_batch = std::max(job.global_batch, machine.accelerators);  // fewer samples are refused
    const Prediction p = predict(performance().model(), job, machine);
    job.global_batch *= 1.001;
    const Prediction q = predict(performance().model(), job, machine);
    RC_ASSERT(p.status == q.status);
    if (p.status != PredictionStatus::ok) return;
    RC_ASSERT(std::abs(q.throughput / p.throughput - 1) < 0.01);
    RC_ASSERT(q.step.total >= p.step.total * kRounding);
  }));
}

TEST_CASE("the band holds the prediction") {
  CHECK(rc::check([] {
    const Job job = random_job();
    const Machine machine = random_machine();
    const Prediction p = predict(performance().model(), job, machine);
    if (p.status != PredictionStatus::ok) return;
    RC_ASSERT(p.p10 < p.throughput);
    RC_ASSERT(p.throughput < p.p90);
    RC_ASSERT(std::isfinite(p.p90));
  }));
}

TEST_CASE("a job that does not fit says so, with numbers; more devices share it") {
  Job job;
  job.kind = JobKind::train;
  job.model = performance().find_model("llama-3-70b")->facts;
  Machine machine;
  machine.has_accelerator = true;
  machine.accelerator = *performance().accelerator("nvidia-t4");
  const Prediction alone = predict(performance().model(), job, machine);
  CHECK(alone.status == PredictionStatus::infeasible);
  CHECK(alone.reason == Reason::does_not_fit);
  CHECK(alone.memory_needed_bytes > alone.memory_available_bytes);

  machine.accelerator = *performance().accelerator("nvidia-h100-sxm5-80gb");
  machine.accelerators = 64;
  machine.nodes = 8;
  const Prediction shared = predict(performance().model(), job, machine);
  CHECK(shared.status == PredictionStatus::ok);
  CHECK(shared.sharded);
}

TEST_CASE("what is not known is not predicted") {
  Job job;
  job.model.family = ModelFamily::cnn;
  Machine machine;
  machine.has_accelerator = true;
  machine.accelerator = *performance().accelerator("nvidia-l4");
  const Prediction p = predict(performance().model(), job, machine);
  CHECK(p.status == PredictionStatus::unsupported);
  CHECK(p.reason == Reason::unknown_work);
  CHECK(std::isnan(p.throughput));
}

TEST_CASE("small tables are a processor's job, large ones a GPU's") {
  Job job;
  job.kind = JobKind::tabular_fit;
  job.tabular.features = 8;
  job.tabular.depth = 10;
  job.tabular.software_year = 2019;  // measured then: 84 s on the GPU, 509 s on the processor
  Machine cpu;
  cpu.has_cpu = true;
  cpu.cpu = *performance().cpu("intel-xeon-platinum-8175m");
  cpu.vcpus = 48;
  cpu.memory_bytes = 192e9;
  Machine gpu = cpu;
  gpu.has_accelerator = true;
  gpu.accelerator = *performance().accelerator("nvidia-v100-sxm2-16gb");
  const auto seconds = [&](double rows, const Machine& machine) {
    job.tabular.rows = rows;
    return predict(performance().model(), job, machine).seconds;
  };
  CHECK(seconds(1e5, cpu) < seconds(1e5, gpu));
  CHECK(seconds(1e8, cpu) > 2 * seconds(1e8, gpu));
}

TEST_CASE("batch work follows Amdahl") {
  Job job;
  job.kind = JobKind::batch;
  job.batch.core_hours = 100;
  job.batch.parallel_fraction = 0.9;
  Machine machine;
  machine.has_cpu = true;
  machine.cpu.relative_core_speed = 1;
  machine.cpu.threads_per_core = 2;
  machine.vcpus = 20;
  const Prediction p = predict(performance().model(), job, machine);
  CHECK_THAT(p.seconds, WithinRel(100 * 3600 * (0.1 + 0.9 / 10), 1e-9));
}

TEST_CASE("decode of one sequence is bound by memory bandwidth, a large batch pays for itself") {
  Job job;
  job.kind = JobKind::generate;
  job.model = performance().find_model("llama-3-8b")->facts;
  job.prompt_tokens = 128;
  job.output_tokens = 512;
  job.precision = Precision::bf16;
  job.software = Software::engine;
  Machine machine;
  machine.has_accelerator = true;
  machine.accelerator = *performance().accelerator("nvidia-h100-sxm5-80gb");
  job.global_batch = 1;
  const Prediction one = predict(performance().model(), job, machine);
  CHECK(one.step.memory > one.step.compute);
  // 16 GB of weights at 3.35 TB/s: no more than 209 tokens/s.
  CHECK(one.throughput < machine.accelerator.memory_bandwidth / (2 * job.model.parameters));
  job.global_batch = 64;
  CHECK(predict(performance().model(), job, machine).throughput > 10 * one.throughput);
}

TEST_CASE("pictures of CIFAR's size are not decoded: they wait for the host less than photographs") {
  Job job;
  job.model.family = ModelFamily::cnn;
  job.model.forward_flops = 1e8;
  job.model.parameters = 1e6;
  job.global_batch = 1024;
  Machine machine;
  machine.has_accelerator = true;
  const Accelerator* a100 = performance().find_accelerator("nvidia-a100-sxm4-80gb");
  REQUIRE(a100 != nullptr);
  machine.accelerator = performance().spec(*a100);
  machine.vcpus = 4;
  job.model.image_size = 224;
  const Prediction photograph = predict(performance().model(), job, machine);
  job.model.image_size = 32;
  const Prediction small = predict(performance().model(), job, machine);
  CHECK(photograph.bottleneck == Bottleneck::input);
  CHECK(small.throughput > 4 * photograph.throughput);
  job.model.image_size = 127.999;
  const double below = throughput(job, machine);
  job.model.image_size = 128;
  CHECK_THAT(throughput(job, machine), WithinRel(below, 1e-3));  // no step at the border
}

TEST_CASE("data-parallel devices exchange the gradients of embedding tables, too") {
  Job job;
  job.model.family = ModelFamily::recsys;
  job.model.forward_flops = 1e7;
  job.model.parameters = 1e8;
  job.global_batch = 65536;
  Machine machine;
  machine.has_accelerator = true;
  machine.accelerator = performance().spec(*performance().find_accelerator("nvidia-v100-sxm2-16gb"));
  machine.accelerators = 8;
  const double all = predict(performance().model(), job, machine).step.communication;
  job.model.lookup_parameters = 0.9e8;
  CHECK_THAT(predict(performance().model(), job, machine).step.communication, WithinRel(all, 1e-9));
}

TEST_CASE("a scheduler's time per token step grows with the requests it serves") {
  Job job;
  job.kind = JobKind::generate;
  job.software = Software::engine;
  job.model.family = ModelFamily::transformer_decoder;
  job.model.parameters = 8e9;
  job.prompt_tokens = job.output_tokens = 128;
  Machine machine;
  machine.has_accelerator = true;
  machine.accelerator = performance().spec(*performance().find_accelerator("nvidia-h100-sxm5-80gb"));
  job.global_batch = 1;
  const Prediction one = predict(performance().model(), job, machine);
  job.global_batch = 256;
  const Prediction many = predict(performance().model(), job, machine);
  CHECK(many.step.overhead > one.step.overhead);
  CHECK(one.step.overhead < one.step.memory);  // a single request runs at the pace of the weights
}
