#include "report/plan_view.hpp"
#include "report_fixture.hpp"
#include "support/text_width.hpp"

#include "catch.hpp"

#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

using namespace cloudplan;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++count;
  return count;
}

// Every number of a member whose name ends in _usd.
void collect_amounts(const nlohmann::json& json, std::set<double>& amounts) {
  for (const auto& [name, member] : json.items()) {
    if (member.is_structured()) collect_amounts(member, amounts);
    if (member.is_number() && name.size() > 4 && name.compare(name.size() - 4, 4, "_usd") == 0)
      amounts.insert(member.get<double>());
  }
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("Accelerators are called what people call them", "[report]") {
  CHECK(accelerator_title("nvidia-a100-sxm4-40gb") == "NVIDIA A100 40 GB");
  CHECK(accelerator_title("nvidia-t4") == "NVIDIA T4");
  CHECK(accelerator_title("nvidia-v100-16gb") == "NVIDIA V100 16 GB");
  CHECK(accelerator_title("nvidia-rtx-2080-ti") == "NVIDIA RTX 2080 Ti");
  CHECK(accelerator_title("google-tpu-v5e") == "Google TPU v5e");
  CHECK(accelerator_title("aws-trainium2") == "AWS Trainium2");
  CHECK(accelerator_title("intel-gaudi2") == "Intel Gaudi2");
  CHECK(accelerator_title("amd-radeon-pro-v520") == "AMD Radeon Pro V520");
  CHECK(accelerator_title("").empty());
}

TEST_CASE("The table says the verdict first", "[report]") {
  const auto lines = lines_of(ReportFixture().render(ReportFormat::table));
  CHECK(lines[0] == "birds <&> \"co\": $4.34 in the first month, then $3.34 a month");
  CHECK(lines[3] == "  train   1 × g.large (NVIDIA T4)                      -  $1.00");
  CHECK(lines[4] == "          acme/north, spot: 5.1 h (4.1–6.6 h)");
}

TEST_CASE("Displayed cents add up: lines to their row, rows to the total", "[report]") {
  ReportFixture fixture;
  const PlanDocument document{"", &fixture.workload, &fixture.plan};
  const PlanView view = make_view(document, fixture.catalog);
  std::int64_t lines = 0;
  for (const LineView& line : view.data[0].stores[0].cost.lines) lines += line.cents;
  CHECK(lines == view.data[0].stores[0].cost.monthly_cents);
  CHECK(view.first_month_cents == 434);
  CHECK(view.data[0].stores[0].cost.monthly_cents == view.monthly_cents);
}

TEST_CASE("The table explains: CPU against GPU in cost and time, ties, what cannot work", "[report]") {
  const std::string text = ReportFixture().render(ReportFormat::table, 160);
  CHECK(has(text,
            "CPU or GPU? GPU. The cheapest CPU offer, 1 × c.large (8 vCPU, 32 GiB) in acme/north, on demand, "
            "costs 20 times"));
  CHECK(has(text, "50.1 h"));
  CHECK(has(text,
            "A tie: 1 × g.large (NVIDIA T4) in acme/south, on demand costs 5 % more ($1.05) and takes as "
            "long (5.1 h)"));
  CHECK(has(text, "Cannot work: a database: too little space"));
  CHECK(has(text, "size above 2 TB (12 times today's): Acme Disk"));
  CHECK(has(text, "below 1,800 object reads/month (3 % of today's): Acme Cold"));
  CHECK(has(text, "Kept out: train: acme/x looks wrong"));
  CHECK(has(text, "Prices as of: Acme 2026-02 – 2026-05-01."));
}

TEST_CASE("verbose output adds the sources of prices and what was ruled out", "[report]") {
  const ReportFixture fixture;
  const std::string text =
      render(fixture.plan, fixture.workload, fixture.catalog, {.columns = 120, .verbose = true});
  CHECK(has(text, "[1] price list, <b>2026</b> (2026-02)"));
  CHECK(has(text, "Ruled out: too little memory: 3, such as acme/c.large"));
  CHECK_FALSE(has(fixture.render(ReportFormat::table), "Ruled out"));
}

TEST_CASE("What is unknown is marked, never counted as zero", "[report]") {
  const std::string text = ReportFixture().render(ReportFormat::table);
  CHECK(has(text, "$3.34 + ?"));
  CHECK(has(text, "Not complete"));
  CHECK(has(text, "unknown"));
}

TEST_CASE("No line of the table is wider than the terminal", "[report]") {
  const ReportFixture fixture;
  for (const int columns : {60, 72, 80, 100, 120, 160})
    for (const std::string& line : lines_of(fixture.render(ReportFormat::table, columns))) {
      CAPTURE(columns, line);
      CHECK(display_width(line) <= columns);
      CHECK((line.empty() || line.back() != ' '));
    }
}

TEST_CASE("Without Unicode and color a table is plain ASCII", "[report]") {
  const ReportFixture fixture;
  const std::string text = render(fixture.plan, fixture.workload, fixture.catalog, {});
  for (const char c : text) CHECK((c == '\n' || (c >= 0x20 && c < 0x7f)));
  const std::string colored =
      render(fixture.plan, fixture.workload, fixture.catalog, {.color = true, .unicode = true});
  CHECK(has(colored, "\x1b["));
}

TEST_CASE("An infeasible plan gives its reasons first", "[report]") {
  ReportFixture fixture;
  fixture.plan.feasible = false;
  fixture.plan.conflicts = {"budget: exceeded", "without the limit on budget: $300.00"};
  const auto lines = lines_of(fixture.render(ReportFormat::table));
  CHECK(lines[0] == "birds <&> \"co\": no plan keeps every limit");
  CHECK(lines[1] == "  - budget: exceeded");
}

TEST_CASE("Names from inputs cannot act in any format", "[report]") {
  ReportFixture fixture;
  fixture.workload.name = "=a\x1b[31m|<script>\n@all`";
  CHECK_FALSE(has(fixture.render(ReportFormat::table), "\x1b"));
  CHECK_FALSE(has(fixture.render(ReportFormat::json), "\x1b"));
  const std::string markdown = fixture.render(ReportFormat::markdown);
  CHECK_FALSE(has(markdown, "<script"));
  CHECK_FALSE(has(markdown, "@all"));
  CHECK(has(fixture.render(ReportFormat::csv), "\"'=a"));
  CHECK_FALSE(has(fixture.render(ReportFormat::html), "<script>\n@"));
}

TEST_CASE("CSV has a row for each line, with exact amounts", "[report]") {
  const auto lines = lines_of(ReportFixture().render(ReportFormat::csv));
  REQUIRE(lines.size() == 6);  // header, one machine, three meters, one unknown
  CHECK(
      lines[0] ==
      "file,workload,part,name,choice,provider,region,purchase,recurrence,meter,quantity,unit,unit_price_usd,"
      "amount_usd,as_of,source,note");
  CHECK(lines[1] ==
        ",\"birds <&> "
        "\"\"co\"\"\",task,train,g.large,acme,north,spot,once,machine,5,machine-hour,0.2,1.00,2026-02,"
        "\"price list, <b>2026</b>\",");
  CHECK(has(lines[5], "retrieval,,,,,,,no price is known here"));
}

TEST_CASE("Markdown carries the tag by which a comment is found again", "[report]") {
  const std::string text = ReportFixture().render(ReportFormat::markdown);
  CHECK(text.rfind("<!-- cloudplan -->\n### birds", 0) == 0);
  CHECK(has(text, "| train | 1 × g.large (NVIDIA T4) | acme/north, spot | 5.1 h (4.1–6.6 h) | - | $1.00 |"));
  CHECK(has(text, "<details><summary>Cost lines</summary>"));
}

TEST_CASE("Markdown of many plans stays within what a comment may hold", "[report]") {
  const ReportFixture fixture;
  const std::vector<PlanDocument> many(40, {"a.json", &fixture.workload, &fixture.plan});
  const std::string text = render(many, fixture.catalog, {.format = ReportFormat::markdown});
  CHECK(text.size() < 65'536);
  CHECK(has(text, "sections left out"));
}

TEST_CASE("Prices are dated by provider", "[report]") {
  const ReportFixture fixture;
  const auto dates = price_dates(fixture.plan, fixture.catalog);
  REQUIRE(dates.size() == 1);
  CHECK(dates[0].provider == "acme");
  CHECK(dates[0].oldest == "2026-02");
  CHECK(dates[0].newest == "2026-05-01");
  const auto ages = price_ages(fixture.plan, fixture.catalog);
  REQUIRE(ages.size() == 1);
  CHECK(fixture.catalog.sources()[ages[0].source].as_of_day == 20512);  // 2026-02-28
  CHECK_FALSE(is_complete(fixture.plan));
}

TEST_CASE("Every amount in HTML is one of the JSON document", "[report]") {
  const ReportFixture fixture;
  const std::string html = fixture.render(ReportFormat::html);
  std::set<double> known = {0};
  collect_amounts(nlohmann::json::parse(fixture.render(ReportFormat::json)), known);
  std::size_t amounts = 0;
  constexpr std::string_view kMark = "data-usd=\"";
  for (std::size_t at = 0; (at = html.find(kMark, at)) != std::string::npos; ++amounts) {
    at += kMark.size();
    const double amount = std::stod(html.substr(at, 24));
    CAPTURE(amount);
    CHECK(known.count(amount) == 1);
  }
  CHECK(amounts > 10);
}

TEST_CASE("HTML is one page that loads nothing, runs nothing and closes what it opens", "[report]") {
  const std::string html = ReportFixture().render(ReportFormat::html);
  for (const std::string_view forbidden :
       {"<script", "src=", "href=", "url(", "http://", "https://", "@import"})
    CHECK_FALSE(has(html, forbidden));
  CHECK(has(html, "default-src 'none'"));
  CHECK(has(html, "birds &lt;&amp;&gt; &quot;co&quot;"));
  CHECK(has(html, "price list, &lt;b&gt;2026&lt;/b&gt;"));
  CHECK(has(html, "cost over time of the offers"));
  for (const std::string tag :
       {"div", "table", "tr", "td", "svg", "g", "section", "ul", "li", "span", "figure", "article"}) {
    CAPTURE(tag);
    CHECK(count_of(html, "<" + tag + " ") + count_of(html, "<" + tag + ">") ==
          count_of(html, "</" + tag + ">"));
  }
}
