#include "catalog/import/slices.hpp"

#include "catch.hpp"

#include <string>

using namespace cloudplan::importer;

namespace {

struct Series {
  std::map<std::string, Cells> types;
  OnDemandPrices prices;

  void add(const std::string& name, const char* vcpus, const char* count, double usd) {
    types[name] = {{"name", name}, {"vcpus", vcpus}, {"accelerator", "gpu"}, {"accelerator_count", count}};
    prices[name] = {{"here", usd}, {"there", usd * 1.2}};
  }
  std::string count(const std::string& name) { return types[name]["accelerator_count"]; }
};

}  // namespace

TEST_CASE("machines whose price falls with their vCPUs hold slices") {
  Series g4;
  g4.add("g4-standard-6", "6", "1", 0.5594);
  g4.add("g4-standard-12", "12", "1", 1.125);
  g4.add("g4-standard-24", "24", "1", 2.25);
  g4.add("g4-standard-48", "48", "1", 4.4999);
  g4.add("g4-standard-96", "96", "2", 8.9998);
  CHECK(mark_slices(g4.types, g4.prices).size() == 3);
  CHECK(g4.count("g4-standard-6") == "0.125");
  CHECK(g4.count("g4-standard-12") == "0.25");
  CHECK(g4.count("g4-standard-24") == "0.5");
  CHECK(g4.count("g4-standard-48") == "1");
  CHECK(g4.count("g4-standard-96") == "2");
}

TEST_CASE("a third of the processors can come with a quarter of the device") {
  Series nc;  // fewer vCPUs, the same slice
  nc.add("Standard_NC24lds_xl_RTXPRO6000BSE_v6", "24", "1", 1.64);
  nc.add("Standard_NC36lds_xl_RTXPRO6000BSE_v6", "36", "1", 1.803);
  nc.add("Standard_NC144lds_xl_RTXPRO6000BSE_v6", "144", "1", 7.98);
  mark_slices(nc.types, nc.prices);
  CHECK(nc.count("Standard_NC24lds_xl_RTXPRO6000BSE_v6") == "0.25");
  CHECK(nc.count("Standard_NC36lds_xl_RTXPRO6000BSE_v6") == "0.25");
}

TEST_CASE("a whole device with more processors around it stays whole") {
  Series g4dn;
  g4dn.add("g4dn.xlarge", "4", "1", 0.526);
  g4dn.add("g4dn.2xlarge", "8", "1", 0.752);
  g4dn.add("g4dn.8xlarge", "32", "1", 2.176);
  g4dn.add("g4dn.16xlarge", "64", "1", 4.352);  // twice the price of the one before
  CHECK(mark_slices(g4dn.types, g4dn.prices).empty());
  Series g2;
  g2.add("g2-standard-4", "4", "1", 0.7068);
  g2.add("g2-standard-32", "32", "1", 1.7343);
  CHECK(mark_slices(g2.types, g2.prices).empty());
}

TEST_CASE("without a price in the same region nothing is derived") {
  Series far;
  far.add("x-2", "2", "1", 1);
  far.add("x-8", "8", "1", 4);
  far.prices["x-8"] = {{"elsewhere", 4}};
  CHECK(mark_slices(far.types, far.prices).empty());
}
