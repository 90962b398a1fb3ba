"""Several sentences: who is meant, when it was, what is told twice or inside something larger."""

from __future__ import annotations

from .marked_text import events_of, with_role, written


def test_a_topic_goes_on_in_the_next_sentence() -> None:
    text = "フランスは2021年9月15日に反発した。翌日、駐米大使を召還した。"
    recalled = events_of(text, "ja")[-1]
    assert written(recalled) == "SANCTION FRA>USA 2021-09-16"
    assert ("FRA", "source", True) in recalled.actors


def test_both_sides_are_those_who_met() -> None:
    text = "日本と中国の外相は2023年11月25日に釜山で会談した。両国は対話を続けることで合意した。"
    _met, agreed = events_of(text, "ja")
    assert with_role(agreed, "participant") == ["CHN", "JPN"]
    assert (agreed.date, agreed.basis) == ("2023-11-25", "context")


def test_a_meeting_during_a_visit_is_part_of_it() -> None:
    text = "Sergei Lavrov, Russia's foreign minister, visited China on 8 April 2024. "
    text += "China and Russia held talks on 9 April 2024."
    alone = events_of(text, "en")
    assert [event.part_of for event in alone] == [None, None]
    text = text.replace("on 9 April", "on 8 April")
    assert [event.part_of for event in events_of(text, "en")] == [None, 0]


def test_one_event_told_twice_is_one_event_with_two_mentions() -> None:
    first = "2024年6月19日、ロシアは北朝鮮と条約に署名した。"
    again = "2024年6月19日にロシアは北朝鮮と条約に署名した。"
    (event,) = events_of(f"{first}\n\n{again}", "ja")
    assert len(event.mentions) == 2


def test_two_dates_of_one_meeting_are_a_conflict() -> None:
    text = "米国と中国は2024年5月14日に会談した。\n\n米国と中国は2024年5月15日に会談した。"
    first, second = events_of(text, "ja")
    assert (first.conflicts, second.conflicts) == ((1,), (0,))


def test_what_a_party_says_is_alleged_and_what_it_denies_is_denied() -> None:
    said = "ウクライナの外相は、北朝鮮がロシアに砲弾を提供したと述べた。"
    assert {event.assertion for event in events_of(said, "ja")} == {"alleged"}
    denied = "北朝鮮は、ロシアに砲弾を提供したとの報道を否定した。"
    assert {event.assertion for event in events_of(denied, "ja")} == {"denied"}


def test_a_note_behind_an_event_is_its_source() -> None:
    text = "2024年5月14日、米国と中国は会談した[1]。\n\n注\n[1] https://example.org/a"
    (event,) = events_of(text, "ja")
    assert event.notes == (1,)


def test_a_plan_ahead_of_publication_is_planned() -> None:
    text = "掲載日：2024年3月1日\n\n日本の首相は2024年5月10日に中国を訪問する予定だ。"
    assert [event.assertion for event in events_of(text, "ja")] == ["planned"]
