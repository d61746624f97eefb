// Numbers and quantities as SkyPilot, Kubernetes and Docker write them.

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_FOREIGN_UNITS_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_FOREIGN_UNITS_HPP_

#include "cloudplan/units.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cloudplan {

// "8", "0.5", "1e3": finite, not negative.
std::optional<double> plain_number(std::string_view text);

// "500m", "2", "1Gi", "512M", "100e6": Kubernetes' resource.Quantity; k M G are powers of 1000, Ki Mi Gi of
// 1024, m is a thousandth.
std::optional<double> kubernetes_quantity(std::string_view text);

// "512m", "1.5gb", "1073741824": Docker's sizes, where k m g, with or without "b" or "ib", are powers of
// 1024.
std::optional<Bytes> docker_size(std::string_view text);

// "32", "32GB", "1TB", "512MB", "64GiB" of SkyPilot, where a bare number is of `unit` bytes and units are
// powers of 1024 (its documentation of `memory` and `disk_size`, 0.10).
std::optional<Bytes> skypilot_size(std::string_view text, double unit);

// The runs of a cron schedule in a month of 730 hours, on the average of the calendar: "0 2 * * *" is 30.42.
// Five fields, with names of months and days, or @hourly, @daily, @midnight, @weekly, @monthly, @yearly,
// @annually, "@every 1h30m"; "TZ=..." before it does not matter. nullopt for what is none.
std::optional<double> cron_runs_per_month(std::string_view schedule);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_FOREIGN_UNITS_HPP_
