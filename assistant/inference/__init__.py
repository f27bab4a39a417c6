"""Features and linear models: reading and predicting, no training."""

from assistant.inference.model import LinearModel, load_models

__all__ = ["LinearModel", "load_models"]
