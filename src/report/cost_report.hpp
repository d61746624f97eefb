// A cost, line by line, as text. Computes nothing.

#ifndef CLOUDPLAN_SRC_REPORT_COST_REPORT_HPP_
#define CLOUDPLAN_SRC_REPORT_COST_REPORT_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/cost.hpp"
#include "support/text_style.hpp"

#include <string>
#include <string_view>

namespace cloudplan {

enum class CostFormat { table, json, csv, markdown, html };

// The JSON document's "schema"; the number changes when a reader of the old one would break.
inline constexpr std::string_view kPriceSchema = "cloudplan.price/1";

// `title` heads the table and the Markdown; `note` follows them. A table is
// `columns` wide where its words allow it.
std::string render_cost(const Cost& cost, const Catalog& catalog, CostFormat format, std::string_view title,
                        std::string_view note, int columns, const TextStyle& style);

// An exact amount, with two decimals at least: "921.60", "0.0004".
std::string exact_dollars(Money amount);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_REPORT_COST_REPORT_HPP_
