"""What must not change a reading, and what must change it in one way only; no gold is needed.

Every check takes a document written by seed, changes it, and compares the records: widths, line
breaks, page breaks, note marks, an idle paragraph, order; states and years put in place of others;
a verb negated, a hedge exchanged, a sentence put in quotation marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.passages import CauseMention, EventMention, Reading
from kankei.reading.read import read_text
from kankei.reading.text import surface

from .generated.cast import states
from .generated.document import LANGUAGES, Generated, printed
from .generated.frame import VARIETIES, Frame, forms
from .generated.page import STYLES, Layout
from .generated.plan import Plan, plan, planner
from .generated.records import Records, records, renamed

CASES = 5
SEEDS = st.integers(0, 10_000)
PLAIN = {
    variety: Layout("superscript", spaced=variety in ("ko", "en", "ru")) for variety in VARIETIES
}
ASSERTED = ("fact", "reported", "alleged")

checked = settings(max_examples=CASES, deadline=None, derandomize=True)
in_all = pytest.mark.parametrize("variety", VARIETIES)


def read(document: Generated, raw: str | None = None) -> Records:
    reading = read_text(document.raw if raw is None else raw, language=document.language)
    return records(reading, notes=False)


def plainly(what: Plan) -> Generated:
    return printed(what, PLAIN[what.variety])


@in_all
@checked
@given(seed=SEEDS, width=st.integers(24, 60))
def test_line_width(variety: str, seed: int, width: int) -> None:
    what, layout = plan(variety, seed), PLAIN[variety]
    width *= 2 if layout.spaced else 1
    assert read(printed(what, replace(layout, width=width))) == read(plainly(what))


@in_all
@checked
@given(seed=SEEDS, style=st.sampled_from(sorted(STYLES)))
def test_note_marks(variety: str, seed: int, style: str) -> None:
    if style == "word" and variety != "ja":
        style = "square"
    if style == "closing" and variety != "ko":
        style = "square"
    what = plan(variety, seed)
    assert read(printed(what, replace(PLAIN[variety], style=style))) == read(plainly(what))


@in_all
@checked
@given(seed=SEEDS)
def test_an_idle_paragraph(variety: str, seed: int) -> None:
    what = plan(variety, seed)
    assert read(plainly(what.with_filler())) == read(plainly(what))


@in_all
@checked
@given(seed=SEEDS)
def test_order_of_paragraphs(variety: str, seed: int) -> None:
    what = plan(variety, seed)
    assert read(plainly(what.reordered())) == read(plainly(what))


@in_all
@checked
@given(seed=SEEDS)
def test_a_paragraph_taken_away_takes_its_records_only(variety: str, seed: int) -> None:
    what = plan(variety, seed)
    less = read(plainly(what.without_last()))
    assert less - read(plainly(what)) == Counter()


@in_all
@checked
@given(seed=SEEDS)
def test_other_states(variety: str, seed: int) -> None:
    """The same sentences on other states say the same of those."""
    known = sorted(states(variety), key=lambda state: state.code)
    short = [one for one in known if one.forms["short"] or variety in ("en", "ru")]
    first, second = short[:3], short[3:6]
    one, two = (
        plainly(plan(variety, seed, among=tuple(state.code for state in cast), strangers=True))
        for cast in (first, second)
    )
    slots = [{state.code: str(slot) for slot, state in enumerate(cast)} for cast in (first, second)]
    assert counted(read(one), slots[0]) == counted(read(two), slots[1])


def counted(found: Records, codes: dict[str, str]) -> Counter[tuple[object, ...]]:
    """Types, signs, values and states of records; their words name other states."""
    return Counter(what for record in renamed(found, codes).elements() if (what := _shape(record)))


def _shape(record: tuple[Any, ...]) -> tuple[Any, ...]:
    kind, *rest = record
    if kind == "event":
        *what, actors = rest
        return kind, *what, tuple(sorted(actor for actor in actors if actor[0].isdigit()))
    kept = {"state": slice(1, None), "date": slice(1, None), "cause": slice(0, 1)}
    return (kind, *rest[kept[kind]]) if kind in kept else ()


@in_all
@checked
@given(seed=SEEDS, years=st.sampled_from((-8, -4, 4)))
def test_all_years_shifted(variety: str, seed: int, years: int) -> None:
    one, two = (plainly(plan(variety, seed, years=by, strangers=True)) for by in (0, years))
    assert values(one, years) == values(two, 0)


def values(document: Generated, years: int) -> list[str]:
    found = read_text(document.raw, language=document.language)
    told = [one.value or "" for one in found.dates] + [one.date or "" for one in found.events]
    return [re.sub(r"\b\d{4}\b", lambda year: str(int(year[0]) + years), one) for one in told]


WIDE = str.maketrans("0123456789%()", "０１２３４５６７８９％（）")
NARROW = {"（": "(", "）": ")", "％": "%", "～": "〜", "：": ":"}
CHANGES: dict[str, tuple[tuple[str, ...], Callable[[str], str]]] = {
    "decomposed": (VARIETIES, lambda text: unicodedata.normalize("NFD", text)),
    "full-width digits": (("ja", "zh", "zh-hant"), lambda text: text.translate(WIDE)),
    "half-width marks": (
        ("ja", "zh", "zh-hant"),
        lambda text: text.translate(str.maketrans(NARROW)),
    ),
    "line ends of Windows": (VARIETIES, lambda text: text.replace("\n", "\r\n")),
    "spaces at line ends": (VARIETIES, lambda text: text.replace("\n", " \n")),
    "hard spaces": (("ko", "en", "ru"), lambda text: text.replace(" ", "\u00a0")),
}
VARIED = [(name, variety) for name, (these, _) in CHANGES.items() for variety in these]


@pytest.mark.parametrize(("name", "variety"), VARIED)
@checked
@given(seed=SEEDS)
def test_spelling_of_the_same_signs(name: str, variety: str, seed: int) -> None:
    document = plainly(plan(variety, seed))
    assert read(document, CHANGES[name][1](document.raw)) == read(document)


def told(variety: str, seed: int, text: str) -> Reading:
    """Read one sentence filled with the states of a seed."""
    sentence = planner(variety, seed).teller.tell(Frame("pair", text)).text
    return read_text(sentence, language=LANGUAGES[variety])


PAIRS = [
    (variety, kind, number)
    for variety, kind in product(VARIETIES, ("negation", "hedge"))
    for number in range(len(forms(variety)["pairs"][kind]))
]


@pytest.mark.parametrize(
    ("variety", "number"), [(v, n) for v, kind, n in PAIRS if kind == "negation"]
)
@checked
@given(seed=SEEDS)
def test_a_negated_verb_turns_polarity_only(variety: str, number: int, seed: int) -> None:
    said, denied = (
        told(variety, seed, text) for text in forms(variety)["pairs"]["negation"][number]
    )
    assert [one.polarity for one in said.events] == ["+"]
    assert [one.polarity for one in denied.events] == ["-"]
    assert list(map(essence, said.events)) == list(map(essence, denied.events))


def essence(event: EventMention) -> tuple[object, ...]:
    return event.plover, event.cameo[:2], event.actors, event.date


@pytest.mark.parametrize(("variety", "number"), [(v, n) for v, kind, n in PAIRS if kind == "hedge"])
def test_another_hedge_moves_the_band_only(variety: str, number: int) -> None:
    one, two = (told(variety, 0, text) for text in forms(variety)["pairs"]["hedge"][number])
    assert [held(one, cause) for cause in one.causes] == [held(two, cause) for cause in two.causes]
    assert len(one.causes) == len(two.causes) == 1
    assert one.causes[0].band != two.causes[0].band


def held(reading: Reading, cause: CauseMention) -> tuple[str, str]:
    return cause.sign, surface(reading.raw, cause.cause)


@in_all
@checked
@given(seed=SEEDS)
def test_what_is_quoted_is_no_fact_of_the_writer(variety: str, seed: int) -> None:
    """Inside quotation marks an event is said by the speaker, and the words are a claim."""
    before, after = forms(variety)["pairs"]["said"]
    for text, _ in forms(variety)["pairs"]["negation"]:
        found = told(variety, seed, before + text.rstrip("。.") + after)
        acts = [one for one in found.events if one.plover != "NONE"]
        assert [one.assertion for one in acts if one.assertion == "fact"] == []
        assert [one.verbatim for one in found.claims] == [True]
