"""Proofs too long for CI; each is a module: ``python -m tests.deep.<name>``."""
