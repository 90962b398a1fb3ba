"""What the sibling of a table says: from which files, by which function, with which options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ...datasets import Loaded, card
from ...measures.snapshots import Provenance
from ...terms.period import Period
from .recipe import Options, Recipe, shown
from .workshop import Workshop


def provenance(recipe: Recipe, shop: Workshop, found: Mapping[str, str]) -> Provenance:
    """Say how a table was made.

    Parameters
    ----------
    found
        What its making found of the options that were left open.
    """
    plan, about = shop.plan, shown()[recipe.name]
    needs = recipe.needs(plan)
    read = [shop.data.load(needed) for needed in needs]
    first, *further = read
    return Provenance(
        title=about.titled(plan),
        function=about.function,
        dataset=first.card.name,
        form=first.form,
        citation="; ".join(dict.fromkeys(card(item.card.name).citation for item in read)),
        licence=first.card.form(first.form).licence,
        inputs=shop.data.inputs(needs),
        covered=_covered(read),
        options=_filled(recipe.asked(plan), found),
        beside={x.card.name: x.form for x in further if x.card.name != first.card.name},
    )


def _filled(asked: Options, found: Mapping[str, str]) -> dict[str, str]:
    """Options in order, with those that were found in their places."""
    every = {name: found.get(name) if text is None else text for name, text in asked.items()}
    return {name: text for name, text in every.items() if text is not None}


def answers(asked: Options, options: Mapping[str, str]) -> bool:
    """Say whether a table was made with the options that are asked for now.

    Examples
    --------
    >>> answers({"from": "1992", "unit": None}, {"from": "1992", "unit": "0.2402"})
    True
    >>> answers({"from": "1992"}, {"from": "1946"}), answers({}, {"from": "1992"})
    (False, False)
    """
    wanted = {name: text for name, text in asked.items() if text is not None}
    told = {name: text for name, text in options.items() if asked.get(name, "") is not None}
    return wanted == told


def _covered(read: Sequence[Loaded]) -> str:
    """What the first data set covers; gaps are told where the table is of it alone."""
    first = read[0]
    alone = all(item.card.name == first.card.name for item in read)
    stretches = [span for item in read[: None if alone else 1] for span in _stretches(item)]
    gaps = _missing_days(stretches) if alone and first.coverage.stretches else 0
    whole = Period(stretches[0].start, stretches[-1].end).iso()
    return whole + (f", {gaps} days missing" if gaps else "")


def _stretches(loaded: Loaded) -> Iterable[Period]:
    own = (span for spans in loaded.coverage.own.values() for span in spans)
    return loaded.coverage.stretches or own


def _missing_days(stretches: Sequence[Period]) -> int:
    ends = ((one.end, later.start) for one, later in pairwise(stretches))
    return sum((start - end).days for end, start in ends if start and end)
