// Machines, their prices, and hosted notebooks.

#include "catalog/schema_builder.hpp"

namespace cloudplan {

namespace {

constexpr std::string_view kServices[] = {"vm",       "tpu",       "sagemaker", "vertex_ai", "watson_studio",
                                          "azure_ml", "databricks"};
constexpr std::string_view kInterruptionBands[] = {"<5%", "5-10%", "10-15%", "15-20%", ">20%", "unknown"};

#define AT(member) CLOUDPLAN_MEMBER(InstanceType, member)
constexpr Column kInstanceType[] = {
    required(reference("provider", AT(provider), TableId::provider, "who sells it")),
    choice("service", AT(service), kServices, "the product it is sold as; blank: vm"),
    required(text("name", AT(name), "the provider's name for it")),
    number("vcpus", AT(vcpus), "virtual CPUs", 0, 1e6),
    number("memory_gib", AT(memory_gib), "memory, GiB", 0, 1e6),
    text("arch", AT(arch), "x86_64 or arm64"),
    text("cpu_vendor", AT(cpu_vendor), "maker of the processor"),
    text("cpu_model", AT(cpu_model), "processor, as the provider names it"),
    computed(ColumnKind::reference, AT(cpu), TableId::cpu),
    computed(ColumnKind::reference, AT(processor), TableId::processor),
    computed_choice(AT(cpu_certainty), kCpuCertainties),
    number("cpu_clock_ghz", AT(cpu_clock_ghz), "clock, GHz", 0.1, 10),
    number("threads_per_core", AT(threads_per_core), "hardware threads (vCPUs) per core", 1, 8),
    bit("burstable", AT(flags), kBurstable, "earns CPU credits; sustained work gets the baseline only"),
    bit("bare_metal", AT(flags), kBareMetal, "a whole machine without hypervisor"),
    reference("accelerator", AT(accelerator), TableId::accelerator, "key of its accelerator"),
    text("accelerator_name", AT(accelerator_name),
         "the provider's name for an accelerator that data/hardware does not describe"),
    computed(ColumnKind::number, AT(vcpus_per_core)),
    number("accelerator_count", AT(accelerator_count), "devices; a fraction is a slice of one", 0, 16384),
    number("accelerator_memory_gib", AT(accelerator_memory_gib), "memory of one whole device, GiB", 0, 4096),
    number("network_gbps", AT(network_gbps), "sustained network, Gbit/s", 0, 100000),
    number("network_burst_gbps", AT(network_burst_gbps), "network in bursts, Gbit/s", 0, 100000),
    computed(ColumnKind::number, AT(fabric_gbps)),
    number("disk_mbps", AT(disk_mbps), "sustained limit to network disks, MB/s", 0, 1e6),
    number("disk_iops", AT(disk_iops), "sustained limit to network disks, operations/s", 0, 1e8),
    bit("local_disk", AT(flags), kLocalDisk, "has disks of its own, lost when it stops"),
    number("local_disk_gb", AT(local_disk_gb), "size of its own disks, GB", 0, 1e6),
    bit("current_generation", AT(flags), kCurrentGeneration, "not listed as previous generation"),
    bit("unknown_accelerator", AT(flags), kUnknownAccelerator,
        "has an accelerator that data/hardware does not describe"),
    bit("marketplace", AT(flags), kMarketplace,
        "prices are the lowest live offer of a day, not a list price"),
    bit("serving_only", AT(flags), kServingOnly, "sold for serving a model only; no training, no shell"),
    required(reference("source", AT(source), TableId::source, "of these facts")),
    computed(ColumnKind::reference, AT(network_source), TableId::source),
    computed(ColumnKind::plain, AT(first_price)),
    computed(ColumnKind::plain, AT(price_count)),
};
#undef AT

// "instance_type" and "provider" name the row's type and are not part of the
// record: the image keeps the prices of a type together.
constexpr RecordMember rate_of(PurchaseOption option) {
  return {static_cast<std::uint16_t>(offsetof(Price, rate) +
                                     sizeof(HourlyRate) * static_cast<std::size_t>(option)),
          sizeof(HourlyRate)};
}
constexpr Column kPrice[] = {
    required(reference("region", CLOUDPLAN_MEMBER(Price, region), TableId::region, "where it is sold")),
    rate("on_demand", rate_of(PurchaseOption::on_demand), "on-demand price, USD/hour"),
    rate("spot", rate_of(PurchaseOption::spot), "spot price, USD/hour"),
    rate("commit_1y", rate_of(PurchaseOption::commit_1y), "1-year commitment, USD/hour, paid used or not"),
    rate("commit_3y", rate_of(PurchaseOption::commit_3y), "3-year commitment, USD/hour, paid used or not"),
    choice("interruption", CLOUDPLAN_MEMBER(Price, interruption), kInterruptionBands,
           "share of spot machines reclaimed in a month, as published"),
    required(reference("source", CLOUDPLAN_MEMBER(Price, source), TableId::source, "of the prices")),
    computed(ColumnKind::plain, CLOUDPLAN_MEMBER(Price, suspect)),
};

#define AT(member) CLOUDPLAN_MEMBER(MachineRegion, member)
constexpr Column kMachineRegion[] = {
    required(reference("provider", AT(provider), TableId::provider, "who rents them out")),
    required(text("machines", AT(machines),
                  "glob over names of instance types: * any text, ? any character; the narrowest counts")),
    required(reference("region", AT(region), TableId::region, "where they can be rented")),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(Notebook, member)
constexpr Column kNotebook[] = {
    required(reference("provider", AT(provider), TableId::provider, "who runs it")),
    required(text("service", AT(service), "name of the product")),
    required(text("plan", AT(plan), "name of the plan")),
    required(text("machine", AT(machine), "T4, none, ...; plan: the row describes the plan, not a machine")),
    reference("accelerator", AT(accelerator), TableId::accelerator, "key of its accelerator"),
    number("accelerator_count", AT(accelerator_count), "devices", 0, 64),
    number("vcpus", AT(vcpus), "virtual CPUs", 0, 4096),
    number("memory_gib", AT(memory_gib), "memory, GiB", 0, 65536),
    number("disk_gb", AT(disk_gb), "disk, GB"),
    number("usd_per_hour", AT(usd_per_hour), "USD an hour"),
    number("usd_per_month", AT(usd_per_month), "USD a month for the plan"),
    number("compute_units_per_hour", AT(compute_units_per_hour), "units (credits) spent an hour"),
    number("compute_units_per_month", AT(compute_units_per_month),
           "units (credits) the plan includes a month"),
    number("hours_per_week_limit", AT(hours_per_week_limit), "hours a week; blank: no limit is published", 0,
           168),
    number("session_hours_limit", AT(session_hours_limit), "longest session, hours", 0, 8760),
    number("idle_minutes_limit", AT(idle_minutes_limit), "stops after so many idle minutes"),
    boolean("guaranteed", AT(guaranteed), "yes: capacity is promised; no: best effort"),
    boolean("ended", AT(ended), "yes: no longer offered"),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
};
#undef AT

#define AT(member) CLOUDPLAN_MEMBER(ManagedMeter, member)
constexpr Column kManagedMeter[] = {
    required(reference("provider", AT(provider), TableId::provider, "who sells it")),
    required(reference("region", AT(region), TableId::region, "where")),
    required(text("service", AT(service), "name of the service and its plan")),
    required(text("environment", AT(environment), "size or kind of compute")),
    text("purpose", AT(purpose), "what it may be used for"),
    text("unit", AT(unit), "what is billed; blank: nothing on top of the machines"),
    number("usd_per_unit", AT(usd_per_unit), "USD per unit"),
    number("units_per_hour", AT(units_per_hour), "units spent an hour"),
    text("notes", AT(notes), ""),
    required(reference("source", AT(source), TableId::source, "")),
    computed(ColumnKind::reference, AT(instance_type), TableId::instance_type),
};
#undef AT

}  // namespace

Schema instance_type_schema() {
  return {TableId::instance_type, "instance_types", "a machine that can be rented", sizeof(InstanceType),
          kInstanceType};
}
Schema price_schema() {
  return {TableId::price, "prices", "the prices of an instance type in a region", sizeof(Price), kPrice};
}
Schema machine_region_schema() {
  return {TableId::machine_region, "machine_regions",
          "a region where machines can be rented; their prices anywhere else are not trusted",
          sizeof(MachineRegion), kMachineRegion};
}
Schema notebook_schema() {
  return {TableId::notebook, "notebooks", "a plan or machine of a hosted notebook", sizeof(Notebook),
          kNotebook};
}
Schema managed_meter_schema() {
  return {TableId::managed_meter, "managed_meters", "a managed service billed by its own unit",
          sizeof(ManagedMeter), kManagedMeter};
}

}  // namespace cloudplan
