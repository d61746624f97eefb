// The JSON Schema of a report, written by hand: what it promises is decided
// here, and the tests hold every document against it.

#include "report/plan_schema.hpp"

#include "cloudplan/report.hpp"

namespace cloudplan {

std::string plan_schema() {
  return std::string(R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "cloudplan.plan/1",
  "title": "A plan of cloudplan",
  "description": "One document for one workload; an array of them for several. Money is in US dollars, exact to the nano-dollar: read it as decimal numbers to keep that. Null means not known, or not applicable. New members may be added under the same number of the schema; none is removed or changes its meaning.",
  "type": "object",
  "required": ["schema", "file", "workload", "feasible", "conflicts", "complete", "currency", "totals", "free_tier", "limits", "tasks", "data", "transfers", "assumptions", "suspects", "prices", "sources"],
  "properties": {
    "schema": {"const": "cloudplan.plan/1"},
    "file": {"type": ["string", "null"], "description": "The workload file, as it was named"},
    "workload": {"$ref": "#/$defs/workload"},
    "feasible": {"type": "boolean", "description": "Whether every task and dataset is placed and every limit kept"},
    "conflicts": {"$ref": "#/$defs/texts", "description": "Why it is not feasible, and the nearest plan that would be"},
    "complete": {"type": "boolean", "description": "Whether every meter of what was chosen has a known price"},
    "currency": {"const": "USD", "description": "Of every member whose name says usd"},
    "display_currency": {"$ref": "#/$defs/display_currency"},
    "config": {"$ref": "#/$defs/config"},
    "totals": {"$ref": "#/$defs/totals"},
    "free_tier": {"$ref": "#/$defs/free_tier"},
    "range": {"$ref": "#/$defs/range"},
    "limits": {"type": "array", "items": {"$ref": "#/$defs/limit"}},
    "tasks": {"type": "array", "items": {"$ref": "#/$defs/task"}},
    "data": {"type": "array", "items": {"$ref": "#/$defs/dataset"}},
    "transfers": {"type": "array", "items": {"$ref": "#/$defs/transfer"}},
    "assumptions": {"$ref": "#/$defs/texts"},
    "suspects": {"$ref": "#/$defs/texts", "description": "Offers whose price looks wrong at its source, kept from winning"},
    "front": {"type": "array", "items": {"$ref": "#/$defs/front_point"}, "description": "Plans of which none is beaten in both cost and time, the cheapest first; only with --pareto"},
    "allowances": {"type": "array", "items": {"$ref": "#/$defs/allowance"}, "description": "What the plan uses of the allowances that an account has every month, counted once; only with --free-tier on"},
    "owned": {"type": "array", "items": {"$ref": "#/$defs/owned"}, "description": "What was paid for already, and how much of it the plan uses; only with a configuration that says so"},
    "prices": {"type": "array", "items": {"$ref": "#/$defs/price_date"}},
    "sources": {"type": "object", "description": "By the key that lines name", "additionalProperties": {"$ref": "#/$defs/source"}}
  },
  "$defs": {
    "texts": {"type": "array", "items": {"type": "string"}},
    "usd": {"type": "number", "description": "US dollars, at most nine decimals"},
    "known": {"type": ["number", "null"], "description": "Null when not known"},
    "name_or_null": {"type": ["string", "null"]},
    "display_currency": {
      "type": "object",
      "description": "Only where another currency is shown: beside each member whose name says usd stands the same amount with the code in its place, amount_eur",
      "required": ["code", "rate", "date"],
      "properties": {"code": {"type": "string"}, "rate": {"type": "number", "description": "For one US dollar"}, "date": {"type": "string", "description": "Of the rate"}}
    },
    "config": {
      "type": "object",
      "description": "Only where a configuration of the user's own had a part in the plan",
      "required": ["file", "changes"],
      "properties": {"file": {"type": "string"}, "changes": {"$ref": "#/$defs/texts"}}
    },
    "workload": {
      "type": "object",
      "required": ["name", "objective", "budget_usd", "deadline_seconds", "horizon_months", "tags"],
      "properties": {
        "name": {"type": "string"},
        "objective": {"enum": ["cost", "time", "balanced"]},
        "budget_usd": {"$ref": "#/$defs/known"},
        "deadline_seconds": {"$ref": "#/$defs/known"},
        "horizon_months": {"type": "number"},
        "tags": {"type": "object", "additionalProperties": {"type": "string"}}
      }
    },
    "totals": {
      "type": "object",
      "required": ["monthly_usd", "once_usd", "first_month_usd", "longest_chain_seconds"],
      "properties": {
        "monthly_usd": {"$ref": "#/$defs/usd", "description": "Services, storage and repeated runs"},
        "once_usd": {"$ref": "#/$defs/usd", "description": "Single runs and set-up"},
        "first_month_usd": {"$ref": "#/$defs/usd", "description": "Both"},
        "longest_chain_seconds": {"type": "number", "description": "Of jobs that wait for each other"}
      }
    },
    "plan_end": {"anyOf": [{"$ref": "#/$defs/end_of_range"}, {"type": "null"}]},
    "end_of_range": {
      "type": "object",
      "required": ["monthly_usd", "once_usd", "first_month_usd", "longest_chain_seconds", "jobs", "conflicts"],
      "properties": {
        "monthly_usd": {"$ref": "#/$defs/usd"},
        "once_usd": {"$ref": "#/$defs/usd"},
        "first_month_usd": {"$ref": "#/$defs/usd"},
        "longest_chain_seconds": {"type": "number"},
        "jobs": {"type": "array", "items": {"$ref": "#/$defs/job_at_end"}},
        "items": {"type": "array", "items": {"$ref": "#/$defs/item_at_end"}, "description": "What each part costs there; adds up to the totals. Not in documents of version 0.1 and before"},
        "conflicts": {"$ref": "#/$defs/texts", "description": "Budgets and deadlines of the workload that are not kept there"}
      }
    },
    "item_at_end": {
      "type": "object",
      "required": ["kind", "name", "monthly_usd", "once_usd"],
      "properties": {
        "kind": {"enum": ["task", "dataset", "records", "transfer"]},
        "name": {"type": "string", "description": "Of a transfer: from and to"},
        "monthly_usd": {"$ref": "#/$defs/usd"},
        "once_usd": {"$ref": "#/$defs/usd"}
      }
    },
    "job_at_end": {
      "type": "object",
      "required": ["name", "total_seconds", "run_usd"],
      "properties": {
        "name": {"type": "string"},
        "total_seconds": {"$ref": "#/$defs/known", "description": "Of one run"},
        "run_usd": {"$ref": "#/$defs/usd", "description": "What one run costs"}
      }
    },
    "free_tier": {
      "type": "object",
      "description": "The totals of the same choices with the monthly free allowances of the providers, and without; equal where none applies",
      "required": ["counted", "with", "without"],
      "properties": {"counted": {"type": "boolean", "description": "Whether the rest of the document counts them"}, "with": {"$ref": "#/$defs/totals"}, "without": {"$ref": "#/$defs/totals"}}
    },
    "range": {
      "type": "object",
      "description": "Only where inputs of the workload are ranges: the same choices with every input at its minimum and at its maximum; null where the choices can't do that. Never above, or below, the totals",
      "required": ["at_min", "at_max", "at_min_with_model", "at_max_with_model", "inputs", "warnings"],
      "properties": {
        "at_min": {"$ref": "#/$defs/plan_end"},
        "at_max": {"$ref": "#/$defs/plan_end"},
        "at_min_with_model": {"$ref": "#/$defs/plan_end", "description": "And every prediction at the fast end of its band"},
        "at_max_with_model": {"$ref": "#/$defs/plan_end", "description": "And every prediction at the slow end of its band"},
        "inputs": {"type": "array", "items": {"$ref": "#/$defs/uncertain_input"}, "description": "What matters most first"},
        "warnings": {"$ref": "#/$defs/texts", "description": "Limits that break at an end, and what would be chosen there"}
      }
    },
    "uncertain_input": {
      "type": "object",
      "required": ["name", "pointer", "min", "likely", "max", "unit", "first_month_at_min_usd", "first_month_at_max_usd"],
      "properties": {
        "name": {"type": "string"},
        "pointer": {"type": "string", "description": "JSON pointer into the workload file"},
        "min": {"type": "number"},
        "likely": {"type": "number"},
        "max": {"type": "number"},
        "unit": {"enum": ["B", "s", "1/s", "1/month", "USD", "1"]},
        "first_month_at_min_usd": {"$ref": "#/$defs/known", "description": "This input at its minimum, the others as likely"},
        "first_month_at_max_usd": {"$ref": "#/$defs/known"}
      }
    },
    "limit": {
      "type": "object",
      "required": ["limit", "kept"],
      "properties": {"limit": {"type": "string"}, "kept": {"type": "boolean"}}
    },
    "task": {
      "type": "object",
      "required": ["name", "kind", "runs_per_month", "work", "placement", "tie", "calibrated", "commitment", "why", "alternatives", "offers_considered", "exclusions", "notes"],
      "properties": {
        "name": {"type": "string"},
        "kind": {"enum": ["train", "infer", "serve", "batch", "tabular", "notebook", "vm"]},
        "runs_per_month": {"$ref": "#/$defs/known", "description": "Null: a job that runs once, or no job"},
        "work": {
          "type": "object",
          "required": ["items", "unit"],
          "properties": {"items": {"$ref": "#/$defs/known"}, "unit": {"$ref": "#/$defs/name_or_null"}}
        },
        "placement": {"anyOf": [{"$ref": "#/$defs/candidate"}, {"type": "null"}]},
        "tie": {"type": "boolean", "description": "The runner-up is within the error of the prediction"},
        "calibrated": {"type": "boolean", "description": "Anchored to a measurement of the workload file, or to measurements that calibrate keeps"},
        "commitment": {"anyOf": [{"$ref": "#/$defs/commitment"}, {"type": "null"}]},
        "why": {"$ref": "#/$defs/texts"},
        "alternatives": {"type": "array", "items": {"$ref": "#/$defs/candidate"}},
        "offers_considered": {"type": "integer"},
        "exclusions": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["reason", "count", "example"],
            "properties": {"reason": {"type": "string"}, "count": {"type": "integer"}, "example": {"$ref": "#/$defs/name_or_null"}}
          }
        },
        "notes": {"$ref": "#/$defs/texts"}
      }
    },
    "commitment": {
      "type": "object",
      "description": "The same machines in the same place bought in other ways: a month of them as they are used, and from how many hours of use a month on a commitment costs less (above 730: never)",
      "required": ["used_hours", "on_demand_usd", "spot_usd", "commit_1y_usd", "commit_3y_usd", "break_even_hours_1y", "break_even_hours_3y", "break_even_hours_1y_against_spot", "break_even_hours_3y_against_spot", "verdict"],
      "properties": {
        "used_hours": {"type": "number", "description": "Of one machine in a month"},
        "on_demand_usd": {"$ref": "#/$defs/known"},
        "spot_usd": {"$ref": "#/$defs/known", "description": "Null where the task may not use it"},
        "commit_1y_usd": {"$ref": "#/$defs/known"},
        "commit_3y_usd": {"$ref": "#/$defs/known"},
        "break_even_hours_1y": {"$ref": "#/$defs/known"},
        "break_even_hours_3y": {"$ref": "#/$defs/known"},
        "break_even_hours_1y_against_spot": {"$ref": "#/$defs/known"},
        "break_even_hours_3y_against_spot": {"$ref": "#/$defs/known"},
        "verdict": {"type": "string"}
      }
    },
    "allowance": {
      "type": "object",
      "required": ["what", "unit", "available", "used"],
      "properties": {"what": {"type": "string"}, "unit": {"type": "string"}, "available": {"type": "number"}, "used": {"type": "number"}}
    },
    "front_point": {
      "type": "object",
      "required": ["time_seconds", "compared_usd", "monthly_usd", "once_usd", "chosen", "within_limits", "conflicts", "choices"],
      "properties": {
        "time_seconds": {"type": "number", "description": "One run of each job, added up"},
        "longest_chain_seconds": {"type": "number", "description": "Of jobs that wait for each other"},
        "compared_usd": {"$ref": "#/$defs/usd", "description": "What is minimized: a month, with what is paid once for data spread over the time it is kept"},
        "monthly_usd": {"$ref": "#/$defs/usd"},
        "once_usd": {"$ref": "#/$defs/usd"},
        "chosen": {"type": "boolean", "description": "It is the plan of this document"},
        "within_limits": {"type": "boolean"},
        "conflicts": {"$ref": "#/$defs/texts", "description": "The budget or the deadline of a chain of tasks, where it is not kept"},
        "choices": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["part", "name", "choice", "place"],
            "properties": {"part": {"enum": ["task", "dataset"]}, "name": {"type": "string"}, "choice": {"type": "string"}, "place": {"type": "string"}}
          }
        }
      }
    },
    "owned": {
      "type": "object",
      "required": ["what", "kind", "unit", "available", "used", "unused"],
      "properties": {
        "what": {"type": "string"},
        "kind": {"enum": ["reserved", "savings_plan", "own_machines"]},
        "unit": {"enum": ["machine-hour", "usd"]},
        "available": {"type": "number", "description": "In a month"},
        "used": {"type": "number"},
        "unused": {"type": "number"}
      }
    },
)json")
      .append(choice_schemas());
}

}  // namespace cloudplan
