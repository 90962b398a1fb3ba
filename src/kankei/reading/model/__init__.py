"""A second reader, optional and off by default: a language model that may only propose.

It is asked paragraph by paragraph for events, claims, quantities and causal statements; a gate
checks every proposal against the text by rules, refuses what the text does not carry, and counts
the refusals; what passes is laid beside what the rules read. Nothing that a model alone says
enters the record before a person has checked it.
"""

from .answers import Answers
from .client import Failure
from .collecting import Outgoing, collect, kept, outgoing
from .comparing import compare, summaries
from .endpoint import Endpoint
from .judging import Judged, Proposal, Rejection, judge
from .portions import Portion, portions
from .report import counted, markdown
from .writing import ModelReading, model_reading, write_model_reading

__all__ = [
    "Answers",
    "Endpoint",
    "Failure",
    "Judged",
    "ModelReading",
    "Outgoing",
    "Portion",
    "Proposal",
    "Rejection",
    "collect",
    "compare",
    "counted",
    "judge",
    "kept",
    "markdown",
    "model_reading",
    "outgoing",
    "portions",
    "summaries",
    "write_model_reading",
]
