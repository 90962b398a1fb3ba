"""What a page says about itself, in the ways pages do: JSON-LD, meta elements, links, comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ...words import word_list
from ..document import Found, Metadata
from .tree import Tree, text_of

_SAVED_FROM = re.compile(r"saved from url=\(\d{1,6}\)\s*(\S{1,4000})")
_SINGLE_FILE = re.compile(
    r"SingleFile\s.{0,40}?url:\s*(\S{1,4000})(?:\s+saved date:\s*([^\n]{1,80}))?", re.DOTALL
)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})(\d{2})(\d{2})\b")
_SPACE = re.compile(r"\s+")

ARTICLES = re.compile(r"Article|Report|WebPage|BlogPosting|PressRelease")


def metadata_of(tree: Tree) -> Metadata:
    """Collect what a page states; the most reliable statement of each field is taken."""
    stated = _stated(tree)
    linked = _linked(tree)
    saved, saved_on = _saved(tree)
    language = next((e.attributes.get("lang", "") for e in tree.of("html")), "")
    return Metadata(
        title=linked.get("title") or stated.get("title") or _title(tree),
        author=linked.get("author") or stated.get("author"),
        publisher=linked.get("publisher") or stated.get("publisher"),
        published=_day(linked.get("published")) or _day(stated.get("published")) or _time(tree),
        url=saved or _canonical(tree) or stated.get("url"),
        language=Found(language[:20], "html lang") if language else None,
        saved=saved_on,
    )


def _stated(tree: Tree) -> dict[str, Found]:
    """Meta elements by field."""
    content: dict[str, str] = {}
    for element in tree.of("meta"):
        given = element.attributes
        key = given.get("name") or given.get("property") or given.get("itemprop") or ""
        value = _SPACE.sub(" ", given.get("content", "")).strip()
        if key and value:
            content.setdefault(key.lower(), value)
    found = {}
    for field, names in word_list(None, "html")["meta"].items():
        name: str = next((one for one in names if one in content), "")
        if name and not (field == "author" and "://" in content[name]):
            found[field] = Found(content[name], f"meta {name}")
    return found


def _linked(tree: Tree) -> dict[str, Found]:
    """The first article that JSON-LD describes."""
    for element in tree.of("script"):
        if element.attributes.get("type", "").lower() != "application/ld+json":
            continue
        text = "".join(child for child in element.children if isinstance(child, str))
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for thing in _things(told):
            if ARTICLES.search(str(thing.get("@type", ""))) and thing.get("headline"):
                return dict(_fields(thing))
    return {}


def _things(told: Any) -> Iterator[dict[str, Any]]:
    """Objects at the top of JSON-LD, or in its graph."""
    listed = told if isinstance(told, list) else [told]
    for one in listed[:100]:
        if isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            yield from (
                part
                for part in (graph if isinstance(graph, list) else [])[:100]
                if isinstance(part, dict)
            )


def _fields(thing: dict[str, Any]) -> Iterator[tuple[str, Found]]:
    keys = {
        "title": "headline",
        "author": "author",
        "publisher": "publisher",
        "published": "datePublished",
    }
    for field, key in keys.items():
        value = _name(thing.get(key))
        if value:
            yield field, Found(value, f"JSON-LD {key}")


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(
            filter(None, (_name(one) for one in value[:20] if not isinstance(one, list)))
        )
    if isinstance(value, dict):
        value = value.get("name")
    return _SPACE.sub(" ", value).strip() if isinstance(value, str) else ""


def _title(tree: Tree) -> Found | None:
    for element in tree.of("title"):
        if text := text_of(element):
            return Found(text, "title")
    return None


def _time(tree: Tree) -> Found | None:
    """The day of a time element that is marked as that of publication."""
    for element in tree.of("time"):
        marked = {"pubdate", "datepublished", "published", "entry-date"} & {
            *element.words,
            *element.attributes,
            element.attributes.get("itemprop", "").lower(),
        }
        if marked and (day := _day(Found(element.attributes.get("datetime", ""), "time"))):
            return day
    return None


def _canonical(tree: Tree) -> Found | None:
    for element in tree.of("link"):
        address = element.attributes.get("href", "")
        if element.attributes.get("rel", "").lower() == "canonical" and "://" in address:
            return Found(address, "link canonical")
    return None


def _saved(tree: Tree) -> tuple[Found | None, Found | None]:
    """The address and day that a browser wrote into the page when it saved it."""
    for comment in tree.comments:
        if match := _SAVED_FROM.search(comment):
            return Found(match.group(1), "saved from url"), None
        if match := _SINGLE_FILE.search(comment):
            saved = match.group(2)
            return Found(match.group(1), "SingleFile"), Found(
                saved.strip(), "SingleFile"
            ) if saved else None
    return None, None


def _day(found: Found | None) -> Found | None:
    """The day in a statement, or nothing when it holds none that exists."""
    match = _DAY.search(found.value) if found else None
    if match is None or found is None:
        return None
    year, month, day = (int(group) for group in match.groups() if group)
    try:
        return Found(date(year, month, day).isoformat(), found.how)
    except ValueError:
        return None
