"""The form that people fill in within a workbook: its mark, its columns, its choices.

Reports write it, `tenken records import` reads it back. A sheet that bears a form says so in one cell:

    tenken:form:1 | kind=attestation | organisation=aozora | run=5c1e…

Columns are found by their titles, in either language, wherever they stand.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scanner.language import LANGUAGES, OWN, Translator
from scanner.text import Message

MARK = "tenken:form:1"
_PART = re.compile(r"(\w+)=(\S*)")

ATTESTATION = "attestation"
REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its key, its title (an English gettext key), and what to write, for the cell's note."""

    key: str
    title: str
    help: str = ""


CONTROL = Field("control", "No.")
DONE = Field("done", "Entry: checked by people", "From the list. Only what was confirmed is taken over.")
KEY = Field("key", "Entry: evidence", "Which of the pieces that the control asks for; its key is enough.")
ENTRIES: tuple[Field, ...] = (
    DONE,
    KEY,
    Field("statement", "Entry: what was found", "In a sentence."),
    Field("document", "Entry: document", "The name of the document that shows it."),
    Field(
        "path",
        "Entry: place of the document",
        "From the folder of the records, for example documents/config.pdf; then the hash is taken down too.",
    ),
    Field("sha256", "Entry: SHA-256", "Needed only where no place of the document is given."),
    Field("role", "Entry: role", "The role of the person responsible, never a name."),
    Field("date", "Entry: date", "2026-11-20 or 令和8年11月20日"),
    Field("valid", "Entry: valid until", "A day, or how long: P3M, P1Y, permanent."),
    Field("assets", "Entry: kinds of asset", "Only where it does not speak of all of them."),
)
"""What an attestation is made of."""

CONFIRMED = "confirmed"
CHOICES = (CONFIRMED, "could not be confirmed", "to be looked at")

ITEM = Field("item", "Request no.")
REQUESTED: tuple[Field, ...] = (
    Field("first_control", "First control"),
    Field("check", "check id"),
    Field("target", "target"),
)
"""What a request is about, for its reply to be put in the right place."""

REPLIES: tuple[Field, ...] = (
    Field("answer", "Reply: answer", "Choose from the list."),
    Field("measure", "Reply: what will be done", "In a sentence."),
    Field("due", "Reply: by when", "2026-11-20 or 令和8年11月20日"),
    Field("done", "Reply: done on", "Once it is: 2026-11-20 or 令和8年11月20日"),
    Field("owner", "Reply: role", "The section or role that sees to it, never a name."),
    Field("date", "Reply: date", "The day of this reply."),
)
"""What the answer to a request for correction is made of."""

PLANNED, DONE_ALREADY = "planned", "done"
ANSWERS = (PLANNED, DONE_ALREADY, "to be discussed")


def mark(kind: str, **about: str) -> str:
    """The text that marks a sheet; what it says of itself holds no space."""
    parts = {"kind": kind, **about}
    return " | ".join((MARK, *(f"{key}={_word(value)}" for key, value in parts.items())))


def marked(text: object) -> Mapping[str, str] | None:
    """What the mark says, or None if the text is none."""
    if not isinstance(text, str) or not text.strip().startswith(f"{MARK} |"):
        return None
    return {key: value.replace("%20", " ").replace("%25", "%") for key, value in _PART.findall(text)}


def titles(fields: Iterable[Field]) -> dict[str, Field]:
    """The fields by their titles as `plain` writes them, in every language."""
    says = [Translator(language, [OWN]) for language in LANGUAGES]
    return {plain(say(field.title)): field for field in fields for say in says}


def choice(text: str, allowed: Iterable[str]) -> str | None:
    """Which of the choices a cell means, in whatever language; None if none."""
    says = [Translator(language, [OWN]) for language in LANGUAGES]
    found = {plain(say(one)): one for one in allowed for say in says}
    return found.get(plain(text))


def plain(text: object) -> str:
    """A title or a choice without what differs between hands and programs: width, case, spaces, marks."""
    narrow = unicodedata.normalize("NFKC", str(text)).casefold()
    return re.sub(r"[\s※*]+", "", narrow)


def _word(value: str) -> str:
    return value.replace("%", "%25").replace(" ", "%20")


def notes() -> tuple[Message, ...]:
    """What a sheet with a form says above it."""
    return (
        Message.of("Fill in the yellow cells, then: tenken records import FILE"),
        Message.of("Rows that stay empty are passed over."),
    )
