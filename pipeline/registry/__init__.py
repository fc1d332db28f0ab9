"""The reviewed facts of `pipeline/registry/`, loaded once and typed: one module a topic."""
