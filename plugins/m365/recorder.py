"""Records a tenant: the ordinary connection, guarded as ever, with a tape that listens."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from plugins.m365 import connection, provider
from plugins.m365.credentials import tokens
from plugins.m365.tape import Tape
from scanner import Provider, Target
from scanner.recording import Exchange
from scanner.recording.anonymiser import PERSONAL
from scanner.sentinel import declared_shapes, fields
from scanner.testing import Script

HERE = Path(__file__).parent
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,60}")
OWN = PERSONAL | {"id", "identity", "name", "guid"}
"""Keys of the made-up city whose values are its own."""
EXAMPLES = ("demo.py", "options.py")
"""Modules that name the made-up city."""


class TenantRecording:
    """One recording of a tenant (`scanner.recording.Recording`)."""

    def __init__(self) -> None:
        self._tape = Tape()
        self.provider: Provider = replace(provider, connect=self._connect)
        self.bases = self._tape.base
        self.vocabulary = vocabulary()

    @property
    def exchanges(self) -> list[Exchange]:
        """What was heard so far."""
        return self._tape.exchanges

    async def _connect(self, target: Target, permissions: frozenset[str]) -> connection.M365Connection:
        return connection.open_connection(
            target.options, permissions, tokens(target.options), tape=self._tape
        )


def recorder() -> TenantRecording:
    """Begin a recording."""
    return TenantRecording()


@cache
def vocabulary() -> frozenset[str]:
    """Words that are nobody's own: in the plugin's code (texts without blanks), fields, enumerations."""
    known = declared_shapes(provider.shapes)
    named = {part for one in fields(known) for part in re.findall(r"[\w-]+", one.field)}
    return frozenset({*_of_the_code(), *named, *_of_the_city()})


def _of_the_code() -> Iterator[str]:
    for file in sorted(one for one in HERE.rglob("*.py") if one.name not in EXAMPLES):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
                yield node.value


def _of_the_city() -> Iterator[str]:
    """What stands where members of enumerations do in the answers of the demo, which follow the documents."""
    for reply in Script.from_folder(HERE / "city").replies.values():
        yield from _members(reply.body, "")


def _members(body: Any, key: str) -> Iterator[str]:
    if isinstance(body, dict):
        for name, part in body.items():
            yield from _members(part, name)
    elif isinstance(body, list):
        for part in body:
            yield from _members(part, key)
    elif isinstance(body, str) and WORD.fullmatch(body) and key.casefold() not in OWN:
        yield body
