"""Dependence: how much of what a state has comes from, goes to, or is shared with another."""

from __future__ import annotations

from ...terms.language import Bilingual
from ..declare import Measure
from .arms import arms_dependence
from .memberships import membership_dependence
from .trade import trade_dependence

__all__ = ["MEASURES", "arms_dependence", "membership_dependence", "trade_dependence"]

_TRADE = Bilingual(
    "組のどちらかの向きの額が不明なら欠測。行のない額は不明であって0ではない。",
    "Missing when a flow of the pair is unknown; an absent row is unknown and not zero.",
)
_ARMS = Bilingual(
    "期間の一部が資料の範囲外のとき、その間に移転がないときは欠測。",
    "Missing when a part of the window is outside coverage, or nothing was transferred in it.",
)
_MEMBERSHIPS = Bilingual(
    "国の加盟数が不明か0のときは欠測。",
    "Missing where the memberships of the state are unknown or none.",
)
_HIRSCHMAN = "Hirschman (1945), National Power and the Structure of Foreign Trade"

MEASURES = (
    Measure("trade_share", _TRADE, _HIRSCHMAN, "dependence", trade_dependence, False),
    Measure("trade_asymmetry", _TRADE, _HIRSCHMAN, "dependence", trade_dependence, False),
    Measure(
        "arms_share", _ARMS, "SIPRI Arms Transfers Database", "dependence", arms_dependence, False
    ),
    Measure(
        "arms_concentration",
        _ARMS,
        "Herfindahl and Hirschman",
        "dependence",
        arms_dependence,
        False,
    ),
    Measure(
        "membership_share",
        _MEMBERSHIPS,
        "Correlates of War, Intergovernmental Organizations",
        "dependence",
        membership_dependence,
        False,
    ),
)
"""Measures of this room, in the order of the page."""
