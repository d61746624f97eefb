#include "cloudplan/allowances.hpp"

#include "cloudplan/transfer_cost.hpp"

#include <algorithm>

namespace cloudplan {

namespace {

struct MeterWords {
  const char* name;
  const char* unit;
};
constexpr std::array<MeterWords, kFreeMeters> kWords = {{{"transfer to the internet", "GB"},
                                                         {"storage", "GB-months"},
                                                         {"class A requests", "requests"},
                                                         {"class B requests", "requests"},
                                                         {"DynamoDB storage", "GB-months"},
                                                         {"DynamoDB provisioned writes", "units"},
                                                         {"DynamoDB provisioned reads", "units"}}};

double largest_free_egress(const PriceBook& book, Index provider) {
  double largest = 0;
  for (const TransferRoute& route : book.routes())
    if (route.provider == provider && route.kind == TransferKind::internet_egress)
      largest = std::max(largest, free_egress_gb(book.tiers(route, true)));
  return largest;
}

}  // namespace

const char* meter_name(FreeMeter meter) { return kWords[static_cast<std::size_t>(meter)].name; }
const char* meter_unit(FreeMeter meter) { return kWords[static_cast<std::size_t>(meter)].unit; }

double monthly_allowance(const PriceBook& book, Index provider, FreeMeter meter) {
  if (meter == FreeMeter::egress) return largest_free_egress(book, provider);
  struct Row {
    FreeMeter meter;
    const char *provider, *service, *what;
  };
  constexpr Row kRows[] = {{FreeMeter::stored, "cloudflare", "R2", "storage"},
                           {FreeMeter::class_a, "cloudflare", "R2", "class A"},
                           {FreeMeter::class_b, "cloudflare", "R2", "class B"},
                           {FreeMeter::stored, "backblaze", "B2", "storage"},
                           {FreeMeter::stored, "gcp", "Cloud Storage", "regional Standard"},
                           {FreeMeter::class_a, "gcp", "Cloud Storage", "class A"},
                           {FreeMeter::class_b, "gcp", "Cloud Storage", "class B"},
                           {FreeMeter::database_stored, "aws", "DynamoDB", "storage"},
                           {FreeMeter::database_writes, "aws", "DynamoDB", "provisioned write"},
                           {FreeMeter::database_reads, "aws", "DynamoDB", "provisioned read"}};
  for (const Row& row : kRows)
    if (row.meter == meter && book.provider(row.provider) == provider)
      return book.allowance(row.provider, row.service, row.what).amount;
  return 0;
}

bool in_google_free_region(const PriceBook& book, Index region) {
  const Region& place = book.catalog().regions()[region];
  const std::string_view key = book.text(place.key);
  return place.provider == book.provider("gcp") &&
         (key == "us-west1" || key == "us-central1" || key == "us-east1");
}

}  // namespace cloudplan
