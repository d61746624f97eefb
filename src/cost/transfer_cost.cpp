#include "cloudplan/transfer_cost.hpp"

namespace cloudplan {

namespace {

// Region to region, region to continent, region to anywhere else, anywhere.
const TransferRoute* inter_region_route(const PriceBook& book, const Region& from, Name origin,
                                        const Region& to) {
  const auto& names = book.destinations();
  for (const Name destination : {to.key, to.continent, names.other_regions, names.any})
    if (const auto* route = book.route(from.provider, TransferKind::inter_region, origin, destination))
      return route;
  return book.route(from.provider, TransferKind::inter_region, names.any, names.private_network);
}

const TransferRoute* internet_route(const PriceBook& book, const Region& from, Name origin,
                                    const Transfer& transfer) {
  const auto& names = book.destinations();
  const auto find = [&](Name destination) {
    return destination.empty()
               ? nullptr
               : book.route(from.provider, TransferKind::internet_egress, origin, destination);
  };
  const TransferRoute* route = nullptr;
  if (transfer.path == NetworkPath::cheaper) {
    route = find(names.internet_standard);
    if (!route) route = find(names.internet_routing);
  } else if (transfer.audience == Audience::china) {
    route = find(names.china);
  } else if (transfer.audience == Audience::oceania) {
    route = find(names.oceania);
  }
  return route ? route : find(names.internet);
}

bool stays_inside(const PriceBook& book, const Transfer& transfer) {
  const auto regions = book.catalog().regions();
  return transfer.to != kNoIndex && regions[transfer.to].provider == regions[transfer.from].provider;
}

}  // namespace

double free_egress_gb(std::span<const PriceTier> tiers) {
  const bool free = tiers.size() > 1 && tiers.front().usd == 0 && is_known(tiers.front().to);
  return free ? tiers.front().to : 0;
}

const TransferRoute* transfer_route(const PriceBook& book, const Transfer& transfer) {
  const bool inside = stays_inside(book, transfer);
  const Name origin = transfer.from_name;  // the region's own for most
  const bool usual = (origin.empty() || origin == book.catalog().regions()[transfer.from].key) &&
                     transfer.path == NetworkPath::standard && transfer.audience == Audience::worldwide;
  if (!usual || !book.knows_usual_routes()) return search_route(book, transfer);
  if (inside && transfer.to == transfer.from && !transfer.other_zone) return nullptr;
  return book.usual_route(transfer.from, inside ? transfer.to : kNoIndex);
}

const TransferRoute* search_route(const PriceBook& book, const Transfer& transfer) {
  const auto regions = book.catalog().regions();
  const Region& from = regions[transfer.from];
  const Name origin = transfer.from_name.empty() ? from.key : transfer.from_name;
  if (!stays_inside(book, transfer)) return internet_route(book, from, origin, transfer);
  if (transfer.to != transfer.from) return inter_region_route(book, from, origin, regions[transfer.to]);
  return transfer.other_zone ? book.route(from.provider, TransferKind::cross_zone, origin, origin) : nullptr;
}

void charge_transfer(Bill& bill, const PriceBook& book, const Transfer& transfer) {
  if (!(transfer.gb > 0)) return;
  const bool inside = stays_inside(book, transfer);
  if (transfer.to == transfer.from && !transfer.other_zone) return;  // free everywhere
  const std::string_view meter = !inside                        ? "transfer to the internet"
                                 : transfer.to == transfer.from ? "transfer between zones"
                                                                : "transfer to another region";
  const TransferRoute* const route = transfer_route(book, transfer);
  if (!route) return bill.unknown(meter);
  const std::span<const PriceTier> tiers = book.tiers(*route, transfer.free_tier);
  double start = inside ? 0 : transfer.sent_before;
  Charge charge{.meter = meter, .unit = "GB", .recurrence = transfer.recurrence};
  const double allowance = free_egress_gb(tiers);
  if (!inside && transfer.free_tier && start < allowance)
    start = allowance -
            bill.draw(FreeMeter::egress, transfer.gb, allowance - std::max(transfer.free_used, start));
  charge_tiers(bill, tiers, std::span(&transfer.gb, 1), charge, start);
}

Cost transfer_cost(const PriceBook& book, const Transfer& transfer) {
  Cost cost;
  Bill bill(cost);
  const Index provider = book.catalog().regions()[transfer.from].provider;
  bill.set_subject(book.text(book.catalog().providers()[provider].title));
  charge_transfer(bill, book, transfer);
  return cost;
}

}  // namespace cloudplan
