"""Framing terms in speeches of the study's states, and in headlines where their agency is known."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from ...datasets import card
from ...measures.discourse import Discourse, discourse
from ...measures.snapshot_terms import snapshot_term_passages, snapshot_term_use
from .data import Needed
from .plan import Plan
from .recipe import Made, Options, Recipe, nothing_found
from .workshop import Workshop

SPEECHES, HEADLINES = "ungd", "kcna"


def _corpora(plan: Plan) -> tuple[Needed, ...]:
    """Speeches in the General Debate; headlines of North Korea's agency in a study of it."""
    headlines = Needed(HEADLINES, options={"kinds": ("headline",)})
    return (Needed(SPEECHES), *([headlines] if _has_headlines(plan) else []))


def _has_headlines(plan: Plan) -> bool:
    return bool(set(card(HEADLINES).forms[0].subjects) & set(plan.states))


def _english(shop: Workshop) -> Mapping[str, pa.Table]:
    """Texts of the study's states in English, by corpus."""
    wanted = pa.array(shop.plan.region)
    found = {}
    for needed in _corpora(shop.plan):
        texts = shop.data.load(needed).table
        english = pc.equal(texts["language"].cast(pa.string()), "en")
        own = pc.is_in(texts["author"].cast(pa.string()), wanted)
        found[needed.dataset] = texts.filter(pc.and_(english, own))
    return found


def _said(shop: Workshop) -> Mapping[str, Discourse]:
    """Uses of the terms, by corpus."""
    terms = shop.plan.chosen.terms
    return shop.once(
        "said", lambda: {name: discourse(texts, terms) for name, texts in _english(shop).items()}
    )


def _term_use(shop: Workshop) -> Made:
    return nothing_found(snapshot_term_use(_said(shop), shop.plan.region))


def _term_passages(shop: Workshop) -> Made:
    words = {
        row["text"]: row["words"]
        for texts in _english(shop).values()
        for row in texts.select(["text", "words"]).to_pylist()
    }
    return nothing_found(snapshot_term_passages(_said(shop), words, shop.plan.region))


def _asked(plan: Plan) -> Options:
    asked = {
        "states": " ".join(plan.region),
        "terms": " ".join(plan.chosen.terms),
        "language": "en",
    }
    return asked | ({HEADLINES: "headlines"} if _has_headlines(plan) else {})


DISCOURSE = (
    Recipe("term_use", _corpora, _asked, _term_use),
    Recipe("term_passages", _corpora, _asked, _term_passages),
)
