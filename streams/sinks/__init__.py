"""Enriched events into other systems, each of them idempotent on `ce_id`."""
