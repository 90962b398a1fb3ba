"""Findings in a reader's words: what was found, about whom, and the value with its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from ..measures.discourse import framing_terms
from ..terms.actor import states
from ..terms.dyad import Dyad
from ..terms.errors import CodeError
from ..terms.event import DOMAINS
from ..terms.field import field
from ..terms.finding import Finding
from ..terms.language import AnswerLanguage, Bilingual
from .words import has, say


def what_text(finding: Finding, language: AnswerLanguage) -> str:
    """Label of the field that a finding gives."""
    return field(finding.what).label.in_(language)


def about_text(
    finding: Finding, language: AnswerLanguage, names: Mapping[str, Bilingual] | None = None
) -> str:
    """Names of what a finding is about; ``names`` holds those that no register knows."""
    known = names or {}
    labels = [known.get(item) or label_of(item) for item in finding.about]
    return joined(labels).in_(language)


def label_of(item: str) -> Bilingual:
    """The label of a state, dyad, domain, index, term or kind; anything else is its own label."""
    relation, _, domain = item.partition("/")
    if domain in DOMAINS:
        whole, part = label_of(relation), say(f"domains.{domain}")
        return Bilingual(f"{whole.ja}（{part.ja}）", f"{whole.en} ({part.en})")
    if item in DOMAINS or item == "all":
        return say(f"domains.{item}")
    for listed in ("labels", "kinds"):
        if has(f"{listed}.{item}"):
            return say(f"{listed}.{item}")
    try:
        if "-" in item:
            dyad = Dyad.parse(item)
            return Bilingual(dyad.label("ja"), dyad.label("en"))
        state = states().get(item)
        return Bilingual(state.ja, state.en)
    except CodeError:
        return term_labels().get(item, Bilingual(item, item))


@cache
def term_labels() -> Mapping[str, Bilingual]:
    """Labels of the framing terms, by term."""
    return {term.term: term.label for term in framing_terms()}


def value_text(
    finding: Finding, language: AnswerLanguage, texts: Mapping[str, Bilingual] | None = None
) -> str:
    """Value, interval and unit, or the reason why the value is missing.

    ``texts`` gives the text of events and claims by id, so that a finding that states one is read
    in the reader's language.
    """
    if finding.value is None:
        return say("values.missing", reason=finding.missing).in_(language)
    if isinstance(finding.value, str):
        stated = (texts or {}).get(finding.evidence[0].id)
        whole = stated is not None and finding.value == stated.en
        return stated.in_(language) if stated and whole else _word(finding.value, language)
    write = _percent if finding.unit == "share" else number
    value = write(finding.value)
    if finding.low is not None and finding.high is not None:
        value += f" [{write(finding.low)}, {write(finding.high)}]"
    if finding.unit == "share":
        return value
    unit = field(finding.what).unit_of(finding.value, language)
    return f"{value}{'' if language == 'ja' else ' '}{unit}".strip()


def _word(value: str, language: AnswerLanguage) -> str:
    """A value from a fixed list in the reader's language; anything else as it stands."""
    return say(f"values.words.{value}").in_(language) if has(f"values.words.{value}") else value


def _percent(value: float) -> str:
    return f"{value:.1%}"


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


def signed(value: float) -> str:
    """A number with its sign and one decimal.

    Examples
    --------
    >>> signed(4.44), signed(-0.26), signed(-0.04)
    ('+4.4', '−0.3', '0.0')
    """
    text = f"{value:+.1f}".replace("-", "−")
    return "0.0" if text[1:] == "0.0" else text


def interval(low: float, high: float) -> Bilingual:
    """An interval in words between its bounds."""
    return say("values.interval", low=signed(low), high=signed(high))


def odds(probability: float) -> Bilingual:
    """A probability in whole per cent; near 0 and 1 it is bounded and never called certain.

    Examples
    --------
    >>> odds(0.983).en, odds(0.9999).en
    ('98%', '>99%')
    """
    if probability > 0.99:
        return say("values.nearly_sure")
    if probability < 0.01:
        return say("values.hardly")
    return say("values.percent", share=round(100 * probability))


def running(sentences: Sequence[Bilingual]) -> Bilingual:
    """Sentences one after the other, as each language sets them."""
    return Bilingual("".join(s.ja for s in sentences), " ".join(s.en for s in sentences))


def following(sentences: Sequence[Bilingual]) -> Bilingual:
    """Sentences that follow on another one, which may be none.

    Examples
    --------
    >>> following([Bilingual("次。", "Next.")]).en, following([]).en
    (' Next.', '')
    """
    found = running(sentences)
    return Bilingual(found.ja, f" {found.en}" if found.en else "")


def minus(text: str) -> str:
    """A number that was written with a hyphen, with a minus sign.

    Examples
    --------
    >>> minus("-1.29"), minus("0.70")
    ('−1.29', '0.70')
    """
    return text.replace("-", "−")


def joined(items: Sequence[Bilingual]) -> Bilingual:
    """Items in one line, as each language sets them."""
    return Bilingual("、".join(item.ja for item in items), ", ".join(item.en for item in items))
