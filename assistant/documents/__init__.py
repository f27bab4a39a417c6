"""Reading files into a text with blocks: the door of the room."""

from __future__ import annotations

from assistant.documents.limits import Limits
from assistant.documents.model import Block, BlockKind, Document, SecrecyMark, Unread
from assistant.documents.read import read

__all__ = ["Block", "BlockKind", "Document", "Limits", "SecrecyMark", "Unread", "read"]
