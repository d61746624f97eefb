// fmt's own code, compiled once. Debian ships fmt as headers and as a shared library only, and a static
// program with fmt in every file costs a compiler 3.5 to 4.5 s a file more (models_command.cpp: 7.1 s with
// FMT_HEADER_ONLY, 2.7 s without; g++ 12, -O3).
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {
// What format.h declares `extern template` for char.
template auto thousands_sep_impl<char>(locale_ref) -> thousands_sep_result<char>;
template auto decimal_point_impl(locale_ref) -> char;
}  // namespace detail
FMT_END_NAMESPACE
