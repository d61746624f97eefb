#include "foreign/import/mig_slices.hpp"

#include <fmt/core.h>

namespace cloudplan {

namespace {

struct Profile {
  std::string_view name;
  int parts, fit;
};
struct Sliced {
  std::string_view gpu, pattern;
  int of;
  Profile profiles[7];
};

// Profiles and how many of each fit: NVIDIA Multi-Instance GPU User Guide, "Supported MIG Profiles". The
// media variants (1g.5gb.me) and those of the compute instances ("+me") are cut like the plain ones.
constexpr Sliced kSliced[] = {
    {"A30", "*a30*", 4, {{"1g.6gb", 1, 4}, {"2g.12gb", 2, 2}, {"4g.24gb", 4, 1}}},
    {"A100 40 GB",
     "*a100*40gb*",
     7,
     {{"1g.5gb", 1, 7}, {"2g.10gb", 2, 3}, {"3g.20gb", 3, 2}, {"4g.20gb", 4, 1}, {"7g.40gb", 7, 1}}},
    {"A100 80 GB",
     "*a100*80gb*",
     7,
     {{"1g.10gb", 1, 7},
      {"1g.20gb", 1, 4},
      {"2g.20gb", 2, 3},
      {"3g.40gb", 3, 2},
      {"4g.40gb", 4, 1},
      {"7g.80gb", 7, 1}}},
    {"H100 NVL 94 GB",
     "*h100-nvl*",
     7,
     {{"1g.12gb", 1, 7},
      {"1g.24gb", 1, 4},
      {"2g.24gb", 2, 3},
      {"3g.47gb", 3, 2},
      {"4g.47gb", 4, 1},
      {"7g.94gb", 7, 1}}},
    {"H200",
     "*h200*",
     7,
     {{"1g.18gb", 1, 7},
      {"1g.35gb", 1, 4},
      {"2g.35gb", 2, 3},
      {"3g.71gb", 3, 2},
      {"4g.71gb", 4, 1},
      {"7g.141gb", 7, 1}}},
    {"B200",
     "*b200*",
     7,
     {{"1g.23gb", 1, 7},
      {"1g.45gb", 1, 4},
      {"2g.45gb", 2, 3},
      {"3g.90gb", 3, 2},
      {"4g.90gb", 4, 1},
      {"7g.180gb", 7, 1}}}};

}  // namespace

std::optional<MigSlice> mig_slice(std::string_view resource) {
  constexpr std::string_view kBefore = "nvidia.com/mig-";
  if (!resource.starts_with(kBefore)) return std::nullopt;
  std::string_view name = resource.substr(kBefore.size());
  if (name.ends_with(".me")) name.remove_suffix(3);
  for (const Sliced& gpu : kSliced)
    for (const Profile& profile : gpu.profiles)
      if (!profile.name.empty() && profile.name == name)
        return MigSlice{
            .gpu = gpu.gpu, .pattern = gpu.pattern, .parts = profile.parts, .of = gpu.of, .fit = profile.fit};
  return std::nullopt;
}

std::string mig_text(const MigSlice& slice) {
  if (slice.fit == 1 && slice.parts == slice.of) return fmt::format("a whole {}", slice.gpu);
  const std::string_view article = slice.gpu[0] == 'A' || slice.gpu[0] == 'H' ? "an" : "a";
  return fmt::format("{}/{} of {} {}; a whole one is planned, which holds {}", slice.parts, slice.of, article,
                     slice.gpu, slice.fit == 1 ? "one such slice" : fmt::format("{} such slices", slice.fit));
}

}  // namespace cloudplan
