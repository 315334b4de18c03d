"""The questions of `tenken attest`, and the attestation that their answers make."""

import os
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import click

from scanner.attestations import Attestation
from scanner.attesting import digest_of
from scanner.cli.asking import Asker
from scanner.cli.page import paragraphs, section, title
from scanner.cli.texts import _, translator
from scanner.days import PERMANENT, day_of, is_duration
from scanner.framework_model import Control, EvidenceItem
from scanner.frameworks import load_signals
from scanner.risk_data import load_risk
from scanner.selection import SelectionError
from scanner.text import Message
from scanner.weighing import SIGNAL_VALID_FOR
from scanner.words import valid_text
from scanner.yamlfile import Refused, nearest

ABOUT = {"valid_for": ("valid-for", "valid-until"), "valid_until": ("valid-for", "valid-until")}
"""The questions behind a field of the record, where they are not called alike."""


class Answers:
    """Asks about one control, in all editions that have it.

    `providers` are those that a plugin reads: what they say of themselves, people can't say for them.
    """

    def __init__(
        self, id: str, controls: Iterable[Control], asker: Asker, providers: Collection[str] = ()
    ) -> None:
        known = tuple(controls)
        self._providers = providers
        self._controls = tuple(one for one in known if one.id == id)
        self._asker = asker
        if not self._controls:
            raise _unknown(id, [one.id for one in known])

    def attestation(self, folder: Path, assets: tuple[str, ...]) -> Attestation:
        """Ask until it is right; `folder` is that of the records.

        Raises `click.UsageError` for a wrong option, and where something is missing and nobody can be asked.
        """
        for kind in assets:
            _among(load_risk().kind_keys, kind, "--asset")
        if self._asker.interactive:
            self._show()
        answered = self._answered()
        document = self._document()
        while True:
            try:
                return self._made(answered, document, folder, assets)
            except Refused as error:
                fields = [str(one) for one in error.at]
                self._asker.refuse(error, [name for one in fields for name in ABOUT.get(one, (one,))])

    def _made(
        self, answered: Mapping[str, str | None], document: Path, folder: Path, assets: tuple[str, ...]
    ) -> Attestation:
        ask = self._asker.ask
        today = day_of(datetime.now(UTC)).isoformat()
        return Attestation(
            control=self._controls[0].id,
            **answered,
            statement=ask("statement", _("What was found, in a sentence")),
            document=document.name,
            sha256=digest_of(document),
            path=_beside(document, folder),
            role=ask("role", _("The role of the person responsible (not the name)")),
            date=ask("date", _("The day of signing"), default=today),
            **self._validity(answered),
            assets=assets,
        )

    def _answered(self) -> dict[str, str | None]:
        """The evidence or the signal."""
        asker = self._asker
        if signal := asker.given("signal"):
            self._refuse_read(signal)
            return {"signal": _among(self._signals, signal, "--signal"), "evidence": asker.given("evidence")}
        evidence = [*self._evidence]
        only = evidence[0] if len(evidence) == 1 else None
        choices = [*evidence, *self._signals]
        if not choices:
            text = _("{control} is decided by settings alone: there is nothing to attest")
            raise click.UsageError(text.format(control=self._controls[0].id))
        key = asker.ask("evidence", _("What the document shows"), default=only, choices=choices)
        if key in self._signals and asker.given("evidence") is None:
            return {"signal": key}
        return {"evidence": _among(evidence, key, "--evidence")}

    def _document(self) -> Path:
        while True:
            path = Path(self._asker.ask("document", _("The file of the document"))).expanduser()
            try:
                digest_of(path)
            except OSError:
                problem = Refused("the document can't be read: {path}", path=path)
                self._asker.refuse(problem, ["document"])
            else:
                return path

    def _validity(self, answered: Mapping[str, str | None]) -> dict[str, str | None]:
        asker = self._asker
        if until := asker.given("valid-until"):
            return {"valid_until": until, "valid_for": asker.given("valid-for")}
        question = _("How long it holds (P3M, P1Y, permanent), or until which day (2027-03-31)")
        found = asker.ask("valid-for", question, default=self._longest(answered))
        duration = asker.given("valid-for") is not None or found == PERMANENT or is_duration(found)
        return {"valid_for": found} if duration else {"valid_until": found}

    def _longest(self, answered: Mapping[str, str | None]) -> str | None:
        """As long as the control allows; None where that depends on the document."""
        key = answered.get("evidence")
        if key is None:
            return SIGNAL_VALID_FOR
        allowed = self._evidence[key].valid_for
        return allowed if is_duration(allowed) or allowed == PERMANENT else None

    def _show(self) -> None:
        """What the control asks for."""
        control, language = self._controls[-1], translator().language
        title(f"{control.id}  {control.title[language]}")
        paragraphs(control.summary[language])
        form = _("{key}: {name} (valid {valid})")
        items = (
            form.format(key=one.key, name=one.item[language], valid=valid_text(one.valid_for, translator()))
            for one in self._evidence.values()
        )
        section(_("Evidence that is accepted"), items)
        section(_("Signals"), (f"{key}: {load_signals()[key].line[language]}" for key in self._signals))
        click.echo()

    @cached_property
    def _evidence(self) -> Mapping[str, EvidenceItem]:
        return {item.key: item for control in self._controls for item in control.evidence}

    @cached_property
    def _signals(self) -> tuple[str, ...]:
        """Those that people may answer: no plugin reads them."""
        keys = (key for control in self._controls for key in control.signals)
        return tuple(key for key in dict.fromkeys(keys) if key.partition(".")[0] not in self._providers)

    def _refuse_read(self, signal: str) -> None:
        if signal.partition(".")[0] in self._providers:
            text = _("'{value}' is read from the cloud itself; an attestation would not count")
            raise click.BadParameter(text.format(value=signal), param_hint="--signal")


def _beside(document: Path, folder: Path) -> str | None:
    """The path from the folder of the records, if the document lies beside the configuration."""
    whole, home = document.resolve(), folder.resolve()
    return Path(os.path.relpath(whole, home)).as_posix() if whole.is_relative_to(home.parent) else None


def _among(known: Iterable[str], value: str, option: str) -> str:
    allowed = list(known)
    if value not in allowed:
        text = _("'{value}' is not known here; allowed: {allowed}")
        raise click.BadParameter(text.format(value=value, allowed=", ".join(allowed)), param_hint=option)
    return value


def _unknown(id: str, known: list[str]) -> SelectionError:
    if like := nearest(id, known):
        template = "no control is called '{name}'; did you mean '{nearest}'?"
        return SelectionError(Message.of(template, name=id, nearest=like))
    return SelectionError(Message.of("no control is called '{name}'; 'tenken controls' lists them", name=id))
