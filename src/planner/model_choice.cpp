#include "planner/model_choice.hpp"

#include "support/text_list.hpp"

#include <string_view>
#include <vector>

namespace cloudplan {

namespace {

double ratio_to(const std::optional<double>& said, double known) {
  return said && is_known(known) ? *said / known : 1;
}

// A head is as wide as before where nothing says otherwise.
void replace_heads(const ModelChoice& choice, const ModelFacts& known, ModelFacts& facts) {
  if (choice.heads && is_known(facts.hidden)) facts.head_dim = facts.hidden / *choice.heads;
  const double layers = facts.layers / known.layers, heads = facts.kv_heads / known.kv_heads,
               width = facts.head_dim / known.head_dim;
  for (const double ratio : {layers, heads, width})
    if (is_known(ratio) && is_known(facts.kv_bytes_per_token)) facts.kv_bytes_per_token *= ratio;
}

}  // namespace

// A model described by the user. A transformer by its shape: 12 layers x
// hidden^2 parameters in the blocks (attention 4, feed-forward 8, Vaswani 2017)
// beside the embedding; 2 FLOPs per parameter and token, those that are stated
// or that a mixture of experts uses, else those of the blocks, and 4 x layers x
// sequence x hidden of attention (Kaplan 2020, arXiv:2001.08361, table 1).
ModelFacts described_model(const ModelChoice& choice, std::optional<double> sequence_length,
                           std::string& unit) {
  ModelFacts facts;
  facts.parameters = choice.parameters.value_or(kUnknown);
  facts.active_parameters = choice.active_parameters.value_or(kUnknown);
  facts.layers = choice.layers.value_or(kUnknown);
  facts.hidden = choice.hidden.value_or(kUnknown);
  facts.bytes_per_sample = choice.bytes_per_sample ? choice.bytes_per_sample->value : kUnknown;
  unit = "samples";
  const bool shaped = choice.layers && choice.hidden;
  if (shaped) {
    const double blocks = 12 * *choice.layers * *choice.hidden * *choice.hidden;
    if (!choice.parameters) facts.parameters = blocks + choice.vocabulary.value_or(0) * *choice.hidden;
    facts.kv_heads = choice.kv_heads.value_or(choice.heads.value_or(kUnknown));
    if (choice.heads) facts.head_dim = *choice.hidden / *choice.heads;
    facts.seq_len = sequence_length.value_or(2048);
    facts.forward_flops = choice.flops_per_sample
                              ? *choice.flops_per_sample / facts.seq_len  // a sample is a sequence
                              : 2 * choice.active_parameters.value_or(choice.parameters.value_or(blocks)) +
                                    4 * *choice.layers * facts.seq_len * *choice.hidden;
    facts.family = ModelFamily::transformer_decoder;
    unit = "tokens";
  } else if (choice.flops_per_sample) {
    facts.forward_flops = *choice.flops_per_sample;
  } else if (choice.parameters) {
    facts.forward_flops = 2 * choice.active_parameters.value_or(*choice.parameters);
    facts.seq_len = sequence_length.value_or(2048);
    facts.family = ModelFamily::transformer_decoder;
    unit = "tokens";
  }
  const double items = unit == "tokens" ? facts.seq_len : 1;
  if (choice.activations_per_sample) facts.activation_bytes = choice.activations_per_sample->value / items;
  return facts;
}

std::string replace_facts(const ModelChoice& choice, double items_per_sample, ModelFacts& facts) {
  const ModelFacts known = facts;
  const double width = ratio_to(choice.hidden, known.hidden);
  const double shape = ratio_to(choice.layers, known.layers) * width * width;
  const double larger = choice.parameters ? ratio_to(choice.parameters, known.parameters) : shape;
  const double active = is_known(known.active_parameters) ? known.active_parameters : known.parameters;
  const double more_work = choice.active_parameters ? ratio_to(choice.active_parameters, active) : larger;
  std::vector<std::string_view> replaced;
  const auto take = [&](std::string_view name, const auto& said, double& fact, double value_of_one) {
    if (!said) return;
    if constexpr (requires { said->value; })
      fact = said->value / value_of_one;
    else
      fact = *said / value_of_one;
    replaced.push_back(name);
  };
  facts.parameters *= larger;
  facts.active_parameters *= more_work;
  facts.forward_flops *= more_work;
  take("parameters", choice.parameters, facts.parameters, 1);
  take("active_parameters", choice.active_parameters, facts.active_parameters, 1);
  take("layers", choice.layers, facts.layers, 1);
  take("hidden", choice.hidden, facts.hidden, 1);
  take("kv_heads", choice.kv_heads, facts.kv_heads, 1);
  take("flops_per_sample", choice.flops_per_sample, facts.forward_flops, items_per_sample);
  take("bytes_per_sample", choice.bytes_per_sample, facts.bytes_per_sample, 1);
  take("activations_per_sample", choice.activations_per_sample, facts.activation_bytes, items_per_sample);
  if (choice.heads) replaced.push_back("heads");
  replace_heads(choice, known, facts);
  if (choice.flops_per_sample) facts.work_factor = 1;  // it corrects the registry's count
  if (facts.forward_flops != known.forward_flops || facts.parameters != known.parameters)
    facts.measured = false;
  return comma_list(replaced);
}

}  // namespace cloudplan
