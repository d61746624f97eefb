#include "price_services.hpp"

namespace cloudplan::cli {

namespace {

using enum PriceOption;

using Options = std::vector<PriceOption>;

const Options kBucket = {region,    storage_class, redundancy,   gb,          objects,
                         puts,      gets,          retrieval_gb, transitions, early_gb_months,
                         egress_gb, egress_to,     network,      transfer_gb, transfer_to};
const Options kOnlyS3 = {infrequent_gb,      archive_instant_gb, archive_gb,         deep_archive_gb,
                         retrieval_requests, expedited_gb,       expedited_requests, bulk_gb,
                         bulk_requests,      upload_gb,          select_scanned_gb,  select_returned_gb};
const Options kNotebook = {plan, machine, hours, count};
const Options kMeter = {region, meter, quantity, amount, hours};
const Options kMachine = {region, type, purchase, hours, count};

Options with(Options options, const Options& more) {
  options.insert(options.end(), more.begin(), more.end());
  return options;
}

std::vector<PriceService> storage_services() {
  return {
      {"s3", "aws", "Amazon S3",
       "--class standard --region us-east-1 --gb 10000 --puts 10000 --gets 10000 --egress-gb 500",
       with(kBucket, kOnlyS3), price_bucket},
      {"gcs", "gcp", "Google Cloud Storage",
       "--class nearline --region us-central1 --gb 1000 --retrieval-gb 100", kBucket, price_bucket},
      {"azure-blob", "azure", "Azure Blob Storage", "--class hot --region eastus --gb 1000",
       with(kBucket, {list_ops, other_ops, data_write_gb, index_tags}), price_bucket},
      {"ibm-cos", "ibm", "IBM Cloud Object Storage", "--class standard --region us-south --gb 1000", kBucket,
       price_bucket},
      {"r2", "cloudflare", "Cloudflare R2", "--gb 1000 --gets 50000000 --free-tier on", kBucket,
       price_bucket},
      {"b2", "backblaze", "Backblaze B2", "--gb 1000 --egress-gb 5000", kBucket, price_bucket},
      {"ebs",
       "aws",
       "Amazon EBS volumes",
       "--type gp3 --gb 500 --iops 6000 --mbps 250",
       {region, disk_type, gb, iops, mbps, hours, month_hours, count, io_requests, snapshot_gb,
        fast_restore_hours, snapshot_list_requests, snapshot_get_requests, snapshot_put_requests},
       price_disk},
      {"pd",
       "gcp",
       "Google Persistent Disk and Hyperdisk",
       "--type pd-ssd --gb 500",
       {region, disk_type, redundancy, gb, iops, mbps, hours, month_hours, count, snapshot_gb},
       price_disk},
      {"azure-disk",
       "azure",
       "Azure managed disks",
       "--type P10 --count 2",
       {region, disk_type, redundancy, gb, iops, mbps, hours, month_hours, count, io_requests, snapshot_gb},
       price_disk},
      {"ibm-block",
       "ibm",
       "IBM Block Storage for VPC",
       "--type general-purpose --gb 500",
       {region, disk_type, gb, iops, hours, month_hours, count},
       price_disk},
      {"transfer",
       "aws",
       "Data sent to the internet or another region",
       "--from aws/us-east-1 --to internet --gb 61440",
       {from, to, sent_gb, network, other_zone},
       price_transfer}};
}

std::vector<PriceService> database_services() {
  const Options instances = {region, engine, instance, hours, count, storage_gb, io_requests, backup_gb};
  const Options servers = with(instances, {storage_type, iops, deployment, multi_az});
  const Options rds_options = {replicas, extended_support, cpu_credit_hours, snapshot_export_gb};
  const Options aurora_options = {io_optimized, extended_support, cpu_credit_hours, snapshot_export_gb,
                                  backtrack_records};
  const Options plans = {region, plan, hours, count, storage_gb};
  return {
      {"rds", "aws", "Amazon RDS for PostgreSQL and MySQL",
       "--engine postgresql --instance db.m6g.large --multi-az --storage-gb 100 --storage-type gp3",
       with(servers, rds_options), price_rds},
      {"aurora", "aws", "Amazon Aurora, provisioned",
       "--instance db.r6g.large --count 2 --storage-gb 200 --io-requests 50e6",
       with(instances, aurora_options), price_aurora},
      {"aurora-serverless",
       "aws",
       "Amazon Aurora Serverless",
       "--acu-hours 1460 --storage-gb 50 --io-requests 10e6",
       {region, engine, generation, acu_hours, storage_gb, io_requests, backup_gb, io_optimized,
        snapshot_export_gb},
       price_aurora_serverless},
      {"dynamodb",
       "aws",
       "Amazon DynamoDB",
       "--billing on-demand --write-units 3e6 --read-units 10e6 --storage-gb 30",
       {region, billing, read_units, write_units, replica_write_units, replica_region, hours, storage_gb,
        pitr_gb, backup_gb, restore_gb, stream_requests},
       price_dynamodb},
      {"heroku-postgres", "heroku", "Heroku Postgres", "--plan standard-0", plans, price_plan_database},
      {"mongodb-atlas", "mongodb", "MongoDB Atlas", "--plan M30", plans, price_plan_database},
      {"cloud-sql", "gcp", "Google Cloud SQL",
       "--engine postgresql --instance db-custom-2-7680 --storage-gb 100",
       with(servers, {replicas, unused_ip_hours}), price_server_database},
      {"azure-postgresql", "azure", "Azure Database for PostgreSQL, flexible server",
       "--instance Standard_D2ds_v5 --storage-gb 128 --region westus", with(servers, {replicas}),
       price_server_database},
      {"azure-mysql", "azure", "Azure Database for MySQL, flexible server",
       "--instance Standard_D2ads_v5 --storage-gb 128 --region westus", with(servers, {replicas}),
       price_server_database},
      {"azure-sql",
       "azure",
       "Azure SQL Database storage",
       "--storage-type 'general purpose' --storage-gb 100",
       {region, storage_type, storage_gb},
       price_database_storage},
      {"azure-sql-mi",
       "azure",
       "Azure SQL Managed Instance storage",
       "--storage-type 'general purpose' --storage-gb 100",
       {region, storage_type, storage_gb},
       price_database_storage},
      {"ibm-postgresql",
       "ibm",
       "IBM Databases for PostgreSQL storage, per member",
       "--storage-gb 20 --count 2",
       {region, storage_gb, count},
       price_database_storage},
      {"cosmosdb", "azure", "Azure Cosmos DB, by meter",
       "--region westus --meter 'provisioned throughput' --amount 400", kMeter, price_meter},
      {"firestore", "gcp", "Google Firestore, by meter", "--meter 'document reads' --amount 3000000", kMeter,
       price_meter},
      {"bigquery", "gcp", "Google BigQuery, by meter", "--meter 'active storage' --quantity 500", kMeter,
       price_meter},
      {"cloudant", "ibm", "IBM Cloudant, by meter", "--meter storage --quantity 30", kMeter, price_meter}};
}

std::vector<PriceService> compute_services() {
  return {
      {"ec2", "aws", "Amazon EC2", "--type p4d.24xlarge --hours 10",
       with(kMachine, {cpu_credit_hours, monitored_metrics}), price_machine},
      {"gce", "gcp", "Google Compute Engine", "--type n1-standard-8 --gpu T4 --hours 730",
       with(kMachine, {gpu}), price_machine},
      {"azure-vm", "azure", "Azure Virtual Machines", "--type Standard_D4s_v5", kMachine, price_machine},
      {"ibm-vm", "ibm", "IBM Cloud VPC", "--type gx2-8x64x1v100", kMachine, price_machine},
      {"sagemaker", "aws", "Amazon SageMaker", "--type ml.m5.xlarge --hours 100", kMachine, price_machine},
      {"vertex", "gcp", "Vertex AI prediction", "--type n1-highcpu-16 --region asia-east1", kMachine,
       price_machine},
      {"watson-studio",
       "ibm",
       "IBM watsonx.ai Studio and Runtime",
       "--machine 'notebook 4 vCPU' --hours 20",
       {region, plan, machine, hours, count},
       price_managed},
      {"azure-ml", "azure", "Azure Machine Learning: the machine, no surcharge",
       "--type Standard_NC6s_v3 --hours 10", kMachine, price_machine},
      {"databricks",
       "databricks",
       "Databricks units; the machine is paid on top",
       "--machine 'Premium jobs compute' --region aws:us-east-1 --quantity 100",
       {region, machine, quantity},
       price_managed},
      {"colab", "google-colab", "Google Colab", "--plan pro --machine T4 --hours 40", kNotebook,
       price_notebook},
      {"kaggle", "kaggle", "Kaggle Notebooks", "--machine P100 --hours 20", kNotebook, price_notebook},
      {"databricks-free", "databricks", "Databricks Free Edition", "--hours 20", kNotebook, price_notebook},
      {"studio-lab", "sagemaker-studio-lab", "SageMaker Studio Lab", "--machine T4 --hours 4", kNotebook,
       price_notebook},
      {"paperspace", "paperspace", "Paperspace Gradient", "--plan 'pay per hour' --machine A4000 --hours 40",
       kNotebook, price_notebook},
      {"lightning-ai", "lightning-ai", "Lightning AI", "--plan free --machine none --hours 40", kNotebook,
       price_notebook}};
}

}  // namespace

std::span<const PriceService> price_services() {
  static const std::vector<PriceService> services = [] {
    std::vector<PriceService> all = storage_services();
    for (auto more : {database_services(), compute_services()})
      all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return services;
}

}  // namespace cloudplan::cli
