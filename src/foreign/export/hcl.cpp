#include "foreign/export/hcl.hpp"

#include <algorithm>

namespace cloudplan {

std::string HclBlock::write(std::size_t indent) const {
  const std::string margin(indent, ' ');
  std::string out;
  if (!comment_.empty()) out += margin + "# " + comment_ + "\n";
  out += margin + header_ + " {";
  if (members_.empty()) return out + "}\n";
  out += "\n";
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (!members_[i].block.empty()) {
      if (i > 0) out += "\n";
      out += members_[i].block[0].write(indent + 2);
      if (i + 1 < members_.size() && members_[i + 1].block.empty()) out += "\n";
      continue;
    }
    // The run of attributes that this one is in.
    std::size_t first = i, last = i;
    while (first > 0 && members_[first - 1].block.empty()) --first;
    while (last + 1 < members_.size() && members_[last + 1].block.empty()) ++last;
    std::size_t width = 0;
    for (std::size_t k = first; k <= last; ++k) width = std::max(width, members_[k].key.size());
    out += margin + "  " + members_[i].key + std::string(width - members_[i].key.size(), ' ') + " = " +
           members_[i].expression + "\n";
  }
  return out + margin + "}\n";
}

}  // namespace cloudplan
