// What a plan says, in words and plain text: shared by the formats that people
// read. Blanks that must not be broken are U+00A0. Nothing is escaped yet.

#ifndef CLOUDPLAN_SRC_REPORT_PLAN_WORDS_HPP_
#define CLOUDPLAN_SRC_REPORT_PLAN_WORDS_HPP_

#include "report/plan_view.hpp"
#include "support/text_style.hpp"

#include <string>
#include <vector>

namespace cloudplan {

// "$4.57 in the first month, then $3.45 a month", or that nothing keeps the limits.
std::string verdict_text(const PlanView& view);

struct LimitText {
  std::string text;  // "budget $200.00 a month: kept, $195.43 to spare"
  bool kept = true;
};
std::vector<LimitText> limit_texts(const PlanView& view);

// "1 × g6.xlarge (NVIDIA L4)"
std::string machines_text(const CandidateView& candidate, const TextStyle& style);
std::string place_text(const PlaceView& place);       // "aws/us-east-1"
std::string long_place_text(const PlaceView& place);  // "aws/us-east-1 (N. Virginia)"
std::string purchase_text(std::string_view purchase);
// "aws/us-east-1, spot"
std::string where_text(const OfferView& offer);
// "3.2 h (2.5–4.1 h)" for a job; "3 replicas, p99 180 ms" for a service; or empty.
std::string effort_text(const TaskView& task, const CandidateView& candidate, const TextStyle& style);
std::string roles_text(const CandidateView& candidate);
std::string task_title(const Task& task);
std::string dataset_title(const Dataset& dataset);

// Sentences: what limits the chosen offer, what the other processor would do,
// whether it is a tie, ...
std::vector<std::string> why_task(const TaskView& task, const TextStyle& style);

std::string flip_text(const FlipPoint& flip);
// Above them: of data that tasks read, they are those of tasks that stay where they are (ReadingCost).
std::string flips_title(const DatasetView& data);
std::string price_dates_text(const std::vector<PriceDate>& dates, const TextStyle& style);
// What is billed, with its note and what the user's own price changed: "g5.xlarge, on demand (list $1.006;
// -10 %, config.json:4)".
std::string meter_text(const CostLine& line);
// "Your prices (config.json)" and what they are; empty without a configuration.
std::string config_title(const PlanView& view);
// "With the prices of config.json. ", or nothing.
std::string configured_text(const ReportOptions& options);
// "2 x aws m7i: 730 of 1,460 h used, 730 h stay unused", for each.
std::vector<std::string> owned_texts(const Plan& plan);
// "Amazon Web Services, transfer to the internet: 60 of 100 GB used", for each allowance.
std::vector<std::string> allowance_texts(const Plan& plan);
// The sentence on units and taxes that every report ends with.
std::string convention_text();

std::string bottleneck_text(Bottleneck bottleneck);
std::string precision_name(Precision precision);

// With U+00A0 for every blank; and back.
std::string unbroken(std::string text);
std::string with_blanks(std::string text);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_PLAN_WORDS_HPP_
