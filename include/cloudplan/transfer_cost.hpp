// What moving data costs: to the internet, between regions, providers and
// zones. The sender pays; receiving is free with every provider here.

#ifndef CLOUDPLAN_TRANSFER_COST_HPP_
#define CLOUDPLAN_TRANSFER_COST_HPP_

#include "cloudplan/price_book.hpp"

namespace cloudplan {

// The way to the internet. `cheaper` is Google's Standard Tier and Azure's
// routing preference "internet": over public networks instead of the provider's.
enum class NetworkPath { standard, cheaper };

// Where on the internet. Google has prices of its own for China and Oceania.
enum class Audience { worldwide, china, oceania };

struct Transfer {
  Index from = kNoIndex;    // a region
  Index to = kNoIndex;      // a region; kNoIndex: the internet
  double gb = 0;            // as the sender's provider counts a GB
  bool other_zone = false;  // within one region, to another zone
  NetworkPath path = NetworkPath::standard;
  Audience audience = Audience::worldwide;
  // Whether the provider's monthly allowance counts. It is the account's: of it
  // `free_used` GB are used up by others, and by the bill that it goes into.
  // `sent_before` is what the account has already sent to the internet this
  // month, when that is to decide the tier.
  bool free_tier = false;
  double free_used = 0;
  double sent_before = 0;
  Recurrence recurrence = Recurrence::monthly;
  Name from_name = {};  // replaces the region's name, see BucketClass::egress_from
};

// The monthly allowance that begins a route's tiers; 0 where there is none, or no end to it.
double free_egress_gb(std::span<const PriceTier> tiers);

// The row of prices that it pays; nullptr where it is free, or none is known. Transfers of as much from one
// region to others of its provider cost the same where their route is the same.
const TransferRoute* transfer_route(const PriceBook& book, const Transfer& transfer);
// The same, searched for even where the book has it ready.
const TransferRoute* search_route(const PriceBook& book, const Transfer& transfer);

// To another provider is to the internet. A route without a price makes the bill incomplete.
void charge_transfer(Bill& bill, const PriceBook& book, const Transfer& transfer);

// The same with its lines.
Cost transfer_cost(const PriceBook& book, const Transfer& transfer);

}  // namespace cloudplan

#endif  // CLOUDPLAN_TRANSFER_COST_HPP_
