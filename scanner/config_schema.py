"""The JSON Schema of `tenken.yaml`, made from the types that read it: `docs/schema/config.json`.

    python -m scanner.config_schema > docs/schema/config.json

Editors take it from the first line of the file: ``# yaml-language-server: $schema=…/config.json``.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import msgspec

from scanner.config_file import LONGEST, Lines
from scanner.config_names import ID
from scanner.config_secret import SCHEMES, is_secret
from scanner.host import Host
from scanner.provider import Provider
from scanner.sink import Sink

URI = "https://json-schema.org/draft/2020-12/schema"
DEFS = "#/$defs/"
OWN = ("aws", "m365")
"""The providers that come with Tenken; a target of any other may say what its plugin asks for."""


def schema(providers: Iterable[Provider], sinks: Iterable[Sink] = ()) -> dict[str, Any]:
    """The schema of a configuration with targets of these providers, these sinks, and any others."""
    known, receivers = list(providers), list(sinks)
    _, found = msgspec.json.schema_components([Lines], ref_template=DEFS + "{name}")
    definitions = {name: {**one, "additionalProperties": False} for name, one in found.items()}
    top = definitions.pop("Lines")
    top["properties"]["organisations"]["minItems"] = 1
    top["properties"]["deadline"] = {
        "type": "number",
        "exclusiveMinimum": 0,
        "maximum": LONGEST,
        "default": 900,
    }
    top["properties"]["sinks"]["items"] = {"$ref": DEFS + "Sink"}
    organisation = definitions["OrganisationLines"]
    organisation["properties"]["id"] = {"$ref": DEFS + "Id"}
    organisation["properties"]["targets"] = {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": DEFS + "Target"},
    }
    return {
        "$schema": URI,
        "$id": "urn:tenken:config:1",
        **top,
        "title": "tenken.yaml",
        "description": "Which organisations, which targets, judged by which frameworks.",
        "$defs": {
            "Id": {"type": "string", "pattern": f"^{ID.pattern}$"},
            "Target": {"anyOf": [*map(_target, known), _other("provider", [one.name for one in known])]},
            "Sink": {"anyOf": [*map(_sink, receivers), _other("type", [one.name for one in receivers])]},
            **definitions,
        },
    }


def own_sinks(host: Host) -> list[str]:
    """The sinks that come with Tenken, in order of name."""
    return sorted(name for hook, name in host.gives.get("reports", ()) if hook == "tenken_sinks")


def text() -> str:
    """The schema as it stands in the file."""
    host = Host.load()
    made = schema([host.providers[name] for name in OWN], [host.sinks[name] for name in own_sinks(host)])
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _target(provider: Provider) -> dict[str, Any]:
    """The lines of a target of this provider."""
    return _lines(provider.title, "provider", provider.name, provider.options)


def _sink(sink: Sink) -> dict[str, Any]:
    """The lines of a sink of this type."""
    return _lines(sink.title, "type", sink.name, sink.options)


def _lines(title: str, key: str, name: str, cls: type) -> dict[str, Any]:
    (reference,), found = msgspec.json.schema_components([cls], ref_template=DEFS + "{name}")
    options = found[reference["$ref"].removeprefix(DEFS)]
    own = {"id": {"$ref": DEFS + "Id"}, key: {"const": name}}
    secrets = {one.name: _SECRET for one in fields(cls) if is_secret(one)}
    return {
        "title": title,
        "type": "object",
        "properties": {**own, **options["properties"], **secrets},
        "required": [*own, *options.get("required", ())],
        "additionalProperties": False,
    }


_SECRET = {"type": "string", "pattern": f"^({'|'.join(SCHEMES)}).+$", "description": "env:NAME or file:PATH"}


def _other(key: str, known: list[str]) -> dict[str, Any]:
    """The lines for a plugin that this schema doesn't know."""
    return {
        "title": "another plugin",
        "type": "object",
        "properties": {
            "id": {"$ref": DEFS + "Id"},
            key: {"type": "string", "not": {"enum": known}},
        },
        "required": ["id", key],
    }


if __name__ == "__main__":
    sys.stdout.write(text())
