"""Which person a name means, and where persons already met are named without a title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ...terms.language import Language
from ..words import word_list
from .han import han_names
from .holders import holders
from .lexicon import Lexicon, hangul_joined
from .line import Line
from .offices import Title, particle
from .paradigms import declined_person

_PARTS = re.compile("[・=·]")
_INITIALS = re.compile(r"(?P<first>[А-Я])\. ?(?:[А-Я]\. ?)?(?P<family>[А-Я][а-я-]+)")
_LEADING_INITIALS = re.compile(r"^(?:[А-ЯЁ]\.)+")
_RUSSIAN_ARTICLE = re.compile("[аэ][лснтшдр]ь?-(?=[А-ЯЁ][а-яё]{3})")
_YOUNGER = re.compile("-(?:млад|стар)ш[а-я]+$")
_LEADING_ARTICLE = re.compile(r"(?:a[ldnrst]|ash|el)-(?=[A-Z])")
_ADDRESS = re.compile(r"(\w+ \w+(?:вич|вн|ичн)(?:а|у|ем|е|ы|ой)?) \w")
_OBLIQUE = re.compile("([А-ЯЁ][а-яё]{2,}[бвгджзклмнпрстфхцчшщ])(?:ом|ем|ым|а|у|е)")
_RUSSIAN_ENDING = re.compile("(?:ого|ому|ами|ом|ем|ым|им|ой|ей|[аяуюыиеой])$")


class People:
    """The persons of one document.

    Parameters
    ----------
    met
        Names beside titles and full names of the register, as language, name and title.
    month
        The month of publication.
    """

    def __init__(self, met: Iterable[tuple[Language, str, Title | None]], month: str) -> None:
        self._month = month
        self._of_name: dict[tuple[Language, str], str] = {}
        self._of_family: dict[tuple[Language, str], str] = {}
        ordered = list(met)
        for language, name, title in ordered:
            if not is_family_only(language, name):
                self._meet(language, name, title)
        for language, name, title in ordered:
            if is_family_only(language, name):
                self._meet_family(language, name, title)
        languages = {language for language, _ in self._of_name}
        self._names = {language: self._lexicon(language) for language in languages}

    def person(self, language: Language, name: str) -> str:
        """The id of the person that a name means in this document."""
        met = self._of_name.get((language, name))
        if not met and language in self._names:
            met = self._names[language].entries.get(name)
        known = holders(language).full.get(name, ())
        return met or next(iter(known), None) or _slug(language, name)

    def unnamed(self, line: Line, taken: set[int]) -> Iterator[tuple[int, int]]:
        """Places in a line where a known person is named without a title, outside those taken."""
        language = line.sentence.language
        for known in (_known_names(language), self._names.get(language)):
            for start, end, _ in known.scan(line.text) if known else ():
                if taken.isdisjoint(range(start, end)) and _alone(line, start, end):
                    taken.update(range(start, end))
                    yield start, end

    def _meet(self, language: Language, name: str, title: Title | None) -> None:
        known = [*holders(language).full.get(name, ()), *_by_initials(language, name)]
        person = (
            next(iter(known), None)
            or self._same_stem(language, name)
            or self._namesake(language, name, title)
            or _slug(language, name)
        )
        self._of_name[language, name] = person
        families = holders(language).families.get(person, frozenset()) | {family(language, name)}
        for one in families:
            self._of_family[language, one] = person
        for one in _other_calls(language, name) if title or name.count(" ") > 1 else ():
            self._of_family.setdefault((language, one), person)

    def _namesake(self, language: Language, name: str, title: Title | None) -> str | None:
        """A foreigner whose given name is spelled in another way, told by family name and post."""
        last = family(language, name)
        foreign = " " in name if language in ("en", "ko", "ru") else _is_foreign(name)
        if not title or not foreign or _is_common(language, last):
            return None
        terms = holders(language).terms
        ids = holders(language).family.get(last, ())
        full = holders(language).full
        called = {one for text, of in full.items() if text[0] == name[0] for one in of}
        sure = last in word_list(language, "offices").get("alone", ())
        held = (
            one
            for one in ids
            if (sure or one in called) and any(t.post == title.post for t in terms[one])
        )
        return next(held, None)

    def _same_stem(self, language: Language, name: str) -> str | None:
        """In Russian, the person met before in another case."""
        if language != "ru":
            return None
        stem = _stem(name)
        return next((p for (_, other), p in self._of_name.items() if _stem(other) == stem), None)

    def _meet_family(self, language: Language, name: str, title: Title | None) -> None:
        person = self._of_family.get((language, name)) or self._holder(language, name, title)
        self._of_name[language, name] = person or _slug(language, name)
        if person:
            self._of_family[language, name] = person

    def _holder(self, language: Language, name: str, title: Title | None) -> str | None:
        """The register's holder with a family name; a common one must also have held the post."""
        register = holders(language)
        ids = register.family.get(name, ())
        if _is_common(language, name):
            post = title.post if title else ""
            ids = tuple(i for i in ids if any(t.post == post for t in register.terms[i]))
        post, states = (title.post, [title.state or ""]) if title else ("", [])
        return register.meant(ids, post, states, self._month)

    def _lexicon(self, language: Language) -> Lexicon[str]:
        texts = {text: p for (of, text), p in self._of_name.items() if of == language}
        texts |= {text: p for (of, text), p in self._of_family.items() if of == language}
        if language == "ru":
            texts |= {base: p for text, p in texts.items() for base in _nominatives(text)}
            texts |= {base: p for text, p in texts.items() for base in _without_article(text)}
            texts |= {form: p for text, p in texts.items() for form in declined_person(text)}
            texts |= _addresses(texts)
        return Lexicon({text: p for text, p in texts.items() if _can_stand_alone(language, text)})


