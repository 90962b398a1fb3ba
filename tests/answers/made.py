"""Small findings, sentences and sources for tests of the answers."""

from __future__ import annotations

from kankei.answers.compose import Sentence
from kankei.terms.finding import Evidence, Finding
from kankei.terms.language import Bilingual
from kankei.terms.period import Period
from kankei.terms.source import Source


def finding(value: float | str | None = 3, what: str = "events_count", **given: object) -> Finding:
    return Finding(
        what=what,
        about=("PRK-RUS", "military"),
        period=Period.parse("2023"),
        value=value,
        unit="events",
        method="a.method",
        evidence=(Evidence("event", "event:1"),),
        **given,  # type: ignore[arg-type]
    )


def sentence(ja: str = "三件ある。", en: str = "There are three.") -> Sentence:
    return Sentence(Bilingual(ja, en), (finding(),))


def source(key: str = "s", language: str = "en", **given: str) -> Source:
    values = {
        "kind": "news",
        "publisher": "Daily",
        "author": "",
        "title": "Story",
        "url": "",
        "symbol": "",
        "seen": "page",
    } | given
    return Source(
        key=key,
        published=Period.parse("2024-02-27"),
        language=language,
        **values,  # type: ignore[arg-type]
    )
