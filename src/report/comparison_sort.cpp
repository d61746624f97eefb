// The columns of a comparison in another order.

#include "cloudplan/comparison.hpp"

#include <algorithm>
#include <numeric>

namespace cloudplan {

namespace {

using Column = ComparisonTable::Column;

Money amount_of(const Column& column, ColumnOrder order) {
  if (order == ColumnOrder::monthly) return column.monthly;
  return order == ColumnOrder::once ? column.once : column.monthly + column.once;
}

bool comes_before(const Column& a, const Column& b, ColumnOrder order) {
  if ((a.key == "plan") != (b.key == "plan")) return a.key == "plan";
  if (order == ColumnOrder::title) return a.title < b.title;
  if (a.whole != b.whole) return a.whole;
  return a.whole && amount_of(a, order) < amount_of(b, order);
}

template <class T>
std::vector<T> in_order(const std::vector<T>& values, const std::vector<std::size_t>& order) {
  std::vector<T> sorted;
  for (const std::size_t at : order) sorted.push_back(values[at]);
  return sorted;
}

}  // namespace

void sort_columns(ComparisonTable& table, ColumnOrder order) {
  if (!table.totals) return;
  std::vector<std::size_t> sorted(table.columns.size());
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  std::stable_sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
    return comes_before(table.columns[a], table.columns[b], order);
  });
  table.columns = in_order(table.columns, sorted);
  for (auto& row : table.rows) row.cells = in_order(row.cells, sorted);
}

}  // namespace cloudplan
