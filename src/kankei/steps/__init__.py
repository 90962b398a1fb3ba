"""One function per verb; they carry values between the rooms, and hold no logic of their own."""

from .asking import ask, audit_study, questions, unheard, with_names
from .beginning import new_study
from .building import Built, build
from .fetching import fetch_datasets, planned
from .proposing import Asking, propose, requests_to_send, whom_to_ask, write_proposals
from .reading import read_bands, read_document
from .reporting import report_files
from .reviewing import review

__all__ = [
    "Asking",
    "Built",
    "ask",
    "audit_study",
    "build",
    "fetch_datasets",
    "new_study",
    "planned",
    "propose",
    "questions",
    "read_bands",
    "read_document",
    "report_files",
    "requests_to_send",
    "review",
    "unheard",
    "whom_to_ask",
    "with_names",
    "write_proposals",
]
