"""Answers kept by the content of what was asked, so that a second run needs no network.

A file per answer, named by the hash of passage, prompt, schema and model. It holds the answer as
the server gave it, and neither the address nor the key. A file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from ...terms.errors import Problem, ReadingError
from ..whole import write_whole
from .endpoint import Endpoint
from .forms import FORM_NAMES, Form
from .portions import Portion
from .prompting import prompt_version
from .shapes import schema_version


@dataclass(frozen=True, slots=True)
class Answers:
    """A folder of answers."""

    folder: Path

    def key(self, portion: Portion, model: str) -> str:
        """Hash of what an answer depends on."""
        return _hash(portion.sha256, prompt_version(), schema_version(), model)

    def find(self, portion: Portion, model: str) -> str | None:
        """The body of an earlier answer; missing when there is none, or when it is damaged."""
        kept = _read(self._file(self.key(portion, model)))
        body = kept.get("body")
        return body if isinstance(body, str) else None

    def keep(self, portion: Portion, model: str, body: str) -> None:
        """Keep the body of an answer."""
        entry = {
            "model": model,
            "passage": portion.sha256,
            "prompt": prompt_version(),
            "schema": schema_version(),
            "body": body,
        }
        self._write(self._file(self.key(portion, model)), entry)

    def form(self, endpoint: Endpoint) -> Form | None:
        """The form in which an endpoint was found to answer."""
        kept = _read(self._form_file(endpoint))
        if kept.get("form") not in FORM_NAMES:
            return None
        return Form(cast(Any, kept["form"]), bool(kept.get("settled")))

    def keep_form(self, endpoint: Endpoint, form: Form) -> None:
        """Remember the form, under a hash of address and model."""
        self._write(self._form_file(endpoint), {"form": form.name, "settled": form.settled})

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    def _write(self, file: Path, entry: dict[str, Any]) -> None:
        try:
            write_whole(file, json.dumps(entry, indent=1))
        except OSError as error:
            what = f"an answer cannot be kept ({error.strerror or error})"
            remedy = "name a folder that may be written to with --answers"
            raise ReadingError(Problem(what, remedy, str(self.folder))) from error

    def _form_file(self, endpoint: Endpoint) -> Path:
        parts = (endpoint.completions, endpoint.model, prompt_version(), schema_version())
        return self.folder / "forms" / f"{_hash(*parts)}.json"


def _hash(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _read(file: Path) -> dict[str, Any]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
