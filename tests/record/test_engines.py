"""Engines that work side by side give what one engine gives."""

from __future__ import annotations

import pyarrow as pa
import pytest

from kankei.record.engine import Engine
from kankei.record.engines import engines


def doubled(running: Engine, number: int) -> int:
    rows = running.table("rows", pa.table({"n": [number] * 2}))
    (total,) = running.answer(rows.aggregate(total=rows.n.sum()))["total"].to_pylist()
    if total > 100:
        raise ValueError(f"{total} is too large")
    return int(total)


def test_answers_come_in_the_order_of_the_pieces() -> None:
    with engines(memory_limit="1GB") as many:
        assert list(many.each(doubled, range(20))) == [2 * n for n in range(20)]
        assert many.start(lambda running: doubled(running, 4)).result() == 8


def test_a_failure_reaches_the_caller_and_the_engine_works_on() -> None:
    with engines() as many:
        with pytest.raises(ValueError, match="112 is too large"):
            list(many.each(doubled, [1, 56, 2]))
        assert list(many.each(doubled, [1, 2, 3])) == [2, 4, 6]


def test_engines_share_the_memory_and_have_one_thread_each() -> None:
    with engines(memory_limit="1000MB") as many:
        count = many.idle.qsize()
        running = many.idle.get()
        threads, memory = running.backend.con.sql(
            "SELECT current_setting('threads'), current_setting('memory_limit')"
        ).fetchall()[0]
        many.idle.put(running)
    assert threads == 1
    assert float(memory.split()[0]) == pytest.approx(1000e6 / count / 2**20, rel=0.01)
