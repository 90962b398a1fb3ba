"""Proposals about one short made-up document, right as they stand; tests spoil them."""

from __future__ import annotations

from typing import Any

from kankei.reading.passages import Reading
from kankei.reading.read import read_text

TEXT = (
    "2024年6月19日、ロシアと北朝鮮は平壌で条約に署名した。"
    "中国は共同演習に参加しなかった。"
    "ロシア外務省は「条約は防衛のためのものである」と述べた。"
    "ロシアは弾薬を約300万発受け取った。"
    "条約が発効すれば、日本と北朝鮮の対立が深まる可能性が高い。\n\n"
    "韓国はロシアを非難した。ロシアは韓国を非難した。\n"
)
"""Two paragraphs of made-up sentences."""


def reading() -> Reading:
    return read_text(TEXT)


def event(**changed: Any) -> dict[str, Any]:
    """The signing."""
    return {
        "sentence": 1,
        "quotation": "ロシアと北朝鮮は平壌で条約に署名した",
        "before": "",
        "after": "",
        "type": "AGREE",
        "actors": [
            {"id": "RUS", "role": "participant", "words": "ロシア"},
            {"id": "PRK", "role": "participant", "words": "北朝鮮"},
        ],
        "date": {"words": "2024年6月19日", "value": "2024-06-19"},
        "assertion": "fact",
        **changed,
    }


def absence(**changed: Any) -> dict[str, Any]:
    """China did not take part."""
    told = {
        "sentence": 2,
        "quotation": "中国は共同演習に参加しなかった",
        "type": "COOPERATE",
        "actors": [{"id": "CHN", "role": "source", "words": "中国"}],
        "date": None,
        "assertion": "negated",
    }
    return event(**{**told, **changed})


def claim(**changed: Any) -> dict[str, Any]:
    """What the ministry said."""
    return {
        "sentence": 3,
        "quotation": "条約は防衛のためのものである",
        "before": "",
        "after": "",
        "speaker": {"id": "RUS", "words": "ロシア外務省"},
        "outlet": None,
        "cue": "と述べた",
        "verbatim": True,
        "date": None,
        **changed,
    }


def quantity(**changed: Any) -> dict[str, Any]:
    """The shells."""
    return {
        "sentence": 4,
        "quotation": "約300万発",
        "before": "",
        "after": "",
        "value": 3000000,
        "low": None,
        "high": None,
        "unit": "発",
        "change": None,
        **changed,
    }


def cause(**changed: Any) -> dict[str, Any]:
    """The treaty deepens the quarrel."""
    return {
        "sentence": 5,
        "quotation": "日本と北朝鮮の対立が深まる",
        "before": "",
        "after": "",
        "cause": "条約が発効すれば",
        "sign": "+",
        "conditional": True,
        "hedge": "可能性が高い",
        **changed,
    }
