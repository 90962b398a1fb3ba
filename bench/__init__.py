"""Benchmarks, each against a bar and against a peer or baseline of the same run."""
