"""The command line: parse, call a step, print."""

from .commands import main

__all__ = ["main"]
