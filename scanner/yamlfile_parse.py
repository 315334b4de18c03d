"""YAML text into plain data, through libyaml's events: safe, and strict where YAML 1.1 surprises people.

Only `true` and `false` are booleans, only plain decimal numbers are numbers; `no`, `on`, `2026-11-20`, `0012`
and `12:30` stay text. Nodes are not composed by libyaml (deep nesting overflows its C stack), but built here.
"""

import math
import re
from typing import Any

import yaml

from scanner.yamlfile_problem import MOST, Problem, YamlError
from scanner.yamlfile_syntax import MAX_DEPTH, TOO_DEEP, control_character, syntax_problem

MAX_NODES = 1_000_000
WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
NULLS = ("", "~", "null", "Null", "NULL")
WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]{1,3})?")
PLAIN_TAGS = (None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


def parse(text: str, path: str) -> object:
    """The one document of `text`. Raises YamlError."""
    if bad := control_character(text, path):
        raise YamlError([bad])
    builder = _Builder(text, path)
    try:
        data = builder.document()
    except yaml.MarkedYAMLError as error:
        raise YamlError([*builder.problems, syntax_problem(path, error)]) from None
    if builder.problems:
        raise YamlError(builder.problems)
    return data


class _Builder:
    """Builds dicts, lists and scalars from events; counts nodes as if every alias were written out."""

    def __init__(self, text: str, path: str) -> None:
        self.loader = yaml.CSafeLoader(text)
        self.path = path
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[object, int]] = {}
        self.count = 0
        self.depth = 0

    def document(self) -> object:
        self.loader.get_event()
        event = self.loader.get_event()
        if not isinstance(event, yaml.DocumentStartEvent):
            raise self.fatal(event, "the file is empty")
        data = self.node(self.loader.get_event())
        self.loader.get_event()
        event = self.loader.get_event()
        if isinstance(event, yaml.DocumentStartEvent):
            raise self.fatal(event, "a second document starts here ('---'); one file holds one document")
        return data

    def node(self, event: Any) -> object:
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if event.tag not in PLAIN_TAGS:
            self.problem(event, "the tag '{tag}' is not allowed; write plain values", tag=event.tag)
        start = self.count
        self.grow(event, 1)
        value = _scalar(event) if isinstance(event, yaml.ScalarEvent) else self.collection(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = value, self.count - start
        return value

    def collection(self, event: Any) -> object:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.fatal(event, TOO_DEEP, limit=MAX_DEPTH)
        value = self.mapping() if isinstance(event, yaml.MappingStartEvent) else self.sequence()
        self.depth -= 1
        return value

    def sequence(self) -> list[object]:
        items = []
        while not isinstance(event := self.loader.get_event(), yaml.SequenceEndEvent):
            items.append(self.node(event))
        return items

    def mapping(self) -> dict[str, object]:
        items: dict[str, object] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := self.loader.get_event(), yaml.MappingEndEvent):
            key = self.key(event, lines)
            value = self.node(self.loader.get_event())
            items.setdefault(key, value)
        return items

    def key(self, event: Any, lines: dict[str, int]) -> str:
        key = self.node(event)
        if not isinstance(key, str):
            shown = event.value if isinstance(event, yaml.ScalarEvent) else key
            self.problem(event, "a key must be text; put it in quotes: \"{key}\"", key=shown)  # fmt: skip
            return str(shown)
        if key in lines:
            self.problem(event, "key '{key}' is already given in line {first}; remove one of the two",
                         key=key, first=lines[key])  # fmt: skip
        lines.setdefault(key, event.start_mark.line + 1)
        return key

    def alias(self, event: Any) -> object:
        if event.anchor not in self.anchors:
            raise self.fatal(event, "the alias '*{name}' has no anchor before it", name=event.anchor)
        value, size = self.anchors[event.anchor]
        self.grow(event, size)
        return value

    def grow(self, event: Any, nodes: int) -> None:
        self.count += nodes
        if self.count > MAX_NODES:
            template = "too many values, aliases counted in full (limit {limit})"
            raise self.fatal(event, template, limit=MAX_NODES)

    def problem(self, event: Any, template: str, **params: object) -> None:
        mark = event.start_mark
        self.problems.append(Problem(self.path, mark.line + 1, mark.column + 1, template, params))
        if len(self.problems) >= MOST:
            raise YamlError(self.problems)

    def fatal(self, event: Any, template: str, **params: object) -> YamlError:
        self.problem(event, template, **params)
        return YamlError(self.problems)


def _scalar(event: Any) -> object:
    text: str = event.value
    if not event.implicit[0] or text in WORDS or text in NULLS:
        return text if not event.implicit[0] else WORDS.get(text)
    if WHOLE.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text
