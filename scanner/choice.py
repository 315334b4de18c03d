"""Which checks to run: by id, by the framework or control that they answer, by severity.

    chosen(host, ["framework:alpha-prime"], ["severity:low", "aws.backup.*"])

A pattern is an id with `*` and `?`, or one of `framework:ID`, `control:ID` and `severity:LEVEL`.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scanner.catalogue import all_frameworks, users
from scanner.declare import Check
from scanner.framework_choice import selected_frameworks
from scanner.host import Host
from scanner.model import Severity
from scanner.selection import SelectionError, select
from scanner.text import Message
from scanner.yamlfile import nearest


def chosen(host: Host, selected: Sequence[str], skipped: Sequence[str] = ()) -> tuple[str, ...] | None:
    """The ids of the checks that `selected` names (all if empty), without those that `skipped` names, sorted.

    None if neither says anything: all checks. Raises `SelectionError` for a pattern that leads nowhere,
    and if nothing is left; what loading frameworks raises.
    """
    if not (selected or skipped):
        return None
    known = _Known(host)
    wanted = {id_ for pattern in selected for id_ in known.ids(pattern)} if selected else set(known.checks)
    left = wanted - {id_ for pattern in skipped for id_ in known.ids(pattern)}
    if not left:
        raise SelectionError(Message.of("no check is left; select more or skip less"))
    return tuple(sorted(left))


@dataclass(frozen=True)
class _Known:
    """All checks of a host, and how they are found."""

    host: Host

    @cached_property
    def checks(self) -> dict[str, Check[Any]]:
        return {check.id: check for one in self.host.providers.values() for check in one.checks}

    def ids(self, pattern: str) -> Collection[str]:
        kind, colon, name = pattern.partition(":")
        by_kind = {
            "framework": self._of_framework,
            "control": self._of_control,
            "severity": self._of_severity,
        }
        if colon and kind in by_kind:
            return list(by_kind[kind](name))
        return select(self.checks.values(), [pattern])

    def _of_framework(self, name: str) -> Iterator[str]:
        frameworks = selected_frameworks([name], self.host.mapping_files)
        return (check for check in users(frameworks) if check in self.checks)

    def _of_control(self, name: str) -> Iterator[str]:
        controls = {control.id: control for one in all_frameworks(self.host) for control in one.controls}
        if name not in controls:
            raise SelectionError(_unknown("control", name, controls))
        return (check for check in controls[name].checks if check in self.checks)

    def _of_severity(self, name: str) -> Iterator[str]:
        if name not in [one.value for one in Severity]:
            raise SelectionError(_unknown("severity", name, [one.value for one in Severity]))
        return (id_ for id_, check in self.checks.items() if check.severity == name)


def _unknown(kind: str, name: str, known: Collection[str]) -> Message:
    templates = {
        "control": "no control is called '{name}'; did you mean '{nearest}'?",
        "severity": "no severity is called '{name}'; did you mean '{nearest}'?",
    }
    like = nearest(name, known) or next(iter(known))
    return Message.of(templates[kind], name=name, nearest=like)
