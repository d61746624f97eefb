// Reads an object of a workload file, key by key, as a table of members says.

#ifndef CLOUDPLAN_SRC_OBJECT_READER_HPP_
#define CLOUDPLAN_SRC_OBJECT_READER_HPP_

#include "workload/assign_number.hpp"
#include "workload/value_reader.hpp"

#include <functional>
#include <type_traits>

namespace cloudplan {

// Which object is read: what decides the keys that it may and must have.
struct ObjectKind {
  Scope scope = Scope::workload;
  std::optional<unsigned> kind;  // none: not known, all keys of all kinds are taken
};

// The errors of a key that the object may not have, and of a key that it lacks.
void unknown_key(const ObjectKind& object, const JsonCursor& at, std::size_t index);
void misplaced_key(const ObjectKind& object, const JsonCursor& at, std::size_t index, const Field& field);
void missing_key(const ObjectKind& object, const JsonCursor& at, const Field& field);
// Whether it is an object at all; an error if not.
bool expect_object(const ObjectKind& object, const JsonCursor& at);

template <class S>
class ObjectReader {
 public:
  // `other` reads the fields whose members have no target.
  using Other = std::function<void(const Field&, const JsonCursor&)>;
  ObjectReader(const ValueReader& values, std::span<const Member<S>> members, Other other = {})
      : values_(&values), members_(members), other_(std::move(other)) {}

  void read(const ObjectKind& object, const JsonCursor& at, S& out) const {
    if (!expect_object(object, at)) return;
    for (std::size_t i = 0; i < at.value().names.size(); ++i) {
      const Member<S>* const member = find(at.value().names[i].text);
      if (!member)
        unknown_key(object, at, i);
      else if (object.kind && !(member->field.kinds & (1U << *object.kind)))
        misplaced_key(object, at, i, member->field);
      else
        store(*member, at.element(i), out);
    }
    for (const Member<S>& member : members_) {
      const bool required = object.kind ? (member.field.required & (1U << *object.kind)) != 0
                                        : member.field.required == kAllKinds;
      if (required && !at.value().find(member.field.key)) missing_key(object, at, member.field);
    }
  }

 private:
  const Member<S>* find(std::string_view key) const {
    for (const Member<S>& member : members_)
      if (member.field.key == key) return &member;
    return nullptr;
  }

  void store(const Member<S>& member, const JsonCursor& at, S& out) const {
    std::visit([&](auto target) { set(target, member.field, at, out); }, member.target);
  }

  void set(std::monostate, const Field& field, const JsonCursor& at, S&) const {
    if (other_) other_(field, at);
  }
  void set(std::string S::*target, const Field& field, const JsonCursor& at, S& out) const {
    if (field.type == FieldType::choice) {
      if (const auto index = values_->choice(field, at)) out.*target = field.choices[*index];
    } else if (auto text = values_->text(field, at)) {
      out.*target = std::move(*text);
    }
  }
  void set(bool S::*target, const Field& field, const JsonCursor& at, S& out) const {
    if (const auto value = values_->boolean(field, at)) out.*target = *value;
  }
  void set(std::vector<std::string> S::*target, const Field& field, const JsonCursor& at, S& out) const {
    out.*target = values_->texts(field, at);
  }
  void set(void (*target)(S&, int), const Field& field, const JsonCursor& at, S& out) const {
    if (const auto index = values_->choice(field, at)) target(out, static_cast<int>(*index));
  }
  // Everything else is a number in base units.
  template <class Value>
  void set(Value S::*target, const Field& field, const JsonCursor& at, S& out) const {
    if (const auto number = values_->number(field, at)) assign_number(out.*target, *number);
  }

  const ValueReader* values_;
  std::span<const Member<S>> members_;
  Other other_;
};

}  // namespace cloudplan

#endif  // CLOUDPLAN_SRC_OBJECT_READER_HPP_