def _nominatives(name: str) -> Iterator[str]:
    """What a family name met in another case may be in the nominative: Зейном, Зейн."""
    match = _OBLIQUE.fullmatch(name)
    if match:
        yield match[1]


def _without_article(name: str) -> Iterator[str]:
    """Аль-Бурхан and Бурхан of аль-Бурхан."""
    match = _RUSSIAN_ARTICLE.match(name)
    if match:
        yield name[0].upper() + name[1:]
        yield name[match.end() :]


def _addresses(texts: Mapping[str, str]) -> dict[str, str]:
    """Given name with patronymic (Владимир Владимирович), where only one person met has them."""
    met = frozenset(texts.values())
    meant: dict[str, set[str]] = defaultdict(set)
    for text, person in texts.items():
        match = _ADDRESS.match(text)
        if match:
            meant[match[1]].add(person)
    for address, person in _known_addresses():
        if person in met:
            meant[address].add(person)
    return {text: ids.pop() for text, ids in meant.items() if len(ids) == 1}


@cache
def _known_addresses() -> tuple[tuple[str, str], ...]:
    """Given names with patronymics of the register, with their persons."""
    found = ((_ADDRESS.match(name), of) for name, of in holders("ru").full.items())
    return tuple((match[1], person) for match, of in found if match for person in of)


def known_names(line: Line) -> Iterator[str]:
    """Full names of the register in a line."""
    for start, end, _ in _known_names(line.sentence.language).scan(line.text):
        if _alone(line, start, end):
            yield line.text[start:end]


def _by_initials(language: Language, name: str) -> list[str]:
    """Persons of the register that a Russian name with initials may mean."""
    match = _INITIALS.fullmatch(name) if language == "ru" else None
    if not match:
        return []
    register = holders("ru")
    ids = register.family.get(match["family"], ())
    return [person for person in ids if (match["first"], person) in _initials()]


@cache
def _initials() -> frozenset[tuple[str, str]]:
    """First letters of the Russian full names of the register, with their persons."""
    full = holders("ru").full
    return frozenset((name[0], person) for name, of in full.items() for person in of)


def family(language: Language, name: str) -> str:
    """The family name of a full name.

    Examples
    --------
    >>> family("ja", "セルゲイ・ラブロフ"), family("ja", "岸田文雄"), family("en", "Yoon Suk Yeol")
    ('ラブロフ', '岸田', 'Yoon')
    """
    if language in ("ja", "zh"):
        return _PARTS.split(name)[-1] if _is_foreign(name) else han_names(language).family(name)
    words = name.split(" ")
    if language == "ko":
        return words[-1] if len(words) > 1 else name[:1]
    words[-1] = _YOUNGER.sub("", words[-1])
    first = words[0] in word_list(language, "offices")["family_first"]
    return words[0] if first else _LEADING_INITIALS.sub("", words[-1])


def _other_calls(language: Language, name: str) -> Iterator[str]:
    """What else a text may call somebody: Abiy of Abiy Ahmed, Suu Kyi of Aung San Suu Kyi.

    A given name that many share, or that is another word, is left out.
    """
    words = name.split(" ")
    if language != "en" or len(words) < 2:
        return
    listed = word_list(language, "offices")
    usual = {*listed["given_names"], *listed["family_first"], *listed["not_names"]}
    usual -= set(listed["called_first"])
    yield from (word for word in words[:-1] if len(word) > 3 and word not in usual)
    article = _LEADING_ARTICLE.match(words[-1])
    if article:
        yield words[-1][article.end() :]
    if len(words) > 2:
        yield " ".join(words[-2:])
        yield from _with_particles(words)
    if words[0] in listed["given_last"]:
        yield words[-1]


