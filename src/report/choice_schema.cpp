// What the JSON Schema of a report says of machines, stores, their costs and sources.

#include "report/plan_schema.hpp"

namespace cloudplan {

std::string_view choice_schemas() {
  return R"json(    "candidate": {
      "type": "object",
      "required": ["roles", "offer", "machines", "run_usd", "month_usd", "transfer_month_usd", "compared_usd", "cost_ratio", "time_ratio", "run", "prediction", "prediction_missing", "service", "notebook", "cost"],
      "properties": {
        "roles": {"type": "array", "items": {"enum": ["chosen", "cheapest_cpu", "cheapest_gpu", "fastest", "free", "cheapest_on_demand", "provider", "runner_up"]}},
        "offer": {"$ref": "#/$defs/offer"},
        "machines": {"type": "number"},
        "run_usd": {"$ref": "#/$defs/known", "description": "Of one run; null for what is not a job"},
        "month_usd": {"$ref": "#/$defs/usd"},
        "transfer_month_usd": {"$ref": "#/$defs/usd", "description": "Of the data that comes and goes, the others being where they are"},
        "compared_usd": {"$ref": "#/$defs/usd", "description": "Of one run of a job, else of a month, with the transfer"},
        "cost_ratio": {"$ref": "#/$defs/known", "description": "compared_usd over the chosen one's"},
        "time_ratio": {"$ref": "#/$defs/known"},
        "run": {"anyOf": [{"$ref": "#/$defs/run"}, {"type": "null"}]},
        "prediction": {"anyOf": [{"$ref": "#/$defs/prediction"}, {"type": "null"}]},
        "prediction_missing": {"type": ["string", "null"], "description": "Why there is no prediction"},
        "service": {"anyOf": [{"$ref": "#/$defs/service"}, {"type": "null"}]},
        "notebook": {"anyOf": [{"$ref": "#/$defs/notebook"}, {"type": "null"}]},
        "cost": {"$ref": "#/$defs/cost"}
      }
    },
    "offer": {
      "type": "object",
      "required": ["name", "type", "provider", "provider_title", "region", "region_title", "service", "purchase", "vcpus", "memory_gib", "arch", "accelerator", "accelerator_title", "accelerators", "usd_per_hour"],
      "properties": {
        "name": {"type": "string", "description": "As workloads name it: aws/g6.xlarge"},
        "type": {"type": "string"},
        "provider": {"type": "string"},
        "provider_title": {"type": "string"},
        "region": {"$ref": "#/$defs/name_or_null", "description": "Null where nobody can choose one"},
        "region_title": {"$ref": "#/$defs/name_or_null"},
        "service": {"enum": ["vm", "tpu", "sagemaker", "vertex_ai", "watson_studio", "azure_ml", "databricks", "notebook"]},
        "purchase": {"enum": ["on_demand", "spot", "commit_1y", "commit_3y", "notebook"]},
        "vcpus": {"$ref": "#/$defs/known"},
        "memory_gib": {"$ref": "#/$defs/known"},
        "arch": {"$ref": "#/$defs/name_or_null"},
        "accelerator": {"$ref": "#/$defs/name_or_null"},
        "accelerator_title": {"$ref": "#/$defs/name_or_null"},
        "accelerators": {"type": "number", "description": "Of one machine; a fraction is a slice"},
        "usd_per_hour": {"$ref": "#/$defs/known", "description": "Of one machine"}
      }
    },
    "run": {
      "type": "object",
      "description": "Wall time of one run; one in ten is shorter than p10, one in ten longer than p90",
      "required": ["total_seconds", "p10_seconds", "p90_seconds", "setup_seconds", "work_seconds", "lost_seconds", "interruptions", "on_time_probability"],
      "properties": {
        "total_seconds": {"type": "number"},
        "p10_seconds": {"$ref": "#/$defs/known"},
        "p90_seconds": {"$ref": "#/$defs/known"},
        "setup_seconds": {"type": "number"},
        "work_seconds": {"type": "number"},
        "lost_seconds": {"type": "number", "description": "Checkpoints, and expected rework after interruptions"},
        "interruptions": {"type": "number", "description": "Expected"},
        "on_time_probability": {"$ref": "#/$defs/known", "description": "Of keeping the deadline; null without one"}
      }
    },
    "prediction": {
      "type": "object",
      "required": ["throughput", "p10", "p90", "unit", "bottleneck", "precision", "global_batch", "memory_needed_bytes", "memory_available_bytes", "sharded", "recomputed", "step_seconds"],
      "properties": {
        "throughput": {"$ref": "#/$defs/known"},
        "p10": {"$ref": "#/$defs/known"},
        "p90": {"$ref": "#/$defs/known"},
        "unit": {"$ref": "#/$defs/name_or_null"},
        "bottleneck": {"enum": ["compute", "memory", "input", "communication", "overhead"]},
        "precision": {"enum": ["fp64", "fp32", "tf32", "fp16", "bf16", "amp", "fp8", "int8", "int4", null]},
        "global_batch": {"$ref": "#/$defs/known"},
        "memory_needed_bytes": {"$ref": "#/$defs/known"},
        "memory_available_bytes": {"$ref": "#/$defs/known"},
        "sharded": {"type": "boolean"},
        "recomputed": {"type": "boolean"},
        "step_seconds": {"type": "object", "additionalProperties": {"$ref": "#/$defs/known"}}
      }
    },
    "service": {
      "type": "object",
      "required": ["replicas", "requests_per_second_per_replica", "batch", "utilization_at_peak", "latency_p99_seconds"],
      "properties": {
        "replicas": {"type": "number"},
        "requests_per_second_per_replica": {"$ref": "#/$defs/known"},
        "batch": {"$ref": "#/$defs/known"},
        "utilization_at_peak": {"$ref": "#/$defs/known"},
        "latency_p99_seconds": {"$ref": "#/$defs/known"}
      }
    },
    "notebook": {
      "type": "object",
      "required": ["sessions", "weeks_of_quota", "compute_units"],
      "properties": {"sessions": {"type": "number"}, "weeks_of_quota": {"type": "number"}, "compute_units": {"type": "number"}}
    },
    "cost": {
      "type": "object",
      "description": "The sum of its lines; what has no known price is not in it",
      "required": ["monthly_usd", "once_usd", "complete", "unknown_meters", "lines"],
      "properties": {
        "monthly_usd": {"$ref": "#/$defs/usd"},
        "once_usd": {"$ref": "#/$defs/usd"},
        "complete": {"type": "boolean"},
        "unknown_meters": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["meter", "amount_usd", "reason"],
            "properties": {"meter": {"type": "string"}, "amount_usd": {"type": "null"}, "reason": {"type": "string"}}
          }
        },
        "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}}
      }
    },
    "line": {
      "type": "object",
      "required": ["meter", "quantity", "unit", "unit_price_usd", "amount_usd", "recurrence", "note", "source", "as_of"],
      "properties": {
        "meter": {"type": "string"},
        "quantity": {"type": "number"},
        "unit": {"type": "string"},
        "unit_price_usd": {"$ref": "#/$defs/known"},
        "amount_usd": {"$ref": "#/$defs/usd"},
        "recurrence": {"enum": ["monthly", "once"]},
        "note": {"$ref": "#/$defs/name_or_null"},
        "source": {"$ref": "#/$defs/name_or_null", "description": "A member of sources; null: the user's own price"},
        "as_of": {"$ref": "#/$defs/name_or_null"},
        "list_price_usd": {"$ref": "#/$defs/known", "description": "Only where the price is the user's own: what the list says"},
        "change": {"type": "string", "description": "And what was done to it, by which line of the configuration"}
      }
    },
    "store": {
      "type": "object",
      "required": ["role", "kind", "name", "provider", "provider_title", "region", "region_title", "month_usd", "once_usd", "compared_usd", "cost_ratio", "complete", "free_plan", "warnings", "cost"],
      "properties": {
        "role": {"type": "string"},
        "kind": {"enum": ["bucket", "database", "disk"]},
        "name": {"type": "string"},
        "provider": {"type": "string"},
        "provider_title": {"type": "string"},
        "region": {"$ref": "#/$defs/name_or_null"},
        "region_title": {"$ref": "#/$defs/name_or_null"},
        "month_usd": {"$ref": "#/$defs/usd"},
        "once_usd": {"$ref": "#/$defs/usd"},
        "compared_usd": {"$ref": "#/$defs/usd", "description": "A month, with what is paid once spread over the time the data is kept"},
        "cost_ratio": {"$ref": "#/$defs/known", "description": "compared_usd over the chosen one's"},
        "complete": {"type": "boolean"},
        "free_plan": {"type": "boolean"},
        "warnings": {"$ref": "#/$defs/texts"},
        "cost": {"$ref": "#/$defs/cost"}
      }
    },
    "dataset": {
      "type": "object",
      "required": ["name", "kind", "placement", "records", "reason", "alternatives", "rejections", "flip_points", "notes"],
      "properties": {
        "name": {"type": "string"},
        "kind": {"enum": ["files", "records"]},
        "placement": {"anyOf": [{"$ref": "#/$defs/store"}, {"type": "null"}]},
        "records": {"anyOf": [{"$ref": "#/$defs/store"}, {"type": "null"}], "description": "A database beside the bucket, for the records of the files"},
        "reason": {"$ref": "#/$defs/name_or_null"},
        "alternatives": {"type": "array", "items": {"$ref": "#/$defs/store"}},
        "rejections": {"$ref": "#/$defs/texts"},
        "flip_points": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["parameter", "factor", "value", "unit", "becomes"],
            "properties": {"parameter": {"type": "string"}, "factor": {"type": "number"}, "value": {"type": "number"}, "unit": {"type": "string"}, "becomes": {"type": "string"}}
          }
        },
        "notes": {"$ref": "#/$defs/texts"}
      }
    },
    "transfer": {
      "type": "object",
      "required": ["from", "to", "from_place", "to_place", "bytes_per_month", "cost"],
      "properties": {
        "from": {"type": "string"},
        "to": {"type": "string"},
        "from_place": {"type": "string"},
        "to_place": {"type": "string"},
        "bytes_per_month": {"type": "number"},
        "cost": {"$ref": "#/$defs/cost"}
      }
    },
    "price_date": {
      "type": "object",
      "required": ["provider", "title", "oldest", "newest"],
      "properties": {"provider": {"type": "string"}, "title": {"type": "string"}, "oldest": {"type": "string"}, "newest": {"type": "string"}}
    },
    "source": {
      "type": "object",
      "required": ["text", "as_of", "weak"],
      "properties": {"text": {"type": "string"}, "as_of": {"type": "string"}, "weak": {"type": "boolean", "description": "From general knowledge, not found in a document"}}
    }
  }
}
)json";
}

}  // namespace cloudplan
