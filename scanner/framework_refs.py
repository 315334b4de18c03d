"""What may refer to what: signals, facts, evidence keys, checks and related controls of all loaded files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from scanner.framework_model import Control, Framework
from scanner.yamlfile import Document, Keys, Problem, Term, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the loaded files may name. `None` for checks means that no check is looked up."""

    signals: Collection[str] = ()
    facts: Collection[str] = ()
    checks: Collection[str] | None = None
    providers: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A framework with the document it came from, so that a problem can be placed."""

    document: Document
    framework: Framework

    def controls(self) -> Iterator[tuple[Keys, Control]]:
        """Each control with the keys that lead to it."""
        for index, control in enumerate(self.framework.controls):
            yield ("controls", index), control

    def folder(self) -> PurePath:
        """Frameworks of one folder are kept by the same hands."""
        return PurePath(self.document.path).parent

    def prefixes(self) -> set[str]:
        """The part of the ids before the first hyphen: ALPHA, CS and so on."""
        return {control.id.partition("-")[0] for control in self.framework.controls}


def unknown_names(document: Document, keys: Keys, control: Control, known: Known) -> Iterator[Problem]:
    """Unknown signals, facts, evidence keys and checks of one control."""
    for index, signal in enumerate(control.signals):
        if signal not in known.signals:
            yield unknown(document, (*keys, "signals", index), Term("signal"), signal, known.signals)
    if control.applies_if and control.applies_if.declared not in known.facts:
        place = (*keys, "applies_if", "declared")
        yield unknown(document, place, Term("fact"), control.applies_if.declared, known.facts)
    yield from _logic(document, keys, control)
    for index, check in enumerate(control.checks):
        if (
            known.checks is not None
            and check not in known.checks
            and check.partition(".")[0] in known.providers
        ):
            yield unknown(document, (*keys, "checks", index), Term("check"), check, known.checks)


def _logic(document: Document, keys: Keys, control: Control) -> Iterator[Problem]:
    """The logic speaks of the control's own signals and evidence only."""
    if not control.logic:
        return
    own = [item.key for item in control.evidence]
    for signal in control.logic.signals():
        if signal not in control.signals:
            yield unknown(document, (*keys, "logic"), Term("signal"), signal, control.signals)
    for key in control.logic.evidence_keys():
        if key not in own:
            yield unknown(document, (*keys, "logic"), Term("evidence key"), key, own)


def unknown(document: Document, keys: Keys, kind: str, name: str, known: Iterable[str]) -> Problem:
    """A name that leads nowhere, with the nearest that would; it stands as a value, or is the last key."""
    params, at_key = {"kind": Term(kind), "name": name}, keys[-1] == name
    if like := nearest(name, known):
        template = "there is no {kind} '{name}'; did you mean '{nearest}'?"
        return document.problem(keys, template, params | {"nearest": like}, at_key=at_key)
    template = "there is no {kind} '{name}'; correct it or take it out"
    return document.problem(keys, template, params, at_key=at_key)


@dataclass(frozen=True, slots=True)
class Relations:
    """Who relates to whom, over all loaded editions."""

    related: Mapping[str, set[str]]
    folders: Mapping[str, set[PurePath]]
    prefixes: set[str]

    @classmethod
    def of(cls, loaded: Collection[Loaded]) -> "Relations":
        """Gather the relations of all controls."""
        related: dict[str, set[str]] = {}
        folders: dict[str, set[PurePath]] = {}
        for one in loaded:
            for control in one.framework.controls:
                related.setdefault(control.id, set()).update(control.related)
                folders.setdefault(control.id, set()).add(one.folder())
        return cls(related, folders, set().union(*(one.prefixes() for one in loaded)))


def unrelated(one: Loaded, keys: Keys, control: Control, relations: Relations) -> Iterator[Problem]:
    """A related control exists, if its framework is loaded, and in the same folder it names this one too."""
    for index, other in enumerate(control.related):
        place = (*keys, "related", index)
        if other in relations.related:
            apart = one.folder() not in relations.folders[other]
            if control.id not in relations.related[other] and not apart:
                template = "'{other}' does not name '{id}' in return; add '{id}' to the related of '{other}'"
                yield one.document.problem(place, template, {"other": other, "id": control.id})
        elif other.partition("-")[0] in relations.prefixes:
            yield unknown(one.document, place, Term("control"), other, relations.related)
