"""Findings in a reader's words: what was found, about whom, and the value with its unit."""

from __future__ import annotations

from ..terms.actor import states
from ..terms.dyad import Dyad
from ..terms.errors import CodeError
from ..terms.event import DOMAINS
from ..terms.field import field
from ..terms.finding import Finding
from ..terms.language import AnswerLanguage, Bilingual
from .words import say


def what_text(finding: Finding, language: AnswerLanguage) -> str:
    """Label of the field that a finding gives."""
    return field(finding.what).label.in_(language)


def about_text(finding: Finding, language: AnswerLanguage) -> str:
    """Names of what a finding is about."""
    return ", ".join(label_of(item).in_(language) for item in finding.about)


def label_of(item: str) -> Bilingual:
    """The label of a state, dyad or domain; anything else is its own label."""
    relation, _, domain = item.partition("/")
    if domain in DOMAINS:
        whole, part = label_of(relation), say(f"domains.{domain}")
        return Bilingual(f"{whole.ja}（{part.ja}）", f"{whole.en} ({part.en})")
    if item in DOMAINS or item == "all":
        return say(f"domains.{item}")
    try:
        if "-" in item:
            dyad = Dyad.parse(item)
            return Bilingual(dyad.label("ja"), dyad.label("en"))
        state = states().get(item)
        return Bilingual(state.ja, state.en)
    except CodeError:
        return Bilingual(item, item)


def value_text(finding: Finding, language: AnswerLanguage) -> str:
    """Value, interval and unit, or the reason why the value is missing."""
    if finding.value is None:
        return say("values.missing", reason=finding.missing).in_(language)
    value = finding.value if isinstance(finding.value, str) else number(finding.value)
    if finding.low is not None and finding.high is not None:
        value += f" [{number(finding.low)}, {number(finding.high)}]"
    unit = field(finding.what).unit_label.in_(language)
    return f"{value}{'' if language == 'ja' else ' '}{unit}".strip()


def number(value: float) -> str:
    """A number with its digits in groups of three and no digit that it does not have.

    Examples
    --------
    >>> number(6700), number(0.125), number(3.0)
    ('6,700', '0.125', '3')
    """
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.4f}".rstrip("0")
