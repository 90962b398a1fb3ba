"""What a reader would give for one short document: a claim kept by hand too, and one of its own."""

from __future__ import annotations

from kankei.record.rows import Document, Quantity, Read
from kankei.terms.actor import Actor
from kankei.terms.event import Claim
from kankei.terms.language import Bilingual
from kankei.terms.period import Period
from kankei.terms.source import Passage, Source, Span

TEXT = "例示省の報道官は「協力は第三国に\n向けたものではない」と述べた。個数は約8000個とされる。"
DOCUMENT = Document("s-paper", "paper.txt", "0" * 64, "ja", len(TEXT))
SOURCE = Source(
    "s-paper",
    "paper",
    "例示大学",
    "山田太郎",
    "例示論文",
    "",
    "",
    Period.parse("2024-08"),
    "ja",
    "page",
)
QUOTED = Passage(DOCUMENT.id, Span(0, 34), TEXT[0:34])
COUNTED = Passage(DOCUMENT.id, Span(34, len(TEXT)), TEXT[34:])

SPOKEN = Claim(
    key="s-paper-001",
    speaker="example-ministry",
    addressee="",
    outlet="",
    period=Period.parse("2024-07-30"),
    about="",
    words="協力は第三国に向けたものではない",
    language="ja",
    verbatim=True,
    text=Bilingual("協力は第三国に向けたものではないと述べた。", "It said so."),
    stance="states",
    value=None,
    unit="",
    sources=("s-paper",),
)
COUNT = Claim(
    key="s-paper-002",
    speaker="USA",
    addressee="",
    outlet="",
    period=Period.parse("2024-08"),
    about="container-count",
    words="",
    language="",
    verbatim=False,
    text=Bilingual("個数は約8000個とされる。", "The number is given as about 8,000."),
    stance="states",
    value=8000.0,
    unit="containers",
    sources=("s-paper",),
)
READ = Read(
    sources=(SOURCE,),
    actors=(Actor("example-ministry", "body", "RUS", (("ja", "例示省"),)),),
    documents=(DOCUMENT,),
    passages=(QUOTED, COUNTED),
    claims=(SPOKEN, COUNT),
    quantities=(
        Quantity("claim", COUNT.id, 8000.0, None, None, "containers", "container-count", None),
    ),
    passages_of={SPOKEN.id: (QUOTED.id,), COUNT.id: (COUNTED.id,)},
)
