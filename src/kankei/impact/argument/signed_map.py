"""The signed causal map of an argument, and the simple paths from a shock through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...terms.effect import Horizon, Link
from ...terms.errors import MethodError, Problem

HORIZONS: tuple[Horizon, ...] = ("short", "medium", "long")
LONGEST_PATH = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of the map: a link, or the definition that a domain belongs to its relation.

    ``link`` is ``None`` for a definition, which holds with certainty and is no evidence.
    """

    cause: str
    effect: str
    sign: int
    link: int | None
    horizon: Horizon


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of steps in which no variable occurs twice."""

    steps: tuple[Step, ...]

    @property
    def sign(self) -> int:
        """Product of the signs of its steps."""
        sign = 1
        for step in self.steps:
            sign *= step.sign
        return sign

    @property
    def links(self) -> tuple[int, ...]:
        """Positions of the links it uses."""
        return tuple(step.link for step in self.steps if step.link is not None)

    @property
    def end(self) -> str:
        """The variable it reaches."""
        return self.steps[-1].effect

    @property
    def horizon(self) -> Horizon:
        """The latest horizon among its steps."""
        return max((step.horizon for step in self.steps), key=HORIZONS.index)


@dataclass(frozen=True)
class SignedMap:
    """All links of one or several arguments as arrows between variables.

    Parameters
    ----------
    links
        The arguments. A relation and its domains (``PRK-RUS`` and ``PRK-RUS/military``) are tied
        by definition: what moves a domain moves its relation, and a shock to the relation as a
        whole is a shock to each of its domains.

    Raises
    ------
    MethodError
        Without links.
    """

    links: tuple[Link, ...]

    def __post_init__(self) -> None:
        if not self.links:
            raise MethodError(
                Problem("a causal map needs at least one link", "add links to arguments/*.toml")
            )

    @property
    def variables(self) -> tuple[str, ...]:
        """Every cause and effect, sorted."""
        return tuple(sorted({end for link in self.links for end in (link.cause, link.effect)}))

    def steps_from(self, variable: str) -> Iterator[Step]:
        """Arrows that leave a variable, links first, in the order of the file."""
        for index, link in enumerate(self.links):
            if link.cause == variable:
                yield Step(variable, link.effect, link.sign, index, link.horizon)
        relation, _, domain = variable.partition("/")
        if domain:
            yield Step(variable, relation, 1, None, "short")

    def paths(self, start: str, longest: int = LONGEST_PATH) -> tuple[Path, ...]:
        """Every simple path from a shock, up to ``longest`` links.

        Parameters
        ----------
        start
            The shocked variable. When it is a whole relation, its domains are shocked with it.

        Raises
        ------
        MethodError
            When no link leaves the variable or one of its domains.
        """
        seeds = [start, *(name for name in self.variables if name.startswith(f"{start}/"))]
        found = [path for seed in seeds for path in self._extend((), seed, set(seeds), longest)]
        if not found:
            what = f"no argument starts from {start!r}"
            remedy = f"choose one of {', '.join(self.causes())}"
            raise MethodError(Problem(what, remedy))
        return tuple(found)

    def causes(self) -> tuple[str, ...]:
        """Variables from which an argument starts."""
        return tuple(sorted({link.cause for link in self.links}))

    def _extend(
        self, steps: tuple[Step, ...], at: str, seen: Iterable[str], longest: int
    ) -> Iterator[Path]:
        seen = {*seen, at}
        for step in self.steps_from(at):
            if step.effect in seen:
                continue
            chain = (*steps, step)
            if sum(item.link is not None for item in chain) > longest:
                continue
            yield Path(chain)
            yield from self._extend(chain, step.effect, seen, longest)
