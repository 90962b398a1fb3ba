"""The measured tables of a study: each one a recipe, made from open data with its provenance.

Start reading at ``making.py``; ``plan.py`` says what the tables are made for.
"""

from __future__ import annotations

from .making import RECIPES, Outcome, list_snapshot, make_snapshot

__all__ = ["RECIPES", "Outcome", "list_snapshot", "make_snapshot"]
