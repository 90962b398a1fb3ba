"""How fast the frustration of the world is proven, and whether the published figures come out."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kankei.measures.order import (
    SignedNetwork,
    blocs,
    capability,
    certify,
    concentration,
    frustration,
    least_frustration,
    signed_networks,
    strain,
)
from kankei.measures.rejections import Rejections

from .measuring import exactly, process, seconds, under

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("KANKEI_DATA", ROOT.parent / "shared" / "data"))
MUST_SECONDS, AIM_SECONDS = 10.0, 3.0
REPEATS = 3
COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop")
WINDOWS = (
    17, 18, 20, 15, 15, 17, 21, 27, 33, 35, 34, 26, 30, 36, 39, 37, 36, 29, 24, 23, 28, 27, 28, 33,
    26, 28, 29, 35, 46, 48, 50, 45, 39, 43, 48, 45, 47, 46, 43, 34, 32, 46, 42, 38, 44, 49, 45, 50,
    48, 38, 45,
)  # fmt: skip
"""Exact frustration of the 51 windows, found before and independently."""


def run() -> list[dict[str, Any]]:
    """Measure, and give one row per figure."""
    if not (DATA / "published-cases").is_dir():
        raise FileNotFoundError("no published-cases under KANKEI_DATA")
    return [*_tribes(), *_windows(), *_strain(), *_powers(), *_command()]


def _command() -> list[dict[str, Any]]:
    ties = DATA / "published-cases" / "signnet" / "tribes_ties.csv"
    return process(f"measure frustration --ties {ties} --json", (2048, 600))


def _ties(name: str) -> pa.Table:
    path = DATA / "published-cases" / "signnet" / name
    with path.open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    names = {"from": "a", "to": "b", "window_start": "period"}
    columns = [names.get(column, column) for column in rows[0]]
    table = pa.table({name: [row[n] for row in rows[1:]] for n, name in enumerate(columns)})
    number = columns.index("sign")
    return table.set_column(number, "sign", table["sign"].cast(pa.int64()))


def _tribes() -> list[dict[str, Any]]:
    ties = _ties("tribes_ties.csv")
    found = frustration(ties, certified=True).table.to_pylist()[0]
    three = blocs(ties, [3], proof_seconds=30).criteria.to_pylist()[0]
    return [
        exactly("frustration of the tribes", found["frustration_ties"], 7, "ties"),
        exactly("the same by trying every partition", _every_partition(ties), 7, "ties"),
        exactly("its bound, by the solver", found["bound"], 7, "ties"),
        exactly("its bound, by cycles alone", found["certified_bound"], 7, "ties"),
        exactly("criterion of three blocs of the tribes", three["bloc_criterion"], 2),
        exactly("its bound, by the solver", three["bound"], 2),
    ]


def _every_partition(ties: pa.Table) -> int:
    """Fewest frustrated ties, by looking at all partitions."""
    network = signed_networks(ties, Rejections())[0]
    partitions = np.arange(2 ** (network.size - 1))
    sides = partitions[:, None] >> np.arange(network.size) & 1
    crossing = sides[:, network.a] != sides[:, network.b]
    return int((crossing == (network.sign > 0)).sum(axis=1).min())


def _windows() -> list[dict[str, Any]]:
    ties = _ties("cow_signed_networks_1946_1999.csv")
    taken, table = seconds(lambda: frustration(ties).table, REPEATS)
    found = table.to_pylist()
    again, proofs = seconds(lambda: [certify(one) for one in signed_networks(ties, Rejections())])
    right = sum(row["frustration_ties"] == value for row, value in zip(found, WINDOWS, strict=True))
    tight = sum(proof.bound == value for proof, value in zip(proofs, WINDOWS, strict=True))
    return [
        under("frustration of 51 windows of the world", taken, MUST_SECONDS),
        under("frustration of 51 windows of the world (aim)", taken, AIM_SECONDS),
        exactly("windows equal to the list", right, 51),
        exactly("windows proven by the solver", sum(row["proven"] for row in found), 51),
        exactly("windows proven by cycles alone", tight, 51),
        {"name": "time of the second proof", "value": again, "unit": "s"},
    ]


def _strain() -> list[dict[str, Any]]:
    """Strain of every tie of one window, against solving anew with each tie turned over."""
    network = signed_networks(_ties("cow_signed_networks_1946_1999.csv"), Rejections())[3]
    optimum = least_frustration(network)
    taken, found = seconds(lambda: strain(network, optimum, certify(network)))
    plain, anew = seconds(lambda: [_turned(network, tie) for tie in range(network.ties)])
    wrong = sum(
        value - optimum.frustration != of for value, of in zip(anew, found.tolist(), strict=True)
    )
    return [
        {
            "name": "strain of all ties, 1949-1952",
            "value": taken,
            "unit": "s",
            "against": f"solving anew for each tie: {plain / taken:.0f} times as long",
        },
        exactly("ties whose strain differs from solving anew", wrong, 0, "ties"),
    ]


def _turned(network: SignedNetwork, tie: int) -> int:
    sign = network.sign.copy()
    sign[tie] = -sign[tie]
    return least_frustration(replace(network, sign=sign)).frustration


def _powers() -> list[dict[str, Any]]:
    """CINC of 1945 from its components, and CON of shares of which it is known."""
    table = pq.read_table(DATA / "peacesciencer" / "cow_nmc.parquet")
    rows = [row for row in table.to_pylist() if row["year"] == 1945]
    series = [
        {
            "subject": str(row["ccode"]),
            "field": name,
            "starts": date(1945, 1, 1),
            "value": row[name],
        }
        for row in rows
        for name in COMPONENTS
        if row[name] is not None
    ]
    shares = capability(pa.Table.from_pylist(series), COMPONENTS).table.to_pylist()
    usa = next(row["value"] for row in shares if row["subject"] == "2")
    four = [
        {"subject": name, "field": "x", "starts": date(1946, 1, 1), "value": value}
        for name, value in zip("ABCD", (4.0, 2.0, 1.0, 1.0), strict=True)
    ]
    con = concentration(pa.Table.from_pylist(four)).table["concentration_con"][0].as_py()
    return [
        exactly("CINC of the United States in 1945, three digits", round(usa, 3), 0.384),
        under("error of CON for the shares 1/2, 1/4, 1/8, 1/8", abs(con - 0.125**0.5), 1e-15, ""),
    ]
