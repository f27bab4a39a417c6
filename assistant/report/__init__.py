"""The report's types, their JSON form and schema."""

from assistant.report.model import Report, schema
from assistant.report.utf16 import Utf16Offsets

__all__ = ["Report", "Utf16Offsets", "schema"]