def _with_particles(words: list[str]) -> Iterator[str]:
    """Von der Leyen at the beginning of a sentence and elsewhere."""
    start = next((n for n, word in enumerate(words) if word[0].islower() and "-" not in word), None)
    if start:
        tail = " ".join(words[start:])
        yield tail
        yield tail[0].upper() + tail[1:]


def is_family_only(language: Language, name: str) -> bool:
    """Say whether a name beside a title is a family name alone."""
    if name in holders(language).full:
        return False
    if language in ("ja", "zh"):
        plain = name.replace(" ", "")
        return not _PARTS.search(name) and (_is_foreign(name) or family(language, plain) == plain)
    if language == "ko":
        return " " not in name and (len(name) == 1 or name in holders("ko").family)
    return " " not in name and not _LEADING_INITIALS.match(name)


def _is_foreign(name: str) -> bool:
    return bool(re.search("[ァ-ヺ・·=]", name))


def _is_common(language: Language, name: str) -> bool:
    """Family names that many share: one character, or one of the East Asian families."""
    if language in ("ja", "zh", "ko"):
        return len(name) <= (1 if language == "ko" else 2) and not _is_foreign(name)
    return name in word_list(language, "offices")["family_first"]


def _can_stand_alone(language: Language, name: str) -> bool:
    """Say whether a name may be looked for without a title."""
    if language in ("ja", "zh"):
        return len(name) >= (3 if _is_foreign(name) and language == "ja" else 2) and (
            _is_foreign(name) or name in holders(language).full or family(language, name) != name
        )
    if language == "ko":
        return len(name) > 1
    return len(name) > 1 and name not in word_list(language, "offices")["not_names"]


def _slug(language: Language, name: str) -> str:
    plain = _stem(name) if language == "ru" else name
    return re.sub(r"[\s.'’-]+", "_", plain).strip("_").lower()


def _stem(name: str) -> str:
    return " ".join(_RUSSIAN_ENDING.sub("", w) if len(w) > 4 else w for w in name.split(" "))


@cache
def _known_names(language: Language) -> Lexicon[str]:
    """Full names of the register that may be looked for in any document."""
    needs_title = word_list(language, "offices").get("needs_title", ())
    register = holders(language)
    texts = {
        name: ids[0]
        for name, ids in register.full.items()
        if name not in needs_title and _is_telling(language, name)
    }
    for name in word_list(language, "offices").get("alone", ()):
        forms = declined_person(name) if language == "ru" else {name}
        ids = register.full.get(name) or register.family[name]
        texts |= {form: ids[0] for form in forms}
    return Lexicon(texts)


def _is_telling(language: Language, name: str) -> bool:
    """Full names that are no other word."""
    if language in ("en", "ru"):
        return " " in name
    if language == "ja" and _is_foreign(name):
        return bool(_PARTS.search(name))
    return len(name) >= 3


def _alone(line: Line, start: int, end: int) -> bool:
    """Not part of a longer Korean word, nor of the name of a place or school."""
    text, rules = line.text, _proper(line.sentence.language)
    if line.in_place(start, end) or line.ending(rules[0], start):
        return False
    if rules[1].match(text, end):
        return False
    language = line.sentence.language
    if language in ("en", "ru") and " " not in text[start:end]:
        return not _in_longer_name(line, start, end)
    if language != "ko" or not hangul_joined(text, end):
        return True
    return particle().match(text, end) is not None


_NEXT_CAPITAL = re.compile(r"[ -][A-ZÀ-ÞА-Я]\w|-[a-zа-я]")
_LAST_CAPITAL = re.compile(r"(?:^|(?<=[\w,;:»)] ))([A-ZÀ-ÞА-Я][\w'-]+) $")


def _in_longer_name(line: Line, start: int, end: int) -> bool:
    """Say whether a family name stands beside other capitals, as in Kim Chaek University."""
    before = line.ending(_LAST_CAPITAL, start)
    ordinary = word_list(line.sentence.language, "offices")["not_names"]
    if _NEXT_CAPITAL.match(line.text, end):
        return True
    if not before or before[1] in ordinary:
        return False
    return not line.ending(_proper(line.sentence.language)[2], before.start(1))


@cache
def _proper(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before and after a proper name that is no person's, and before a place."""
    words = word_list(language, "offices")
    before, after = words.get("proper_before", "(?!)"), words.get("proper_after", "(?!)")
    placed = words.get("place_before", "(?!)")
    return re.compile(f"(?:{before})$"), re.compile(after), re.compile(f"(?:{placed})$")
