"""Reads a sentence of every language when imported, so that all tables are in memory.

Only the server of processes imports it: each process of a pool then begins with the tables, which
they share, and one that takes the place of a dead one begins at once.
"""

from __future__ import annotations

from ...terms.language import LANGUAGES
from ..read import read_text

SENTENCES = (
    "両国の外相は2023年5月3日に会談し、「協議を続ける」と述べた。",
    "The ministers of both states met on 3 May 2023 and said that talks will continue.",
    "양국 외교장관은 2023년 5월 3일 회담했다.",
    "两国外长于2023年5月3日举行会谈。",
    "Министры обеих стран встретились 3 мая 2023 г.",
)

for sentence, language in zip(SENTENCES, LANGUAGES, strict=True):
    read_text(sentence, language=language)
