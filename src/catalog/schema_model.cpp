// Machine-learning models, and constants of the performance model.

#include "catalog/schema_builder.hpp"

namespace cloudplan {

namespace {

#define AT(member) CLOUDPLAN_MEMBER(ModelRecord, member)
constexpr Column kModel[] = {
    required(text("name", AT(name), "as used in workload files")),
    text("aliases", AT(aliases), "other names, joined by ;"),
    required(text("family", AT(family), "kind of network")),
    text("task_hint", AT(task_hint), "what people mostly do with it"),
    number("parameters_millions", AT(parameters_millions), "all weights, millions"),
    number("active_parameters_millions", AT(active_parameters_millions),
           "used per token by a mixture of experts"),
    number("lookup_parameters_millions", AT(lookup_parameters_millions), "weights that are only looked up"),
    number("flops_per_sample_forward", AT(flops_per_sample_forward), "one forward pass of one unit", 0, 1e20),
    required(text("unit", AT(unit), "what a sample is")),
    number("seq_len", AT(seq_len), "tokens in a sample"),
    text("image_size", AT(image_size), "pixels: a side, or heightxwidth"),
    number("bytes_per_sample_input", AT(bytes_per_sample_input), "read from storage, bytes"),
    number("activation_bytes_per_sample", AT(activation_bytes_per_sample),
           "kept for the backward pass, bytes"),
    number("inference_passes", AT(inference_passes), "forward passes behind one produced unit"),
    number("layers", AT(layers), ""),
    number("hidden_size", AT(hidden_size), ""),
    number("attention_heads", AT(attention_heads), ""),
    number("kv_heads", AT(kv_heads), ""),
    number("head_dim", AT(head_dim), ""),
    number("feed_forward_size", AT(feed_forward_size), ""),
    number("vocabulary", AT(vocabulary), ""),
    number("kv_cache_bytes_per_token", AT(kv_cache_bytes_per_token), "bytes, 16-bit cache"),
    number("default_batch_per_device", AT(default_batch_per_device), "a usual batch on one accelerator"),
    number("launches", AT(launches), "kernels of one forward pass of a batch"),
    number("inference_launches", AT(inference_launches),
           "kernels of a whole answer, where it takes many steps"),
    number("items_per_element", AT(items_per_element), "units in one element of a batch"),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

constexpr Column kConstant[] = {
    required(text("table", CLOUDPLAN_MEMBER(Constant, table), "group of constants")),
    required(text("key", CLOUDPLAN_MEMBER(Constant, key), "which one")),
    required(number("value", CLOUDPLAN_MEMBER(Constant, value), "", -1e30, 1e30)),
    number("error", CLOUDPLAN_MEMBER(Constant, error), "standard error of the fit", 0, 1e30),
};

}  // namespace

Schema model_schema() {
  return {TableId::model, "models", "a machine-learning model", sizeof(ModelRecord), kModel};
}
Schema constant_schema() {
  return {TableId::constant, "constants", "a fitted constant", sizeof(Constant), kConstant};
}

}  // namespace cloudplan
