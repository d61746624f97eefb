// Text inside markup.

#ifndef CLOUDPLAN_SRC_SUPPORT_HTML_TEXT_HPP_
#define CLOUDPLAN_SRC_SUPPORT_HTML_TEXT_HPP_

#include <string>
#include <string_view>

namespace cloudplan {

// A text as it stands in an element or an attribute of HTML or XML: markup
// escaped, and nothing that can't be printed, which XML 1.0 forbids.
std::string html_text(std::string_view text);

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_SUPPORT_HTML_TEXT_HPP_
