// A dataset's load in numbers, with what was not stated assumed and said.

#ifndef CLOUDPLAN_SRC_COST_DATASET_LOAD_HPP_
#define CLOUDPLAN_SRC_COST_DATASET_LOAD_HPP_

#include "cloudplan/workload.hpp"

#include <string>
#include <vector>

namespace cloudplan {

struct DatasetLoad {
  bool records = false;
  std::vector<double> month_bytes{};  // stored in each month of the horizon
  double mean_bytes = 0;
  double end_bytes = 0;  // at the end of the horizon: what must fit
  double objects = 1;    // files, or the files that records would be kept in; mean
  double object_bytes = 0;
  double item_bytes = 0;                                          // one row, or one file
  double items = 1;                                               // now
  double object_puts = 0, object_gets = 0;                        // a month, as a bucket
  double first_puts = 0;                                          // to put the data there
  bool is_there = false;                                          // in the provider's class Standard or Hot
  double read_bytes = 0;                                          // a month
  double full_reads = 0;                                          // times a month that an object is read
  double egress_bytes = 0;                                        // a month, to the internet
  double reads = 0, writes = 0, peak_reads = 0, peak_writes = 0;  // a second, as a database
  double writes_per_commit = 1;  // of `writes`: what a program commits together
  double query_weight = 1;       // work of a read against a point read
  double connections = 0;        // 0: not stated
  double working_set = 0;        // bytes
  bool working_set_given = false;
  bool may_wait = false;       // hours for the first byte are fine
  double latency = 0;          // seconds, p99; 0: not stated
  double life_months = 0;      // how long an object is kept; 0: for good
  double hot_months = 0;       // reads fall into this first part of the life; 0: all of it
  double compare_months = 12;  // of the life of an object that are compared
  double spread_months = 12;   // over which one-time costs are spread
  std::vector<std::string> assumptions{};
};

DatasetLoad dataset_load(const Dataset& dataset, double months);

// Rows that a database writes on the disk, with their overhead.
double table_bytes(double bytes);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_COST_DATASET_LOAD_HPP_
