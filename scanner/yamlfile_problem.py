"""Where a file is wrong, and what to write instead, as values that can be translated."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from scanner.errors import TenkenError

T = TypeVar("T")

LONGEST = 80
MOST = 100
"""No more problems than this are told of one file."""


class Term(str):
    """A parameter that is itself a message id ("text", "a list"), to be translated before it is put in."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `line` and `column` count from 1; 0 means that the fault concerns the file as a whole.

    `template` is the English message and the gettext message id; `params` are its named values.
    """

    path: str
    line: int
    column: int
    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def message(self, translate: Callable[[str], str] = str) -> str:
        """The message on one line, in the language of `translate`."""
        shown = {key: one_line(value, translate) for key, value in self.params.items()}
        return translate(self.template).format(**shown)

    def place(self) -> str:
        """`file:line:column`, or the file alone."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    def __str__(self) -> str:
        return f"{self.place()}: {self.message()}"


class YamlError(TenkenError):
    """A file that can't be used; carries one or more problems, at most MOST of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(islice(problems, MOST))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Faults:
    """Gathers what is wrong in several files, each fault once, so that all of it is told together."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def of(self, read: Callable[[], T], otherwise: T) -> T:
        """What `read` gives, or `otherwise` where it raises YamlError."""
        try:
            return read()
        except YamlError as error:
            self.found += [one for one in error.problems if one not in self.found]
            return otherwise

    def tell(self) -> None:
        """Raise YamlError if there was any."""
        if self.found:
            raise YamlError(self.found)


class Refused(ValueError):  # noqa: N818  # reads as a sentence: raise Refused("…")
    """Raise it in `__post_init__` of a decoded dataclass: becomes a problem at that place of the file.

    `at` leads on from the dataclass to the field, or deeper, that is wrong.
    """

    def __init__(self, template: str, at: tuple[str | int, ...] = (), **params: object) -> None:
        self.template, self.at, self.params = template, at, params
        super().__init__(template.format(**params))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, if any is like it."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return close[0] if close else None


def one_line(value: object, translate: Callable[[str], str] = str) -> str:
    """A parameter as printable text of one line, cut where it is long."""
    text = translate(value) if isinstance(value, Term) else str(value)
    text = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
    cut = not isinstance(value, Term) and len(text) > LONGEST
    return text[: LONGEST - 1] + "…" if cut else text
