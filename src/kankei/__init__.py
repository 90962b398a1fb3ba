"""kankei (関係, "relations"): a workbench for people who study relations between states.

Documents and open data become a sourced record; the record is measured; the effects of a change in
one relation on all others are asked for; the answer is a footnoted report in Japanese and English.

Examples
--------
>>> from kankei import Dyad, Period, states
>>> Dyad.parse("RUS-PRK").key, Period.parse("2024-06").text("ja"), states().find("Korea DPR").id
('PRK-RUS', '2024年6月', 'PRK')
"""

from .datasets import card, find, load
from .frames import frame
from .impact.argument import SignedMap, argue
from .measures import MEASURES, ideal_points, vote_similarity
from .reading.read import read_file, read_text
from .record.store import open_record
from .steps import ask, build
from .study import read_study
from .terms.actor import states
from .terms.dyad import Dyad, parse_dyads
from .terms.errors import KankeiError
from .terms.period import Period

__all__ = [
    "MEASURES",
    "Dyad",
    "KankeiError",
    "Period",
    "SignedMap",
    "argue",
    "ask",
    "build",
    "card",
    "find",
    "frame",
    "ideal_points",
    "load",
    "open_record",
    "parse_dyads",
    "read_file",
    "read_study",
    "read_text",
    "states",
    "vote_similarity",
]
