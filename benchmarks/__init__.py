"""Benchmarks of speed and size: `python -m benchmarks`."""
