"""Extraction: shortcomings, causes, commitments, remediations, opinions, ratings and the parties behind them."""

from assistant.extraction.extract import Extraction, Extractor
from assistant.extraction.parties import RosterEntry

__all__ = ["Extraction", "Extractor", "RosterEntry"]
