"""The text of a first configuration, and of a first file of declarations."""

import json
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from typing import TYPE_CHECKING, Any

from scanner.cli.texts import _

if TYPE_CHECKING:
    from scanner.provider import Provider


@dataclass(frozen=True, slots=True)
class City:
    """What was answered; `targets` are providers with the values of their options."""

    id: str
    name: str
    case: str
    targets: "tuple[tuple[Provider, Mapping[str, str]], ...]"


def configuration(city: City) -> str:
    """The text of `tenken.yaml`."""
    return "\n".join(_configuration(city)) + "\n"


def declarations() -> str:
    """The text of `records/declarations.yaml`: every key there is, none of them declared."""
    from scanner.records import KEYS  # noqa: PLC0415 - starting time

    lines = [
        *_comment(_("What the municipality states about itself. What is not declared stays undetermined.")),
        *_comment(_("An empty list says that there is none. Check with: tenken config check")),
    ]
    for key, cls in KEYS.items():
        names = [field.name for field in fields(cls)]
        example = "{" + ", ".join(f"{name}: …" for name in names) + "}" if len(names) > 1 else "…"
        lines.append(f"# {key}: [{example}]")
    return "\n".join([*lines, "# facts: {…: true}", ""])


def _configuration(city: City) -> Iterator[str]:
    yield from _comment(_("The configuration of Tenken. Check it with: tenken config check"))
    yield from _comment(_("Secrets do not stand here: the options say where they are."))
    yield "organisations:"
    yield f"  - id: {_text(city.id)}"
    yield f"    name: {_text(city.name)}"
    yield f"    case: {city.case}  # a = ア, i = イ, u = ウ"
    yield f"    records: records  # {_('what people declare, attest and except')}"
    yield f"    # profiles: [government-cloud-direct]  # {_('thresholds, and what Government Cloud covers')}"
    yield "    targets:"
    for provider, values in city.targets:
        yield from _target(city, provider, values)
    yield "frameworks: [alpha-prime]"
    yield "# language: ja"
    yield f"# deadline: 900  # {_('seconds that the reading may take')}"
    yield f"# limits: {{unused_days: 90}}  # {_('thresholds of your own')}"


def _target(city: City, provider: "Provider", values: Mapping[str, str]) -> Iterator[str]:
    yield f"      - id: {_text(f'{city.id}-{provider.name}')}"
    yield f"        provider: {provider.name}  # {provider.title}"
    hints = typing.get_type_hints(provider.options)
    for option in fields(provider.options):
        if option.name in values:
            yield f"        {option.name}: {value_of(hints[option.name], values[option.name])}"
        else:
            yield f"        # {option.name}: {_default(option)}".rstrip()


def value_of(hint: Any, written: str) -> str:
    """The YAML of a value that a person wrote; a list is written with commas."""
    if tuple in {hint, *_origins(hint)}:
        return "[" + ", ".join(_text(one.strip()) for one in written.split(",")) + "]"
    return written if hint in (int, float, bool) else _text(written)


def _origins(hint: Any) -> set[Any]:
    return {typing.get_origin(one) for one in (hint, *typing.get_args(hint))}


def _default(option: "Field[Any]") -> str:
    if option.default in (MISSING, None, ""):
        return ""
    return json.dumps(option.default, ensure_ascii=False)


def _text(value: str) -> str:
    """As JSON, which is YAML too, where quotes are needed."""
    plain = value.isascii() and value.replace("-", "").replace(".", "").isalnum() and not value[0].isdigit()
    return value if plain and value.lower() not in WORDS else json.dumps(value, ensure_ascii=False)


WORDS = ("true", "false", "null", "yes", "no", "on", "off")


def _comment(text: str) -> Iterator[str]:
    yield f"# {text}"
