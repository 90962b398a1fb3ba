"""Languages told by their script."""

from __future__ import annotations

import pytest

from kankei.reading.read import read_text
from kankei.reading.script import language_of, scripts
from kankei.terms.language import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("両国は会談した。", "ja"),
        ("IAEAのグロッシ事務局長は、", "ja"),
        ("两国元首举行会谈。", "zh"),
        ("北京隨即批評了就職演說。", "zh"),
        ("양국 정상이 만났다.", "ko"),
        ("IAEA(국제원자력기구)는 발표했다.", "ko"),
        ("Стороны подписали договор.", "ru"),
        ("The two sides met.", "en"),
        ("https://example.org/両国", "ja"),
        ("2024-05-01", "en"),
    ],
)
def test_without_a_prior(text: str, language: Language) -> None:
    found = language_of(text)
    assert found == language or (language == "ja" and found == "zh" and not scripts(text).kana)


@pytest.mark.parametrize("text", ["国務委員長", "最高人民会議", "中朝関係", "国务委員長"])
def test_chinese_characters_alone_take_the_language_of_their_document(text: str) -> None:
    assert language_of(text, "ja") == "ja"
    assert language_of(text, "zh") == "zh"
    assert language_of(text) == "zh"


@pytest.mark.parametrize("text", ["我们注意到有关报道。", "這是俄朝兩國之間的事。"])
def test_chinese_in_a_japanese_document(text: str) -> None:
    assert language_of(text, "ja") == "zh"


def test_a_japanese_name_does_not_make_chinese_japanese() -> None:
    assert (
        language_of("日本首相发表了题为「さくら」的长篇演讲并回答了记者们的各种提问。", "zh")
        == "zh"
    )


def test_each_sentence_has_its_own_language() -> None:
    lines = (
        "両国の立場を引く。",
        "Стороны подписали договор.",
        "我们注意到有关报道。",
        "양국이 만났다.",
    )
    raw = "\n\n".join(lines)
    assert [one.language for one in read_text(raw).sentences] == ["ja", "ru", "zh", "ko"]
