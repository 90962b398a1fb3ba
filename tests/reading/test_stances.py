"""Whether a claim denies or affirms, in five languages."""

from __future__ import annotations

import pytest

from kankei.reading.read import read_text
from kankei.terms.language import Language

CASES: list[tuple[Language, str, str]] = [
    ("ja", "中国外交部は、武器を供与したとの報道を否定した。", "denies"),
    ("ja", "ロシア国防省は、艦艇の損傷を認めた。", "affirms"),
    ("ja", "イラン政府は、報道は事実ではないと述べた。", "states"),
    ("ja", "インド外務省は、指摘を「根拠がない」と一蹴した。", "denies"),
    ("en", "Moscow denied that it had jammed the signals.", "denies"),
    ("en", "The Chinese foreign ministry dismissed the report as fiction.", "denies"),
    ("en", "Belarus confirmed that the missiles had arrived.", "affirms"),
    ("en", "Tehran said that the report was false.", "states"),
    ("ko", "러시아 외무부는 무기를 넘겼다는 의혹을 부인했다.", "denies"),
    ("ko", "중국 외교부는 회담이 열렸다고 확인했다.", "affirms"),
    ("ko", "일본 정부는 사실이 아니라고 밝혔다.", "states"),
    ("zh", "俄罗斯外交部否认向该国提供武器。", "denies"),
    ("zh", "伊朗外交部证实，会谈已经举行。", "affirms"),
    ("zh", "印度外交部表示，有关说法不属实。", "states"),
    ("ru", "МИД КНР опроверг сообщения о поставках оружия.", "denies"),
    ("ru", "МИД России подтвердил, что встреча состоялась.", "affirms"),
    ("ru", "МИД Ирана заявил, что сообщения не соответствуют действительности.", "states"),
]


@pytest.mark.parametrize(("language", "text", "stance"), CASES)
def test_the_verb_of_saying_tells_the_stance(language: Language, text: str, stance: str) -> None:
    (claim,) = read_text(text, language=language).claims
    assert claim.stance == stance
