// What a plan must say of people who work with notebooks: whose machines, accounts and disks were counted.

#ifndef CLOUDPLAN_SRC_PLANNER_NOTEBOOK_NOTES_HPP_
#define CLOUDPLAN_SRC_PLANNER_NOTEBOOK_NOTES_HPP_

#include "cloudplan/catalog.hpp"
#include "cloudplan/planner.hpp"
#include "cloudplan/workload.hpp"

#include <string>
#include <vector>

namespace cloudplan {

// Of a notebook task, or of a job that was placed on a hosted notebook; nothing for others. `input` is what
// each machine gets a copy of, in `sessions` of a person a month where a session begins with an empty machine
// (else 1).
std::vector<std::string> notebook_notes(const Catalog& catalog, const Task& task, const Candidate& chosen,
                                        Bytes input, double sessions);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_PLANNER_NOTEBOOK_NOTES_HPP_
