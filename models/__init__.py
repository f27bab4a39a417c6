"""Data of the library; read it through `assistant.resources`."""
