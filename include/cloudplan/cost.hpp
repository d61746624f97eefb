// Money, line by line. Everything that costs something is a CostLine; a total
// is the sum of lines and nothing else, so that every dollar of a report can
// be traced to a meter, a quantity, a unit price, a source and its date.

#ifndef CLOUDPLAN_COST_HPP_
#define CLOUDPLAN_COST_HPP_

#include "cloudplan/allowances.hpp"
#include "cloudplan/catalog_records.hpp"
#include "cloudplan/units.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cloudplan {

enum class Recurrence {
  monthly,  // a running service, stored data: per month of the horizon
  per_run,  // one run of a job
  once      // set-up: a first upload, a transition, an import
};

struct CostLine {
  std::string meter;  // what is billed: "S3 Standard storage"
  double quantity = 0;
  std::string unit;           // of the quantity and the unit price: "GB-month", "1k requests"
  double unit_price_usd = 0;  // as sold, per `unit`; may be 0 (an allowance)
  Money amount;               // quantity x unit price, rounded once to a nano-dollar
  Index source = kNoIndex;    // into Catalog::sources(); kNoIndex: a price of the user's own
  std::string note;           // "first 100 GB a month are free", or empty
  Recurrence recurrence = Recurrence::monthly;
  // Where the user's own prices changed it: the unit price of the list, and what was done.
  double list_price_usd = kUnknown;
  std::string change{};  // "-10 %, config.json:4"; empty: it is the list's
};

// A line for a quantity at a unit price.
CostLine cost_line(std::string meter, double quantity, std::string unit, double unit_price_usd, Index source,
                   Recurrence recurrence, std::string note = {});

struct Cost {
  std::vector<CostLine> lines;
  // Meters that apply but have no known price here: never counted as zero, and
  // reported. A cost with any of them is incomplete.
  std::vector<std::string> unknown_meters;

  bool complete() const { return unknown_meters.empty(); }
  Money total() const;
  Money total(Recurrence recurrence) const;
  void add(Cost other);
};

class Catalog;
// Says of each line whose source stands for changed prices what the list price was.
void add_list_prices(const Catalog& catalog, Cost& cost);

// A use of one meter, before it is known whether anybody wants to read it as a line.
struct Charge {
  std::string_view meter;  // "storage"; the bill puts its subject in front
  double quantity = 0;
  std::string_view unit;
  double unit_price_usd = kUnknown;
  Index source = kNoIndex;
  std::string_view note = {};
  double tier_from = 0;       // of a price that depends on the volume
  double tier_to = kUnknown;  // unknown: no upper end
  Recurrence recurrence = Recurrence::monthly;
};

// Adds up charges: as money alone, which is quick enough to try every service
// in every region, or as lines too. Both give the same total to the nano-dollar.
class Bill {
 public:
  Bill() = default;
  explicit Bill(Cost& lines) : lines_(&lines) {}

  // What the meters that follow belong to: "S3", "Standard".
  void set_subject(std::string_view service, std::string_view variant = {}) {
    service_ = service;
    variant_ = variant;
  }
  // Nothing for a quantity of zero. A price that is not known makes the bill incomplete.
  void charge(const Charge& charge);
  void unknown(std::string_view meter);
  // So much of `wanted` as is left of an allowance that was `left` before this bill, and notes that it is
  // used up now.
  double draw(FreeMeter meter, double wanted, double left);
  const FreeAmounts& drawn() const { return drawn_; }
  // The money of another bill, for a bill without lines.
  void add(const Bill& other);

  Money monthly() const { return monthly_; }
  Money once() const { return once_; }
  bool complete() const { return complete_; }
  bool wants_lines() const { return lines_ != nullptr; }

 private:
  std::string name(std::string_view meter) const;

  Cost* lines_ = nullptr;
  std::string_view service_, variant_;
  Money monthly_, once_;
  FreeAmounts drawn_{};
  bool complete_ = true;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_COST_HPP_
