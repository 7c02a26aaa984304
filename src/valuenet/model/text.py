"""What a text or a key may be. Every text of the domain passes here, once, when its value is built.

Text is put into Unicode form NFC and trimmed. Control characters, bidirectional overrides, surrogates and noncharacters
are refused, because they break files, pictures and the reader's trust; long fields may hold line breaks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from valuenet.errors import Invalid, Problem

KEY_LIMIT = 64
TITLE_LIMIT = 200
WHY_LIMIT = 500
EVIDENCE_LIMIT = 2_000

_BLANKS = " \t\n\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Control characters, bidirectional overrides and isolates, line separators, surrogates; the noncharacters U+FDD0..FDEF
# and the last two of every plane are added below. Newline is left out: `Rule.lines` decides about it.
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What one field of a value may hold."""

    limit: int
    required: bool = False
    lines: bool = False
    key: bool = False


KEY = Rule(KEY_LIMIT, required=True, key=True)
TITLE = Rule(TITLE_LIMIT, required=True)
SHORT = Rule(TITLE_LIMIT)
WHY = Rule(WHY_LIMIT, lines=True)
EVIDENCE = Rule(EVIDENCE_LIMIT, lines=True)


def normalised(text: str) -> str:
    """The text in NFC, with line breaks as newlines and without surrounding white space."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip(_BLANKS)


def folded(text: str) -> str:
    """The form in which texts are searched: NFKC, case folded. Computed here for every store, never by a store."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def problem(field: str, text: str, rule: Rule) -> Problem | None:
    """What is wrong with a normalised text under a rule, or nothing."""
    if not text:
        return Problem(path=field, code="MISSING", message="is empty", remedy="say it in words") if rule.required else None
    found = None if text.isprintable() else _FORBIDDEN.search(text)  # nothing that is forbidden is printable, and asking is quick
    if found is None and not rule.lines and "\n" in text:
        return Problem(path=field, code="LINE_BREAK", message="has a line break", remedy="write it on one line")
    if found is not None:
        return Problem(
            path=field,
            code="FORBIDDEN_CHARACTER",
            message=f"has the character U+{ord(found[0]):04X} at position {found.start() + 1}",
            remedy="remove control characters, direction marks and noncharacters",
        )
    if len(text) > rule.limit:
        return Problem(
            path=field,
            code="TOO_LONG",
            message=f"has {len(text)} characters, the limit is {rule.limit}",
            remedy="shorten it",
        )
    if rule.key and not _KEY.fullmatch(text):
        return Problem(
            path=field,
            code="INVALID_KEY",
            message=f"{text!r} is not a key",
            remedy=f"use lower-case letters, digits and single hyphens, such as {suggested_key(text)!r}",
        )
    return None


def too_many(field: str, count: int, most: int) -> Problem:
    """The problem of a list that is longer than it may be."""
    return Problem(path=field, code="TOO_MANY", message=f"has {count} entries, the bound is {most}", remedy="keep the best of them")


def suggested_key(text: str) -> str:
    """A key that a person would make of a text; `unnamed` where no letter or digit is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words: list[str] = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:KEY_LIMIT].strip("-") or "unnamed"


def settle(value: object, **rules: Rule) -> None:
    """Normalise the named text fields of a value that is being built, or raise `Invalid` with all that is wrong."""
    if problems := unsettled(value, **rules):
        raise Invalid(problems)


def unsettled(value: object, **rules: Rule) -> list[Problem]:
    """Normalise the named text fields of a value that is being built; what is wrong with them."""
    problems: list[Problem] = []
    for field, rule in rules.items():
        raw = getattr(value, field)
        if not isinstance(raw, str):
            problems.append(Problem(path=field, code="NOT_TEXT", message=f"is {raw!r}, not text", remedy="put it in quotes"))
            continue
        text = raw if rule.key else normalised(raw)  # keys are looked up as they are given: trimming one here would make it another
        if text is not raw and text != raw:
            object.__setattr__(value, field, text)
        wrong = problem(field, text, rule)
        if wrong is not None:
            problems.append(wrong)
    return problems
