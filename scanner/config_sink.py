"""The lines under `sinks:`: `id` and `type`, all others as the sink's options."""

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from scanner.config_names import doubles, unknown
from scanner.config_options import Own, read_options
from scanner.host import Host
from scanner.sink import SinkConfig
from scanner.yamlfile import Document, Keys, Problem, YamlError, decode

OWN: Own = (("id", str, field(metadata={"example": "siem"})), ("type", str, field()))


def read_sinks(document: Document, host: Host, problems: list[Problem]) -> tuple[SinkConfig, ...]:
    """The sinks of the document, without those that are wrong; `problems` gets what is wrong with those."""
    data = document.data
    lines = data.get("sinks") if isinstance(data, dict) else None
    places: list[Keys] = [
        ("sinks", index)
        for index, line in enumerate(lines if isinstance(lines, list) else ())
        if isinstance(line, dict)
    ]
    problems += doubles(document, "sink", [(*keys, "id") for keys in places])
    return tuple(_sinks(document, host, places, problems))


def _sinks(
    document: Document, host: Host, places: list[Keys], problems: list[Problem]
) -> Iterator[SinkConfig]:
    for keys in places:
        try:
            name = _type(document, host, keys)
            lines, options = read_options(document, keys, host.sinks[name].options, OWN)
        except YamlError as error:
            problems += error.problems
        else:
            yield SinkConfig(lines.id, name, options)


def _type(document: Document, host: Host, keys: Keys) -> str:
    line: Any = document.at(keys)
    if "type" not in line:
        allowed = ", ".join(sorted(host.sinks))
        template = "the key 'type' is missing; write one of: {allowed}"
        raise YamlError([document.problem(keys, template, {"allowed": allowed})])
    name = decode(document, str, (*keys, "type"))
    if problem := next(unknown(document, (*keys, "type"), name, host.sinks), None):
        raise YamlError([problem])
    return name
