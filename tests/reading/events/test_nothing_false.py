"""What is no event is not read as one: culture, conditions, denials."""

from __future__ import annotations

import pytest

from kankei.reading.passages import EventMention
from kankei.reading.read import read_text
from kankei.reading.text import surface
from kankei.terms.language import Language

ASSERTED = ("fact", "reported", "alleged")

CULTURE: dict[Language, str] = {
    "ja": (
        "夏の終わりに聴く音楽\n\nロシアの作曲家の交響曲を、ドイツの指揮者が東京で指揮した。"
        "フランス料理店の帰りだという老夫婦は、韓国映画の話に花を咲かせていた。"
        "戦いのような終楽章の後、聴衆は拍手で応じた。中国茶の香りが漂っていた。\n"
    ),
    "en": (
        "Music for Late Summer\n\nThe German conductor led a Russian symphony with great warmth. "
        "A Turkish carpet lay beside the French windows, and the audience drank Indian tea. "
        "The last movement, a battle of brass and strings, won the hall over.\n"
    ),
    "ko": (
        "늦여름의 음악\n\n독일 지휘자의 손끝에서 러시아 교향곡이 되살아났다. "
        "프랑스 요리를 즐긴 노부부는 일본 영화 이야기로 웃음꽃을 피웠다.\n"
    ),
    "zh": "夏末的音乐\n\n德国指挥家的手势让俄罗斯交响曲焕发光彩。法国餐厅里飘着中国茶的香味。\n",
    "ru": (
        "Музыка конца лета\n\nНемецкая скрипка звучала мягко, как французское кино. "
        "На столе стоял китайский чай, за окном темнело.\n"
    ),
}

DENIALS: dict[Language, str] = {
    "ja": "ロシアは北朝鮮に武器を渡していない。両国は首脳会談を行わなかった。",
    "en": "Russia did not supply weapons to North Korea. The two leaders did not meet.",
    "ko": "러시아는 북한에 무기를 제공하지 않았다. 양국 정상은 회담하지 않았다.",
    "zh": "俄罗斯没有向朝鲜提供武器。两国领导人没有举行会谈。",
    "ru": "Россия не поставляла оружие КНДР. Лидеры двух стран не встречались.",
}

CONDITIONS: dict[Language, str] = {
    "ja": "中国が台湾に侵攻すれば、米国は中国に制裁を科すだろう。",
    "en": "If China invaded Taiwan, the United States would impose sanctions on China.",
    "ko": "중국이 대만을 침공하면 미국은 중국에 제재를 가할 것이다.",
    "zh": "如果中国进攻台湾，美国将对中国实施制裁。",
    "ru": "Если Китай нападёт на Тайвань, США введут санкции против Китая.",
}


def asserted(text: str, language: Language) -> list[EventMention]:
    found = read_text(text, language=language).events
    return [one for one in found if one.polarity == "+" and one.assertion in ASSERTED]


@pytest.mark.parametrize("language", CULTURE)
def test_a_culture_essay_holds_no_political_event(language: Language) -> None:
    assert asserted(CULTURE[language], language) == []


@pytest.mark.parametrize("language", DENIALS)
def test_nothing_is_asserted_among_denials(language: Language) -> None:
    assert asserted(DENIALS[language], language) == []


@pytest.mark.parametrize("language", CONDITIONS)
def test_what_stands_under_a_condition_is_no_event(language: Language) -> None:
    assert asserted(CONDITIONS[language], language) == []


def test_an_event_knows_type_actors_date_and_place_in_the_text() -> None:
    text = "2024年6月19日、ロシアと北朝鮮は平壌で条約に署名した。"
    (event,) = read_text(text).events
    assert (event.plover, event.polarity, event.assertion) == ("SUPPORT", "+", "fact")
    assert event.date == "2024-06-19"
    assert {actor for actor, _, _ in event.actors} == {"RUS", "PRK"}
    assert surface(text, event.spans) in text
