// Datasets to put to the storage decision: what people really keep.

#ifndef CLOUDPLAN_TESTS_STORAGE_SETS_HPP_
#define CLOUDPLAN_TESTS_STORAGE_SETS_HPP_

#include "cloudplan/storage.hpp"

#include <string>
#include <vector>

namespace storage_sets {

using cloudplan::Access;
using cloudplan::Availability;
using cloudplan::Bytes;
using cloudplan::Dataset;
using cloudplan::DatasetKind;
using cloudplan::PerSecond;
using cloudplan::Seconds;

inline Seconds days(double n) { return {n * 86400}; }

inline Dataset files(std::string name, double bytes, double objects) {
  Dataset set;
  set.name = std::move(name);
  set.kind = DatasetKind::files;
  set.size = Bytes{bytes};
  set.objects = objects;
  return set;
}

inline Dataset records(std::string name, double rows, double row_bytes, double reads, double writes) {
  Dataset set;
  set.name = std::move(name);
  set.kind = DatasetKind::records;
  set.rows = rows;
  set.row_size = Bytes{row_bytes};
  set.reads = PerSecond{reads};
  set.writes = PerSecond{writes};
  return set;
}

// What must be recommended, as kinds: "b" bucket, "d" database; or either.
struct Case {
  Dataset set;
  std::string kinds;
};

inline std::vector<Case> file_cases() {
  std::vector<Case> cases;
  const auto add = [&](Dataset set, auto change, std::string kinds = "b") {
    change(set);
    cases.push_back({set, kinds});
  };
  const auto same = [](Dataset&) {};
  add(files("one KB", 1e3, 1), same);
  add(files("a document", 1e6, 1), same);
  add(files("home folder", 20e9, 40000), same);
  add(files("pictures", 300e9, 300000), [](Dataset& s) { s.access = Access::hot; });
  add(files("training images", 150e9, 1281167), [](Dataset& s) { s.reads_per_month = 90; });
  add(files("packed shards", 150e9, 1200), [](Dataset& s) { s.reads_per_month = 90; });
  add(files("web site", 5e9, 50000), [](Dataset& s) {
    s.object_reads_per_month = 3e6;
    s.egress_per_month = Bytes{500e9};
  });
  add(files("video origin", 20e12, 2e6), [](Dataset& s) { s.egress_per_month = Bytes{100e12}; });
  add(files("seven-year archive", 100e12, 1e6), [](Dataset& s) {
    s.access = Access::archive;
    s.retention = days(7 * 365);
  });
  add(files("monthly backup", 2e12, 2000), [](Dataset& s) {
    s.access = Access::cold;
    s.retention = days(30);
  });
  add(files("cold backup of a year", 2e12, 2000), [](Dataset& s) {
    s.access = Access::cold;
    s.retention = days(365);
  });
  add(files("compliance, 5 PB", 5e15, 5e7), [](Dataset& s) {
    s.access = Access::archive;
    s.retention = days(3650);
  });
  add(files("lake, 5 PB", 5e15, 5e8), [](Dataset& s) { s.access = Access::hot; });
  add(files("logs, hot for a month", 10e12, 1e6), [](Dataset& s) {
    s.reads_per_month = 2;
    s.retention = days(365);
    s.hot_for = days(30);
  });
  add(files("checkpoints", 1e12, 100), [](Dataset& s) { s.reads_per_month = 30; });
  add(files("two zones", 1e12, 1e6), [](Dataset& s) { s.availability = Availability::multi_az; });
  add(files("two regions", 1e12, 1e6), [](Dataset& s) { s.availability = Availability::multi_region; });
  add(files("growing uploads", 1e12, 2e6), [](Dataset& s) {
    s.growth_per_month = 0.1;
    s.object_writes_per_month = 2e5;
  });
  add(files("pictures that are searched", 300e9, 1e6), [](Dataset& s) { s.queries = {"secondary"}; });
  add(
      files("small state files, 2,000 writes/s", 10e9, 1e7),
      [](Dataset& s) {
        s.object_writes_per_month = 2000.0 * 2628000;
        s.object_reads_per_month = 5000.0 * 2628000;
      },
      "d");
  return cases;
}

inline std::vector<Case> record_cases() {
  std::vector<Case> cases;
  const auto add = [&](Dataset set, auto change, std::string kinds = "d") {
    change(set);
    cases.push_back({set, kinds});
  };
  const auto point = [](Dataset& s) { s.queries = {"point"}; };
  add(records("hobby", 10000, 200, 0.1, 0.01), point);
  add(records("blog", 5000, 4000, 2, 0.01), [](Dataset& s) { s.queries = {"secondary", "text"}; });
  add(records("ratings", 2e6, 512, 40, 5), [](Dataset& s) {
    s.queries = {"point", "range"};
    s.transactions = true;
    s.connections = 50;
    s.availability = Availability::multi_az;
  });
  add(records("chat", 5e8, 300, 500, 200), [](Dataset& s) { s.queries = {"point", "range"}; });
  add(records("small chat", 1e5, 300, 1, 0.5), [](Dataset& s) { s.queries = {"range"}; });
  add(records("shop", 1e6, 1000, 50, 5), [](Dataset& s) {
    s.transactions = true;
    s.connections = 100;
    s.availability = Availability::multi_az;
  });
  add(records("sessions", 1e6, 1000, 5000, 2000), point);
  add(records("20,000 writes/s", 1e10, 200, 100, 20000), [](Dataset& s) { s.queries = {"point", "range"}; });
  add(records("key-value, 50,000 reads/s", 1e9, 1000, 50000, 5000), point);
  add(records("accounting", 5e7, 1000, 200, 30), [](Dataset& s) {
    s.queries = {"join", "aggregate"};
    s.transactions = true;
    s.availability = Availability::multi_az;
  });
  add(records("10 TB with joins", 1e10, 1000, 1000, 100), [](Dataset& s) {
    s.queries = {"join"};
    s.transactions = true;
  });
  add(records("a petabyte of records", 1e12, 1000, 100, 100), point);
  add(
      records("events for jobs", 1e10, 300, 0, 0.01), [](Dataset& s) { s.queries = {"aggregate"}; }, "b");
  add(records("documents", 1e7, 2000, 200, 50), [](Dataset& s) { s.engine = "mongodb"; });
  add(records("MySQL", 1e7, 500, 200, 50), [](Dataset& s) { s.engine = "mysql"; });
  add(records("PostgreSQL", 1e7, 500, 200, 50), [](Dataset& s) { s.engine = "postgresql"; });
  add(records("DynamoDB", 1e7, 500, 200, 50), [](Dataset& s) { s.engine = "dynamodb"; });
  add(records("pictures in a table", 1e6, 2e6, 10, 1), point, "b");
  add(records("8,000 connections", 1e6, 1000, 50, 5), [](Dataset& s) {
    s.transactions = true;
    s.connections = 8000;
  });
  add(records("200 GB read all the time", 1e9, 1000, 3000, 100), [](Dataset& s) {
    s.working_set = Bytes{200e9};
    s.transactions = true;
  });
  return cases;
}

}  // namespace storage_sets

#endif  // CLOUDPLAN_TESTS_STORAGE_SETS_HPP_
