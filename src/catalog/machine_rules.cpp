#include "catalog/machine_rules.hpp"

namespace cloudplan {

std::string_view machine_with_attachments(Service service, std::string_view name) {
  if (service == Service::sagemaker && name.substr(0, 3) == "ml.") name.remove_prefix(3);
  if (service == Service::vertex_ai && name.substr(0, 7) == "vertex.") name.remove_prefix(7);
  return name;
}

std::string_view machine_name(Service service, std::string_view name) {
  name = machine_with_attachments(service, name);
  return name.substr(0, name.find('+'));
}

}  // namespace cloudplan
