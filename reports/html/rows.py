"""A long table: its first rows stand in the page, the rest lie packed beside it until they are asked for."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

PACKED = 500
"""Rows that are compressed together."""

Key = tuple[str | int, ...]


class Row(NamedTuple):
    """A row as HTML, with what it is filtered and sorted by."""

    key: Key
    html: str

    @property
    def keys(self) -> str:
        """The key as JSON, for the page's script."""
        return _json(self.key)


@dataclass(frozen=True)
class LongTable:
    """`total` rows, made one by one as the page is written; `first` of them stand in the page."""

    name: str
    total: int
    first: int
    rows: Iterator[Row]

    def shown(self) -> Iterator[Row]:
        """The rows that stand in the page; to be asked for once, before `packs`."""
        return islice(self.rows, self.first)

    def packs(self) -> Iterator[str]:
        """The others: JSON lists of pairs of key and HTML, deflated (RFC 1950), in base64."""
        while pack := list(islice(self.rows, PACKED)):
            data = _json(pack).encode()
            yield base64.b64encode(zlib.compress(data, 6)).decode()


def _json(value: Iterable[object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
