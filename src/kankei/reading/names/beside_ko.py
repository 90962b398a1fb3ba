"""Korean: the name stands before the title, with or without a space; in the north also after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .holders import holders
from .line import Line
from .offices import HONORIFIC, Title, offices, particle

_WORD_BEFORE = re.compile(r"[가-힣]+$")
_WORD = re.compile(r"[가-힣]+")
_IN_BRACKETS = re.compile(r"\([^()]{1,20}\)$")
_ENDINGS = re.compile(
    "(?:[는을를의과한인던된할될며고게에들님적]|(?<!카)(?<![세소쿠라로키에나노토]가)와|에서|에게|한다|했다|으로|까지|부터|이날|께서)$"
)
_NO_NAME = re.compile(
    "[가-힣](?:성|부|군|청|처|국|원|정|권|회|당|통신|신문|방송|매체|언론|은행|측)[은는이가도]$"
    "|[하되치나지리키]자$"
)
"""An organ with its particle is no name, nor is a verb: 일본 외무성은 주일 중국 대사를."""

_SHORT_ENDINGS = re.compile("[이가은도만서나로지면자라여신]$")
_WORD_AND_SPACE = re.compile(r"(?<![가-힣])([가-힣]{2,6}) $")
_WORDS = re.compile(r"[가-힣]+(?: [가-힣]+){1,2}")
_ONE_WORD = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM"})
"""States whose people have names that Korean writes as one word."""
_GIVEN_BEFORE = re.compile(r"(?<![가-힣])([가-힣]+|[A-Z]\.?[A-Z]?\.?) $")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,2}|[A-Z]{2}")
_TOPIC = re.compile("[가-힣]{3}[은이가도]$")
_OWNED = re.compile("의 ((?:[가-힣]{2,5} ){1,2}[가-힣]{2,5})$")
_POSTED = re.compile("(?<![가-힣])주[가-힣]{2,5}$")
"""A city to which a consul is sent, before the state that sends him: 주오사카 중국총영사."""

_PARTICLE = re.compile("[가-힣]{2}[는은를을의과와]$")
_OF_FAMILIES = frozenset({"빈", "이븐", "알", "엘", "드", "폰", "반", "데", "다", "벤", "델"})
"""Words between given name and family name, before which an unknown given name stands."""

_AMOUNT = re.compile("[0-9]\\Z")
_PATRONYMIC = re.compile("[가-힣]{2}(?:비치|브나)$")
_STRONG = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister"}
)
_HEAD = re.compile("(?:^|[,“‘] ?|(?:[과와]|대통령|총리|장관) )$")
"""A well-known family name has an unknown given name where a sentence or list begins."""

_SENT = frozenset({"ambassador", "envoy", "military", "vice_minister"})
"""Posts before which a name of two syllables may stand: 김건 본부장."""

_SURE = frozenset("김박최정조윤임서권황안송류홍손배백허심곽차채천신강장문유노남")
"""Family names of one syllable that are no other word before a title."""

_SPEAKING = frozenset({"spokesperson", "ambassador", "vice_minister"}) | _STRONG
"""Posts before which a word in the form of a Chinese name is one: 장샤오강 대변인."""

_ADNOMINAL = re.compile("[째께때른든느떤난힌진끈튼련뒤예계]$|[러펴켜아어해여려라내가][본온간낸]$")
"""Endings of native words that describe or date a holder: 물러난 총리, 다른 장관, 그때 총리."""

_OF_SEVERAL = ("들", "급", " 회의", " 회담", " 협의")
"""Behind the title of many: 아랍 외교장관들은."""

_LONG = frozenset({4, 5, 6})
"""Syllables of a foreign name in one word, such as 응우옌푸쫑, before the office of a leader."""


def beside(line: Line, title: Title) -> tuple[int, int] | None:
    """Find the name beside a title."""
    start = title.start
    attached = line.ending(_WORD_BEFORE, start)
    if attached and line.place_ending(start):
        return _before(line, title)
    if attached:
        name = attached.group()
        first = _with_given_names(line, attached.start())
        return (first, start) if _attached_name(name, title) else None
    return _before(line, title) or _after(line, title)


def title_before(line: Line, start: int) -> Title | None:
    """The title before a name that is followed by 동지 or 씨."""
    text = line.text
    return next(
        (t for t in line.titles if t.post != HONORIFIC and text[t.end : start] == " "), None
    )


def title_behind(line: Line, end: int) -> Title | None:
    """The title behind the family name of somebody whom the text named before: 미스리 차관은."""
    if line.text[end : end + 1] != " ":
        return None
    return next((t for t in line.titles if t.start == end + 1 and t.post != HONORIFIC), None)


def native(name: str) -> bool:
    """Say whether a name is Korean by its form."""
    return len(name) == 3 and _may_be_full(name)


def loose(line: Line) -> Iterator[tuple[int, int]]:
    """Names without a title: the writer in a byline."""
    if line.sentence.kind == "byline" and _may_be_full(line.text.strip()):
        start = len(line.text) - len(line.text.lstrip())
        yield start, start + len(line.text.strip())


def _before(line: Line, title: Title) -> tuple[int, int] | None:
    end = _past_states(line, title)
    before = line.without_spaces(title.start)
    army = line.text[:before].endswith("군")
    place = line.place_ending(before) or (line.place_ending(before - 1) if army else None)
    if line.text[end : end + 1] != " ":
        return None
    brackets = line.ending(_IN_BRACKETS, end)
    end = brackets.start() if brackets else end
    word = line.ending(_WORD_BEFORE, end)
    if not word or line.in_place(word.start(), end):
        return None
    start = _with_given_names(line, word.start())
    state = place.state if place else title.state
    foreign = state not in _ONE_WORD if state else _at_head(line, start)
    particle_first = _WORD.match(line.text, start)
    linked = particle_first is not None and particle_first.group() in _OF_FAMILIES
    if foreign and (start == word.start() or linked):
        start = _with_unknown(line, start, word.group())
    start = _of_a_state(line, title, start, end)
    if state is None and start == word.start() and " " not in line.text[start:end]:
        start = _foreign_pair(line, start, word.group())
    name = line.text[start:end]
    titled = any(one.start < end and one.end > start for one in line.titles)
    leader = title.post in _STRONG | {"party_leader"} and len(name) in _LONG
    told = " " in name or _is_name(name, title) or ((state or leader) and _unknown(name))
    told = told and not _AMOUNT.search(line.text[:start])
    told = told or (_sent(line, title) and len(name) > 2 and _unknown(name, short=False))
    told = told or (title.post in _SPEAKING and _transliterated(name) and _unknown(name))
    one = title.post in _STRONG and not line.text.startswith(_OF_SEVERAL, title.end)
    told = told or (one and _foreign(name))
    return (start, end) if told and not titled else None


def _of_a_state(line: Line, title: Title, start: int, end: int) -> int:
    """Take in the unknown given name in 카자흐스탄의 오이카와 다카시 국방장관."""
    owned = line.ending(_OWNED, end) if title.post in _STRONG else None
    if not owned or owned.start(1) >= start or not line.place_ending(owned.start()):
        return start
    words = owned.group(1).split(" ")
    plain = all(_unknown(word) and not _SHORT_ENDINGS.search(word) for word in words[:-1])
    return owned.start(1) if plain and _unknown(words[-1]) else start


def _foreign_pair(line: Line, start: int, family: str) -> int:
    """Take in the word before a foreign family name: 월레 에둔 재무장관; both sound foreign."""
    before = line.ending(_WORD_AND_SPACE, start)
    if not before or line.in_place(before.start(), start) or not _sounds_foreign(family):
        return start
    given = before.group(1)
    titled = any(one.start < start and one.end > before.start() for one in line.titles)
    plain = _unknown(given) and not _SHORT_ENDINGS.search(given) and given[-1] not in "아어"
    plain = plain and not _ADNOMINAL.search(given)
    told = plain and not _TOPIC.search(given)
    told = told and _unknown(family) and _sounds_foreign(given) and not titled
    return before.start() if told else start


def _sounds_foreign(word: str) -> bool:
    """Say whether a word has a syllable that no Chinese character is read as."""
    return any(syllable not in _words()["sino"] for syllable in word)


def _at_head(line: Line, family: int) -> bool:
    """Whether a well-known family name is the second word of a clause, or of a list of names."""
    before = line.ending(_WORD_AND_SPACE, family)
    known = _WORD.match(line.text, family)
    if not before or not known or known.group() not in holders("ko").family:
        return False
    return len(known.group()) > 1 and bool(_HEAD.search(line.text[: before.start()]))


def _with_unknown(line: Line, start: int, family: str, depth: int = 1) -> int:
    """Take in one or two more words before a foreign family name: 아이보시 고이치 주한 일본대사."""
    before = line.ending(_WORD_AND_SPACE, start)
    if not before or line.in_place(before.start(), start):
        return start
    if family in holders("ko").family and not _HEAD.search(line.text[: before.start()]):
        return start
    titled = any(one.start < start and one.end > before.start() for one in line.titles)
    if titled or not _unknown(before.group(1)) or _TOPIC.search(before.group(1)):
        return start
    return before.start() if depth == 0 else _with_unknown(line, before.start(), family, depth - 1)


def _past_states(line: Line, title: Title) -> int:
    """Step back over states and 주 between name and title: 정재호 주중 한국대사."""
    end = line.without_spaces(title.start)
    if line.text[:end].endswith("군") and line.place_ending(end - 1):
        end -= 1
    while place := line.place_ending(end):
        start = place.start - (line.text[place.start - 1 : place.start] == "주")
        end = line.without_spaces(start)
        posted = line.ending(_POSTED, end) if title.post == "ambassador" else None
        end = line.without_spaces(posted.start()) if posted else end
    return end


def _with_given_names(line: Line, start: int) -> int:
    """Take in given names of foreigners: 조 바이든, 블라디미르 블라디미로비치 푸틴."""
    for _ in range(3):
        before = line.ending(_GIVEN_BEFORE, start)
        name = before.group(1) if before else ""
        given = name in _words()["given"] or _PATRONYMIC.search(name) or _INITIALS.fullmatch(name)
        if not before or not given:
            break
        start = before.start()
    return start


def _after(line: Line, title: Title) -> tuple[int, int] | None:
    """외무상 최선희는, 대통령 울라지미르 울라지미로비치 뿌찐동지."""
    if title.post == HONORIFIC or line.text[title.end : title.end + 1] != " ":
        return None
    start = place = title.end + 1
    known = _known_from(line.text, start)
    if known:
        return start, known
    word = _WORD.match(line.text, place)
    while word and word.group() in _words()["given"] and word.end() - start < 24:
        place = word.end() + 1
        word = _WORD.match(line.text, place)
    if not word:
        return None
    for length in range(len(word.group()), 1, -1):
        end = place + length
        name = line.text[start:end]
        told = " " in name or name in holders("ko").full
        told = told or (len(name) > 2 and _may_be_full(name))
        plain = " " not in name or name in holders("ko").full or not _PARTICLE.search(name)
        if told and plain and particle().match(line.text, end):
            return (start, end) if not line.in_place(start, end) else None
    return None


def _known_from(text: str, start: int) -> int | None:
    """Where a full name of several words ends that the register knows: 외무상 하야시 요시마사."""
    words = _WORDS.match(text, start)
    for end in range(words.end() if words else start, start, -1):
        if text[start:end] in holders("ko").full and particle().match(text, end):
            return end if " " in text[start:end] else None
    return None


def _attached_name(name: str, title: Title) -> bool:
    register = holders("ko")
    if name in register.full or (len(name) > 1 and name in register.family):
        return True
    stopped = name[-1] in "위회부성당군국청처원단실관사장급" or title.post == "scholar"
    return not stopped and len(name) == 3 and _may_be_full(name)


def _is_name(name: str, title: Title) -> bool:
    register = holders("ko")
    if name in register.full or (len(name) > 1 and name in register.family):
        return True
    if len(name) == 1:
        sure = name in _SURE or title.post in _STRONG | {HONORIFIC}
        return sure and title.post != "scholar" and name in _words()["one"]
    return _may_be_full(name) and (len(name) == 3 or title.post in _STRONG | _SENT)


def _may_be_full(name: str) -> bool:
    """A family name of one syllable and one or two of a given name, or 남궁 and the like."""
    words = _words()
    if name in words["not"] or _ENDINGS.search(name[2:]):
        return False
    if name[:2] in words["more"]:
        return 3 <= len(name) <= 4
    if len(name) == 2 and (_ENDINGS.search(name) or _SHORT_ENDINGS.search(name)):
        return False
    return 2 <= len(name) <= 3 and name[0] in words["one"]


def _sent(line: Line, title: Title) -> bool:
    """Whether the wording of a title names a state that sends an envoy: 다이빙 주한 중국대사."""
    return title.post == "ambassador" and line.in_place(title.start, title.end)


def _unknown(name: str, short: bool = True) -> bool:
    """A state between word and title makes the word a name: 쑨웨이둥 중국 외교부 부부장."""
    if not short and _SHORT_ENDINGS.search(name):
        return False
    spoken_of = _ENDINGS.search(name) or _NO_NAME.search(name)
    return 2 <= len(name) <= 6 and name not in _words()["not"] and not spoken_of


def _foreign(name: str) -> bool:
    """Whether one word sounds foreign, or is a given name: 카디미 총리, 파이살 외교장관."""
    word = _unknown(name, short=False) and not _ADNOMINAL.search(name)
    return word and (name in _words()["given"] or _sounds_foreign(name))


def _transliterated(name: str) -> bool:
    return re.fullmatch(offices("ko").words["transliterated"], name) is not None


@cache
def _words() -> dict[str, frozenset[str]]:
    words = offices("ko").words
    heads = (word for name in holders("ko").full for word in name.split(" ")[:-1])
    known = (word for word in heads if len(word) > 1)
    return {
        "given": frozenset(words["given_names"]) | frozenset(known),
        "one": frozenset(words["surnames_one"]),
        "more": frozenset(words["surnames_more"]),
        "not": frozenset(words["not_names"]),
        "sino": frozenset(words["sino"]),
    }
