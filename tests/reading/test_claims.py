"""Who said what, by marked text in five languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.claims.bodies import names, organ_id
from kankei.reading.claims.spellings import spellings
from kankei.reading.passages import ClaimMention, Reading
from kankei.reading.read import read_text
from kankei.reading.text import surface
from kankei.reading.words import word_list
from kankei.terms.language import LANGUAGES, Language

MARKED = Path(__file__).parent / "marked"


def blocks(language: Language) -> list[tuple[str, list[str]]]:
    """Texts with their claims."""
    found = []
    text = (MARKED / f"claims.{language}.txt").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            found.append((lines[0], [line[2:] for line in lines[1:]]))
    return found


def written(reading: Reading, claim: ClaimMention) -> str:
    speaker = " ".join(claim.speaker) or "-"
    return f"{speaker} | {claim.outlet or '-'} | {surface(reading.raw, claim.spans)}"


CASES = [(language, *block) for language in LANGUAGES for block in blocks(language)]


@pytest.mark.parametrize(("language", "text", "claims"), CASES)
def test_marked_text(language: Language, text: str, claims: list[str]) -> None:
    reading = read_text(text, language=language)
    assert [written(reading, claim) for claim in reading.claims] == claims


def test_words_in_quotation_marks_are_verbatim() -> None:
    reading = read_text("中国外交部は「反対する」と述べた。日本政府は遺憾だと述べた。")
    first, second = reading.claims
    assert (first.verbatim, second.verbatim) == (True, False)
    assert [surface(reading.raw, quote) for quote in first.quotes] == ["「反対する」"]
    assert surface(reading.raw, first.cue) == "と述べた"


def test_a_claim_knows_its_date_and_notes() -> None:
    reading = read_text(
        "2024年5月20日、日本の外務省は歓迎すると述べた[1]。\n\n[1] 外務省、https://example.org/a。"
    )
    claim = reading.claims[0]
    assert (claim.date, claim.notes) == ("2024-05-20", (1,))
    assert surface(reading.raw, claim.spans) == "日本の外務省は歓迎すると述べた"


def test_an_organ_without_a_state_takes_the_one_told_before() -> None:
    reading = read_text("中国外交部は抗議した。翌日、外交部は再び抗議した。防衛省は沈黙した。")
    assert [body.body for body in reading.bodies] == ["chn_mfa", "chn_mfa", "jpn_mod"]
    assert read_text("国防省は抗議した。").bodies == ()
    assert [body.body for body in read_text("外務省は抗議した。").bodies] == ["jpn_mofa"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_has_an_id(language: Language) -> None:
    shared = word_list(None, "bodies")
    for kind, identity in names(language).meaning.values():
        if kind == "media":
            assert identity in shared["media"]
        if kind == "organs":
            assert identity in shared["organs"]
            assert organ_id(identity, "JPN").startswith("jpn_")


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_lists_have_the_same_keys(language: Language) -> None:
    order = word_list(language, "claims")["order"]
    model: Language = "ja" if order == "verb last" else "zh"
    missing = set(word_list(model, "claims")) - set(word_list(language, "claims"))
    assert missing == set()


def test_spellings() -> None:
    assert spellings("a(?:b|c)?[de]") == ("abd", "abe", "acd", "ace", "ad", "ae")
    with pytest.raises(ValueError, match="unmatched"):
        spellings("a)")


WORDS = ("中国は", "日本が", "「反対」", "と述べた", "と伝えた", "新華社によれば", "、", "。", "¹")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_spans_are_slices_in_bounds(parts: list[str]) -> None:
    reading = read_text("".join(parts))
    for claim in reading.claims:
        for spans in (claim.spans, claim.cue, *claim.quotes):
            assert all(0 <= span.start < span.end <= len(reading.raw) for span in spans)
        assert all(surface(reading.raw, quote)[0] in "「『" for quote in claim.quotes)
