"""In which forms the words of a table stand in a text.

English forms are written out. The other languages are looked up by their stems: what follows a
stem is read where the word is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ...terms.language import Language

_VOWEL_Y = re.compile("[aeiou]y$")
_PAST = re.compile(r"(?P<verb>\w+?)(?P<ending>л[аои]?)(?P<reflexive>с[яь])?(?P<rest> .+)")
_PAST_KO = "\u11bb"
_SHORT_KO = "\u116f\u11bb"
_FULL_KO = "\u116e\u110b\u1165\u11bb"
_N_KO = "\u11ab"
_LAST_VOWEL_KO = "\u1175"
_L_KO = "\u11af"
_IRREGULAR_KO = tuple("돕굽눕싣묻듣걷짓긋잇되")
_SHORT = re.compile("[^aeiou]+[aeiou][bdgmnprt]|[aeiou][bdgmnprt]")
_FINAL_L = re.compile("(?:[^aeiou]|[iu](?=[ae]))[aeiou]l$")
_SIBILANT = re.compile("(?:s|x|z|ch|sh)$")


def surfaces(
    language: Language, lemma: str, inflection: str, stems: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The forms or stems by which a word is found, each with the name of the form.

    Examples
    --------
    >>> list(surfaces("ja", "訪れる", "v1", ()))
    [('訪れ', 'v1')]
    >>> sorted({surface for surface, _ in surfaces("en", "call off", "v", ())})
    ['call off', 'called off', 'calling off', 'calls off']
    """
    if language == "en":
        yield from _english_noun(lemma) if inflection == "n" else _english_verb(lemma, stems)
        return
    if stems:
        phrases = (form for stem in stems for form in _past_forms(stem)) if language == "ru" else ()
        yield from ((stem, inflection) for stem in dict.fromkeys((*stems, *phrases)))
        if language == "ko":
            told = _korean_forms(lemma, stems) if inflection == "v" else ()
            yield from (one for one in told if one[0] not in stems and len(one[0]) > 1)
            yield lemma, "vb"
    elif inflection == "v5":
        yield lemma[:-1], inflection + lemma[-1]
    else:
        yield lemma[:-1] if inflection == "v1" else lemma, inflection


def _korean_forms(lemma: str, stems: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The forms of a Korean verb that follow from the past: that which leads on, the attributive.

    Examples
    --------
    >>> list(_korean_forms("끊", ("끊었",))), list(_korean_forms("보내", ("보냈",)))
    ([('끊어', 'va'), ('끊은', 'va')], [('보내', 'va'), ('보낸', 'va')])
    >>> list(_korean_forms("멈추", ("멈췄",)))
    [('멈추었', 'v'), ('멈춰', 'va'), ('멈추어', 'va'), ('멈춘', 'va')]
    """
    past = [unicodedata.normalize("NFD", stem) for stem in stems]
    full = [stem[:-2] + _FULL_KO for stem in past if stem.endswith(_SHORT_KO)]
    yield from ((unicodedata.normalize("NFC", stem), "v") for stem in full)
    for stem in past + full:
        if stem.endswith(_PAST_KO):
            yield unicodedata.normalize("NFC", stem[:-1]), "va"
    if not lemma.endswith(_IRREGULAR_KO):
        letters = unicodedata.normalize("NFD", lemma).removesuffix(_L_KO)
        ending = "은" if letters[-1] > _LAST_VOWEL_KO else _N_KO
        yield unicodedata.normalize("NFC", letters + ending), "va"


def _past_forms(phrase: str) -> Iterator[str]:
    """The other past forms of a Russian verb of several words.

    Examples
    --------
    >>> sorted(_past_forms("выразил протест")), list(_past_forms("посет"))
    (['выразила протест', 'выразили протест', 'выразило протест'], [])
    """
    match = _PAST.fullmatch(phrase)
    if match:
        verb, ending, rest = match["verb"], match["ending"], match["rest"]
        reflexive = bool(match["reflexive"])
        for other in ("ла", "ло", "ли"):
            if other != ending:
                yield f"{verb}{other}{'сь' if reflexive else ''}{rest}"


def _english_noun(lemma: str) -> Iterator[tuple[str, str]]:
    yield lemma.lower(), "n"
    yield _with_s(lemma.lower()), "n"


def _english_verb(lemma: str, stems: Sequence[str]) -> Iterator[tuple[str, str]]:
    head, _, rest = lemma.partition(" ")
    rest = f" {rest}" if rest else ""
    yield lemma, "base"
    yield _with_s(head) + rest, "present"
    for first in range(0, len(stems), 3):
        past, perfect, *ing = stems[first : first + 3]
        yield past, "past"
        yield perfect, "participle"
        yield (ing[0] if ing else _with_ing(head) + rest), "ing"
    for stem in () if stems else _doubled(head):
        yield _with_ed(stem) + rest, "past"
        yield _with_ed(stem) + rest, "participle"
        yield _with_ing(stem) + rest, "ing"


def _doubled(verb: str) -> tuple[str, ...]:
    """The stems to which endings are added: *ban* doubles its consonant, *label* may.

    Examples
    --------
    >>> _doubled("ban"), _doubled("label"), _doubled("visit")
    (('bann',), ('label', 'labell'), ('visit',))
    """
    if _SHORT.fullmatch(verb):
        return (verb + verb[-1],)
    return (verb, verb + "l") if _FINAL_L.search(verb) else (verb,)


def _with_s(word: str) -> str:
    """Third person or plural.

    Examples
    --------
    >>> [_with_s(word) for word in ("deny", "visit", "punish", "ally")]
    ['denies', 'visits', 'punishes', 'allies']
    """
    if word.endswith("y") and not _VOWEL_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and not _VOWEL_Y.search(verb):
        return verb[:-1] + "ied"
    return verb + "ed"


def _with_ing(verb: str) -> str:
    return verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith("ee") else verb + "ing"
