// Slices of NVIDIA GPUs (MIG) as Kubernetes names them: "nvidia.com/mig-3g.20gb".

#ifndef CLOUDPLAN_SRC_FOREIGN_IMPORT_MIG_SLICES_HPP_
#define CLOUDPLAN_SRC_FOREIGN_IMPORT_MIG_SLICES_HPP_

#include <optional>
#include <string>
#include <string_view>

namespace cloudplan {

struct MigSlice {
  std::string_view gpu, pattern;  // "A100 40 GB", and what finds its key
  int parts = 1, of = 7;          // of the compute: 3 of 7
  int fit = 1;                    // so many such slices on one GPU
};

// The GPU that is cut so; where an H100 is cut like an A100 80 GB, that one. Nothing when none is.
std::optional<MigSlice> mig_slice(std::string_view resource);

// "3/7 of an A100 40 GB; a whole one is planned, which holds 2 such slices"
std::string mig_text(const MigSlice& slice);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_FOREIGN_IMPORT_MIG_SLICES_HPP_
