#include "price_input.hpp"

#include <algorithm>

namespace cloudplan::cli {

namespace {

using enum PriceOption;

// Separated by blanks. A name may stand for several options of different services; within one service it
// means one thing (a test holds it).
struct OtherNames {
  PriceOption option;
  std::string_view names;
};

constexpr OtherNames kOtherNames[] = {
    {region, "--location --zone --availability-zone"},
    {storage_class, "--storage-class --access-tier --tier"},
    {redundancy, "--replication --replication-type --account-replication-type --redundancy-type"},
    {gb,
     "--storage-gb --storage --size --size-gb --disk-size --disk-size-gb --volume-size --capacity-gb "
     "--data-at-rest-storage-gb --frequent-access-storage-gb --data-gb --data-stored-gb"},
    {sent_gb,
     "--egress-gb --transfer-gb --data-gb --monthly-outbound-internet-gb --monthly-outbound-other-regions-gb "
     "--monthly-intra-region-gb"},
    {objects, "--object-count --monitored-objects --number-of-objects"},
    {puts,
     "--put-requests --write-requests --class-a --class-a-ops --class-a-operations --class-a-requests "
     "--class-a-calls --monthly-class-a-operations --monthly-class-a-api-calls --tier-1-requests "
     "--monthly-tier-1-requests --monthly-write-operations --write-operations --writes"},
    {gets,
     "--get-requests --read-requests --class-b --class-b-ops --class-b-operations --class-b-requests "
     "--class-b-calls --monthly-class-b-operations --monthly-class-b-api-calls --tier-2-requests "
     "--monthly-tier-2-requests --monthly-read-operations --read-operations --reads"},
    {retrieval_gb,
     "--data-retrieval-gb --monthly-data-retrieval-gb --monthly-standard-data-retrieval-gb "
     "--standard-retrieval-gb --retrieved-gb --data-retrieval"},
    {retrieval_requests, "--monthly-standard-data-retrieval-requests --standard-retrieval-requests"},
    {expedited_gb, "--monthly-expedited-data-retrieval-gb --expedited-retrieval-gb"},
    {expedited_requests, "--monthly-expedited-data-retrieval-requests --expedited-retrieval-requests"},
    {bulk_gb, "--monthly-bulk-data-retrieval-gb --bulk-retrieval-gb"},
    {bulk_requests, "--monthly-bulk-data-retrieval-requests --bulk-retrieval-requests"},
    {select_scanned_gb, "--monthly-select-data-scanned-gb"},
    {select_returned_gb, "--monthly-select-data-returned-gb"},
    {list_ops, "--monthly-list-and-create-container-operations --list-operations"},
    {other_ops, "--monthly-other-operations --other-operations"},
    {data_write_gb, "--monthly-data-write-gb"},
    {index_tags, "--blob-index-tags --monthly-blob-index-tags"},
    {transitions,
     "--lifecycle-transitions --transition-requests --monthly-lifecycle-transition-requests "
     "--lifecycle-transition-requests"},
    {early_gb_months, "--early-delete-gb --early-deletion-gb"},
    {infrequent_gb, "--infrequent-access-storage-gb"},
    {archive_gb, "--archive-access-storage-gb"},
    {archive_instant_gb, "--archive-instant-access-storage-gb"},
    {deep_archive_gb, "--deep-archive-access-storage-gb"},
    {egress_gb,
     "--egress --internet-egress-gb --data-transfer-out-gb --monthly-egress-data-transfer-gb "
     "--public-internet-egress --monthly-public-standard-egress --monthly-public-vault-egress"},
    {transfer_gb, "--inter-region-gb"},
    {transfer_to, "--destination-region"},
    {engine, "--database --database-engine --db-engine"},
    {instance,
     "--instance-class --instance-type --db-instance-class --node-type --machine-type --tier --sku "
     "--sku-name "
     "--plan --type"},
    {plan, "--tier --instance-size --instance-size-name --provider-instance-size-name --cluster-tier --sku"},
    {deployment, "--availability-type --high-availability --ha-mode"},
    {hours, "--monthly-hours --monthly-hrs --usage-hours"},
    {count,
     "--instances --instance-count --nodes --node-count --cluster-size --number --num-instances --disks "
     "--members"},
    {storage_gb,
     "--gb --storage --allocated-storage --storage-size-gb --disk-size --disk-size-gb --disk-gb --size-gb "
     "--size"},
    {storage_type, "--disk-type"},
    {iops, "--provisioned-iops --disk-iops --disk-iops-read-write --volume-iops"},
    {mbps, "--throughput --throughput-mbps --provisioned-throughput --disk-mbps-read-write"},
    {io_requests,
     "--ios --monthly-standard-io-requests --monthly-io-requests --monthly-disk-operations "
     "--disk-operations"},
    {backup_gb,
     "--additional-backup-storage-gb --backup-storage-gb --backup-snapshot-size-gb --backup-storage "
     "--on-demand-backup-storage-gb"},
    {snapshot_gb, "--snapshot-storage-gb --snapshots-gb --snapshot-size-gb"},
    {fast_restore_hours, "--fast-snapshot-restore-hours"},
    {snapshot_list_requests, "--monthly-list-block-requests"},
    {snapshot_get_requests, "--monthly-get-block-requests"},
    {snapshot_put_requests, "--monthly-put-block-requests"},
    {replicas, "--read-replicas --replica-count"},
    {cpu_credit_hours, "--monthly-cpu-credit-hrs --cpu-credits --cpu-credit-hrs"},
    {snapshot_export_gb, "--snapshot-export-size-gb"},
    {backtrack_records, "--change-records"},
    {acu_hours, "--acus --capacity-unit-hours --monthly-acu-hours"},
    {billing, "--billing-mode --capacity-mode --mode"},
    {read_units,
     "--rcu --rcus --rru --read-capacity --read-capacity-units --read-request-units "
     "--monthly-read-request-units"},
    {write_units,
     "--wcu --wcus --wru --write-capacity --write-capacity-units --write-request-units "
     "--monthly-write-request-units"},
    {replica_write_units, "--rwcu --rwcus --replicated-write-units"},
    {pitr_gb, "--pitr-backup-storage-gb --pitr"},
    {restore_gb, "--monthly-data-restored-gb --data-restored-gb"},
    {stream_requests, "--monthly-streams-read-request-units --streams-read-request-units"},
    {disk_type, "--volume-type --disk-type --storage-account-type --sku --sku-name --profile --disk-sku"},
    {from, "--source --from-region --region"},
    {to, "--destination --to-region"},
    {other_zone, "--intra-region --inter-az --cross-az"},
    {type, "--instance-type --instance --machine-type --vm-size --size --sku --profile --machine"},
    {purchase, "--purchase-option --pricing-model --purchasing-option"},
    {gpu, "--guest-accelerator --accelerator --gpus"},
    {machine, "--instance-type --accelerator --type --environment"},
    {quantity, "--units --dbus"},
};

}  // namespace

std::vector<std::string> other_names(PriceOption option) {
  std::vector<std::string> list;
  for (const OtherNames& known : kOtherNames) {
    if (known.option != option) continue;
    std::string_view names = known.names;
    while (!names.empty()) {
      const std::size_t end = std::min(names.find(' '), names.size());
      list.emplace_back(names.substr(0, end));
      names.remove_prefix(std::min(end + 1, names.size()));
    }
  }
  return list;
}

}  // namespace cloudplan::cli
