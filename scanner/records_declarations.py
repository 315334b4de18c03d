"""`records/declarations.yaml`: zones, addresses, accounts, partners and facts, each fault with its place.

vpc_zones:
  - {target: aozora-aws, vpc: vpc-0a1b2c3d4e5f60718, zone: lgwan}
break_out_addresses: [203.0.113.0/24]
partner_tenants: []              # there is none
facts: {file_exchange_outside: true}
"""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from typing import Any

from scanner.frameworks import load_facts
from scanner.given import DeclaredAddress
from scanner.records import KEYS, Declarations
from scanner.records_values import network, problems_of
from scanner.settings import identity_of
from scanner.yamlfile import Document, Keys, Problem, Term, YamlError, decode, nearest

FACTS = "facts"


def load(document: Document, targets: Collection[str] | None = None) -> Declarations:
    """The declarations of a document; `targets`, if given, are the ids that it may name.

    Raises YamlError with all that is wrong.
    """
    if document.data is None:
        return Declarations()
    if not isinstance(document.data, dict):
        template = "expected keys with values; for example break_out_addresses: [203.0.113.0/24]"
        raise YamlError([document.problem((), template)])
    reader = _Reader(document, targets)
    items = {KEYS[key]: reader.items(key) for key in document.data if key in KEYS}
    facts = reader.facts() if FACTS in document.data else {}
    reader.unknown_keys()
    if reader.problems:
        raise YamlError(sorted(reader.problems, key=lambda one: (one.line, one.column)))
    return Declarations(items=items, facts=facts)


class _Reader:
    """Reads one document and gathers its problems."""

    def __init__(self, document: Document, targets: Collection[str] | None) -> None:
        self.document, self.targets = document, targets
        self.data: Mapping[str, Any] = document.data  # type: ignore[assignment]
        self.problems: list[Problem] = []

    def items(self, key: str) -> tuple[Any, ...]:
        """The items under one key, each once."""
        cls = KEYS[key]
        if not isinstance(self.data[key], list):
            self.problem((key,), "expected a list; write {key}: [] if there is none", key=key)
            return ()
        found: dict[str, Any] = {}
        for index in range(len(self.data[key])):
            item = self._item(cls, (key, index))
            if item is not None and found.setdefault(identity_of(cls).part(item), item) != item:
                self.problem((key, index), "this is declared twice, and differently; remove one of the two")
        return tuple(found.values())

    def _item(self, cls: type, keys: Keys) -> Any:
        """One item; where the type has a single field, its text alone will do. None if it is wrong."""
        names = [field.name for field in fields(cls)]
        try:
            if len(names) == 1 and not isinstance(self.document.at(keys), dict):
                item: Any = cls(**{names[0]: decode(self.document, str, keys)})
                places = {names[0]: keys}
            else:
                item = decode(self.document, cls, keys)
                places = {name: (*keys, name) for name in names}
        except YamlError as error:
            self.problems += error.problems
            return None
        wrong = list(problems_of(self.document, item, places, self.targets))
        self.problems += wrong
        return None if wrong else _plain(item)

    def facts(self) -> dict[str, bool]:
        """The answers, by the keys of `mappings/facts.yaml`."""
        try:
            facts = decode(self.document, dict[str, bool], (FACTS,))
        except YamlError as error:
            self.problems += error.problems
            return {}
        for key in facts:
            if key not in load_facts():
                self._unknown((FACTS, key), "fact", load_facts())
        return facts

    def unknown_keys(self) -> None:
        """Complain of every key that means nothing."""
        for key in self.data:
            if key not in (*KEYS, FACTS):
                self._unknown((key,), "key", (*KEYS, FACTS))

    def problem(self, keys: Keys, template: str, **params: object) -> None:
        """Take note of a problem at the value that the keys lead to."""
        self.problems.append(self.document.problem(keys, template, params))

    def _unknown(self, keys: Keys, kind: str, known: Collection[str]) -> None:
        params: dict[str, object] = {"kind": Term(kind), "name": keys[-1]}
        like = nearest(str(keys[-1]), known)
        template = "there is no {kind} '{name}'; correct it or take it out"
        if like:
            template, params["nearest"] = "there is no {kind} '{name}'; did you mean '{nearest}'?", like
        self.problems.append(self.document.problem(keys, template, params, at_key=True))


def _plain(item: Any) -> Any:
    """Addresses in one form, so that 203.0.113.5 and 203.0.113.5/32 are the same."""
    return replace(item, cidr=str(network(item.cidr))) if isinstance(item, DeclaredAddress) else item
