"""The lines of a target: `id` and `provider`, all others as the provider's options."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from scanner.config_names import doubles, unknown
from scanner.config_options import Own, read_options
from scanner.host import Host
from scanner.provider import Provider, Target
from scanner.yamlfile import Document, Keys, Problem, YamlError, decode

OWN: Own = (("id", str, field(metadata={"example": "main"})), ("provider", str, field()))


class Reader:
    """Reads the targets of one document and gathers their problems."""

    def __init__(self, document: Document, host: Host) -> None:
        self.document, self.host = document, host
        self.problems: list[Problem] = []
        self._ids: list[Keys] = []

    def targets(self, keys: Keys, organisation: Mapping[str, Any]) -> Iterator[Target]:
        """The targets of the organisation at these keys, without those that are wrong."""
        lines = organisation.get("targets")
        for index, line in enumerate(lines if isinstance(lines, list) else ()):
            if isinstance(line, dict):
                self._ids.append((*keys, "targets", index, "id"))
                target = self._target((*keys, "targets", index), str(organisation.get("id")))
                if target:
                    yield target

    def doubles(self) -> Iterator[Problem]:
        """Ids that several targets have, of whatever organisation: findings name a target by its id."""
        return doubles(self.document, "target", self._ids)

    def _target(self, keys: Keys, organisation: str) -> Target | None:
        try:
            provider = self._provider(keys)
            lines, options = read_options(self.document, keys, provider.options, OWN)
        except YamlError as error:
            self.problems += error.problems
            return None
        return Target(lines.id, provider.name, organisation, options)

    def _provider(self, keys: Keys) -> Provider:
        line: Any = self.document.at(keys)
        if "provider" not in line:
            template = "the key 'provider' is missing; for example provider: aws"
            raise YamlError([self.document.problem(keys, template)])
        name = decode(self.document, str, (*keys, "provider"))
        if name not in self.host.providers:
            raise YamlError([self._unknown((*keys, "provider"), name)])
        return self.host.providers[name]

    def _unknown(self, keys: Keys, name: str) -> Problem:
        for problem in self.host.problems:
            if problem.plugin == name:
                params = {"name": name, "reason": problem.reason, "extra": problem.extra or name}
                template = (
                    "the plugin '{name}' can't be loaded ({reason}); reinstall it: pip install '{extra}'"
                )
                return self.document.problem(keys, template, params)
        return next(unknown(self.document, keys, name, self.host.providers))
