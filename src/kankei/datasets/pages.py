"""Writes the page of a data set from its card, so that the two cannot disagree."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from ..terms.language import ANSWER_LANGUAGES, AnswerLanguage
from .card import Card


def page(card: Card, language: AnswerLanguage) -> str:
    """Give the Markdown page of a data set in one language.

    Examples
    --------
    >>> from kankei.datasets import card
    >>> page(card("imf_weo"), "en").splitlines()[0]
    '# IMF World Economic Outlook, by edition'
    """
    environment = Environment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown of our own cards, not HTML of others
    )
    source = (files(__package__) / f"page.{language}.md.jinja").read_text(encoding="utf-8")
    return environment.from_string(source).render(card=card)


def write_pages(cards: Iterable[Card], folder: Path) -> None:
    """Write the pages of some data sets in both languages."""
    folder.mkdir(parents=True, exist_ok=True)
    for card in cards:
        for language in ANSWER_LANGUAGES:
            path = folder / f"{card.name}.{language}.md"
            path.write_text(page(card, language), encoding="utf-8", newline="\n")
