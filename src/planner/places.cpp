#include "planner/places.hpp"

#include "planner/notebook_use.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace cloudplan {

namespace {

// The ordinary SSD of each provider: enough speed for a boot disk and for reading data once in order.
bool is_ordinary_ssd(std::string_view type) {
  return type == "gp3" || type == "gp2" || type == "pd-balanced" || type == "Premium SSD v2" ||
         type == "instance store (own)" || type.starts_with("Standard SSD E") ||
         type.starts_with("general-purpose");
}

WorkDisk work_disk(const BlockStorage& row, double gb) {
  if (is_known(row.fixed_size_gb)) {
    if (row.fixed_size_gb < gb || !is_known(row.usd_per_disk_month)) return {};
    return {&row, true, 1, row.usd_per_disk_month};
  }
  if (row.max_gb < gb || !is_known(row.usd_per_gb_month)) return {};
  return {&row, false, gb, gb * row.usd_per_gb_month};
}

}  // namespace

Places::Places(const PriceBook& book) : book_(book), catalog_(book.catalog()) {
  for (const BlockStorage& row : catalog_.table<BlockStorage>())
    if (row.region < catalog_.regions().size() && is_ordinary_ssd(catalog_.text(row.type)))
      ordinary_ssds_.push_back(&row);
}

std::vector<WorkDisk> Places::work_disks(double gb) const {
  std::vector<WorkDisk> disks(catalog_.regions().size());
  for (const BlockStorage* const row : ordinary_ssds_) {
    const WorkDisk disk = work_disk(*row, gb);
    WorkDisk& best = disks[row->region];
    if (disk.row && (!best.row || disk.usd_per_month < best.usd_per_month)) best = disk;
  }
  return disks;
}

std::string Places::name(Place place) const {
  const std::string provider(catalog_.text(catalog_.providers()[provider_of(place)].key));
  if (!is_region(place)) return provider;
  return provider + '/' + std::string(catalog_.text(catalog_.regions()[place].key));
}

bool Places::forgets_sessions(Place place) const {
  if (is_region(place)) return false;
  const auto notebooks = catalog_.table<Notebook>();
  return std::none_of(notebooks.begin(), notebooks.end(), [&](const Notebook& row) {
    return row.provider == provider_of(place) && is_machine(catalog_, row) &&
           !is_known(row.session_hours_limit);
  });
}

bool Places::sells_storage_only(Place from) const {
  return is_region(from) && catalog_.providers()[provider_of(from)].kind == ProviderKind::storage;
}

Transfer Places::transfer(Place from, Place to, Bytes amount, Recurrence recurrence,
                          const AccountUse* account) const {
  Transfer made;
  made.from = static_cast<Index>(from);
  made.to = is_region(to) ? static_cast<Index>(to) : kNoIndex;
  made.gb = amount.value / book_.gb_bytes(provider_of(from));
  made.recurrence = recurrence;
  made.free_tier = account != nullptr;
  if (account) made.free_used = account->of(provider_of(from), FreeMeter::egress);
  return made;
}

double Places::flow_usd(Place from, Place to, Bytes amount, const AccountUse* account) const {
  if (from == to || amount.value <= 0 || !is_region(from)) return 0;
  Bill bill;
  charge_transfer(bill, book_, transfer(from, to, amount, Recurrence::monthly, account));
  return bill.complete() ? bill.monthly().dollars() : kUnknown;
}

FreeAmounts Places::flow_drawn(Place from, Place to, Bytes amount, const AccountUse& account) const {
  if (from == to || amount.value <= 0 || !is_region(from)) return {};
  Bill bill;
  charge_transfer(bill, book_, transfer(from, to, amount, Recurrence::monthly, &account));
  return bill.drawn();
}

Cost Places::flow_cost(Place from, Place to, Bytes amount, Recurrence recurrence,
                       const AccountUse* account) const {
  if (from == to || amount.value <= 0 || !is_region(from)) return {};
  return transfer_cost(book_, transfer(from, to, amount, recurrence, account));
}

std::vector<double> Places::flows_from(Place from, std::span<const Place> to, Bytes amount,
                                       const AccountUse* account) const {
  std::vector<double> usd(to.size(), 0);
  if (amount.value <= 0 || !is_region(from)) return usd;
  double abroad = -1;                                          // to any other provider: the internet
  std::vector<std::pair<const TransferRoute*, double>> known;  // of the provider's own network, a few
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (to[i] == from) continue;
    if (!is_region(to[i]) || provider_of(to[i]) != provider_of(from)) {
      if (abroad == -1) abroad = flow_usd(from, to[i], amount, account);
      usd[i] = abroad;
      continue;
    }
    const TransferRoute* const route =
        transfer_route(book_, transfer(from, to[i], amount, Recurrence::monthly, account));
    auto at = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.first == route; });
    if (at == known.end()) at = known.insert(known.end(), {route, flow_usd(from, to[i], amount, account)});
    usd[i] = at->second;
  }
  return usd;
}

}  // namespace cloudplan
