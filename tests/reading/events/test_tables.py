"""The tables behind events: complete, consistent, and of codes that exist."""

from __future__ import annotations

from collections import Counter

import pytest

from kankei.reading.events.finding import find_words
from kankei.reading.events.table import acts, frames, grammar, lexicon, words
from kankei.terms.event import DOMAINS
from kankei.terms.language import LANGUAGES, Language
from kankei.terms.plover import cameo, event_types

WANTED = {"ja": 600, "en": 500, "ko": 400, "zh": 400, "ru": 400}
OUTSIDE = {"NONE"}
OWN = {"cyber", "backing", "forum", "membership", "raid", "vetting", "coup", "destination"} | {
    *("charge", "readiness", "satellite", "visa", "demand", "status", "debt", "banned"),
    *("alert", "ceremony", "eviction", "pause", "rescuer", "ruling", "slur"),
    *("artillery", "posture", "premises"),
    *("checkpoint", "pullback", "access", "fund", "base", "honour", "site", "takeover"),
    *(
        "autonomy",
        "fire",
        "member",
        "poll",
        "guilt",
        "law",
        "discharge",
        "void",
        "instrument",
        "retaliation",
    ),
}
"""Kinds of things for which not every language has words that need telling apart."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_predicates(language: Language) -> None:
    assert sum(bool(word.acts) for word, _ in words(language)) >= WANTED[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_once_and_does_something(language: Language) -> None:
    rows = [(word.lemma, word.inflection) for word, _ in words(language)]
    assert [row for row, count in Counter(rows).items() if count > 1] == []
    assert all(word.acts for word, _ in words(language) if word.inflection not in ("n", "w"))


def test_acts_have_codes_that_exist() -> None:
    for act in (act for named in acts().values() for act in named):
        assert cameo(act.cameo).code == act.cameo
        assert act.plover in {*event_types(), *OUTSIDE}
        assert act.domain in DOMAINS
        assert act.frame in frames()


def test_cameo_and_plover_agree() -> None:
    own = {act for named in acts().values() for act in named if act.plover not in OUTSIDE}
    apart = {(act.name, act.cameo) for act in own if cameo(act.cameo).plover != act.plover}
    assert apart <= {("blast", "171")}, apart


def test_objects_of_acts_have_words_in_every_language() -> None:
    kinds = {kind for named in acts().values() for act in named for kind in act.objects}
    for language in LANGUAGES:
        known = {kind for word, _ in words(language) for kind in word.kinds}
        assert kinds - known <= OWN


def test_roles_are_known() -> None:
    roles = {role for frame in frames().values() for role in frame.values()}
    assert roles == {"source", "target", "participant"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_grammars_and_lexicons_load(language: Language) -> None:
    assert grammar(language)["order"] in ("verb last", "verb first")
    assert lexicon(language).surfaces


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ja", "会談した", ("active", "real", False)),
        ("ja", "会談しなかった", ("active", "real", True)),
        ("ja", "撃墜された", ("passive", "real", False)),
        ("ja", "撃墜すれば", ("active", "unreal", False)),
        ("ja", "訪れる予定だ", ("active", "planned", False)),
        ("ja", "断った", ("active", "real", False)),
        ("ja", "停止すると発表した", ("active", "announced", False)),
        ("ko", "방문했다", ("active", "real", False)),
        ("ko", "방문하지 않았다", ("active", "real", True)),
        ("ko", "방문할 예정이다", ("active", "planned", False)),
        ("ko", "방문하면", ("active", "unreal", False)),
        ("ko", "중단되었다", ("passive", "real", False)),
        ("en", "china condemned", ("active", "real", False)),
        ("en", "it did not condemn", ("active", "real", True)),
        ("en", "it was condemned", ("passive", "real", False)),
        ("en", "it would condemn", ("active", "unreal", False)),
        ("en", "it will visit", ("active", "planned", False)),
        ("zh", "中方谴责", ("active", "real", False)),
        ("zh", "中方没有谴责", ("active", "real", True)),
        ("zh", "可能谴责", ("active", "unreal", False)),
        ("zh", "遭到谴责", ("passive", "real", False)),
        ("ru", "осудил", ("active", "real", False)),
        ("ru", "не осудил", ("active", "real", True)),
        ("ru", "осуждена", ("passive", "real", False)),
        ("ru", "если осудил", ("active", "unreal", False)),
    ],
)
def test_shapes(language: Language, text: str, wanted: tuple[str, str, bool]) -> None:
    shape = find_words(text, language)[0].shape
    assert (shape.voice, shape.mood, shape.negated) == wanted
