"""Run the command line with `python -m assistant.cli`."""

from __future__ import annotations

from .main import main

if __name__ == "__main__":
    main()
