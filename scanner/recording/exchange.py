"""What was asked of a service, and what it answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from scanner.provider import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, in the order of asking.

    `group` names the file that it goes into (the host). `path` is decoded. Where one path serves many reads,
    `mark` stands in the body of the request, within quotes, with `word` in the place of ``{}``. `headers`
    are those of the answer that matter. `body` is the JSON of the answer; None if it was none.
    """

    group: str
    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""
    word: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None


class Recording(Protocol):
    """What a plugin gives for one recording (`Provider.recorder`)."""

    provider: Provider
    """The provider whose connections are taped: all that is read with it lands in `exchanges`."""

    exchanges: list[Exchange]

    vocabulary: frozenset[str]
    """Words that are nobody's own: what the plugin's code and its pages name. They stay as they are."""

    bases: Callable[[str], str | None]
    """Gives the part of a URL that names a host of the service itself; None for any other URL."""
