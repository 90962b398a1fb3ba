"""What an engine does for us: hold tables, run Ibis expressions, and give Arrow rows back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True)
class Engine(ABC):
    """A place where table work runs, behind Ibis.

    Parameters
    ----------
    name
        The setting that chose it.
    backend
        The Ibis backend.
    """

    name: str
    backend: Any

    @abstractmethod
    def table(self, name: str, rows: pa.Table) -> ibis.Table:
        """Put Arrow rows before the engine under a name."""

    @abstractmethod
    def parquet(self, name: str, path: Path) -> ibis.Table:
        """See a Parquet file, or a folder pattern of them, under a name; rows stay on disk."""

    @abstractmethod
    def close(self) -> None:
        """Let the engine go."""

    def answer(self, expression: ibis.Table) -> pa.Table:
        """The rows of an expression."""
        return expression.to_pyarrow()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def bound(backend: Any, name: str, columns: pa.Schema) -> ibis.Table:
    """An Ibis table whose columns are known already, so that the engine is not asked for them."""
    import ibis
    import ibis.expr.operations as ops

    declared = ibis.Schema.from_pyarrow(columns)
    return ops.DatabaseTable(name, declared, backend, ops.Namespace()).to_expr()
