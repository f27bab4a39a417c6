"""The language room: from a document as read to segments, sections, turns, cues, dates and names."""

from assistant.language.pipeline import MOST_SEGMENTS, Annotator
from assistant.language.recognise import Recogniser

__all__ = ["MOST_SEGMENTS", "Annotator", "Recogniser"]
