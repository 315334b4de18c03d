"""What a notice may touch: checks by the services it speaks of (`mappings/services.yaml`), and controls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from scanner.framework_model import Framework
from scanner.notice import Notice
from scanner.yamlfile import decode, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Names that a provider gives one service, and the checks, as patterns, that look at its settings."""

    provider: str
    names: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The file; `review_shows` are the keys of evidence that the review of a notice shows."""

    review_shows: tuple[str, ...]
    services: tuple[Service, ...]


@cache
def load_services() -> Services:
    """The services that are known. Raises YamlError."""
    return decode(read(files("mappings") / "services.yaml"), Services)


def checks_touched(provider: str, notice: Notice, checks: Iterable[str]) -> tuple[str, ...]:
    """The ids, of these, that the notice may touch: all of its provider if a service of it is not known."""
    mine = [one for one in checks if one.partition(".")[0] == provider]
    services = [one for one in load_services().services if one.provider == provider]
    known = {name.casefold(): one.checks for one in services for name in one.names}
    if not notice.services or any(name.casefold() not in known for name in notice.services):
        return tuple(mine)
    patterns = [pattern for name in notice.services for pattern in known[name.casefold()]]
    return tuple(one for one in mine if any(fnmatchcase(one, pattern) for pattern in patterns))


def controls_touched(checks: Iterable[str], frameworks: Sequence[Framework]) -> tuple[str, ...]:
    """The controls that any of these checks bears on, in the order of the frameworks."""
    wanted = set(checks)
    controls = (control for framework in frameworks for control in framework.controls)
    return tuple(dict.fromkeys(one.id for one in controls if wanted & set(one.checks)))
