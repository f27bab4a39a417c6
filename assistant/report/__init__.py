"""The report's types, their JSON form and schema."""

from assistant.report.model import Report, schema

__all__ = ["Report", "schema"]
