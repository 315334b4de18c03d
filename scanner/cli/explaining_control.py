"""A control, explained: source, what is asked, what is checked, what people show, how it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.cli.page import paragraphs, section, title
from scanner.cli.rules import rule_text
from scanner.cli.texts import _, translator

if TYPE_CHECKING:
    from scanner.cli.verdicts import Verdict
    from scanner.framework_model import Control, Framework

CASES = {"a": "ア", "i": "イ", "u": "ウ"}
KINDS = {
    "automated": "by settings alone",
    "partial": "by settings and by people's evidence",
    "attested": "by people's evidence alone",
    "covered-by-provider": "by the provider",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A control with what is needed to explain it: titles of checks, and of controls, by id."""

    framework: "Framework"
    control: "Control"
    checks: Mapping[str, str]
    relatives: Mapping[str, str]
    verdicts: "tuple[Verdict, ...]"

    def show(self) -> None:
        """Write everything."""
        language = translator().language
        title(f"{self.control.id}  {self.control.title[language]}")
        paragraphs(self.control.summary[language])
        for verdict in self.verdicts:
            section(_verdict_line(verdict), (one.text(translator()) for one in verdict.messages))
        section(_("Source"), self._source())
        section(_("Level"), self._level())
        section(_("Applies"), self._condition())
        section(_("Answered"), [_(KINDS[self.control.assessment])])
        section(_("Responsible"), self._responsible())
        section(_("Checks"), (f"{one}  {self.checks.get(one, '')}" for one in self.control.checks))
        section(_("Signals"), self._signals())
        section(_("Evidence that is accepted"), self._evidence())
        section(_("Relatives"), (f"{one}  {name}" for one, name in self.relatives.items()))

    def _source(self) -> Iterator[str]:
        source, language = self.framework.source, translator().language
        edition = _("edition of {edition}").format(edition=self.framework.edition)
        yield f"{source.document[language]} ({edition})"
        yield ", ".join(filter(None, (self.control.source.section, self.control.source.figure)))

    def _level(self) -> Iterator[str]:
        from scanner.words import LEVEL  # noqa: PLC0415 - starting time

        levels = {name: self.control.level_in(case) for case, name in (("a", "ア"), ("i", "イ"), ("u", "ウ"))}  # type: ignore[arg-type]
        if len(set(levels.values())) == 1:
            yield _(LEVEL[levels["ア"]])
        else:
            yield ", ".join(f"{name}: {_(LEVEL[level])}" for name, level in levels.items())
        if self.control.level_note:
            yield self.control.level_note[translator().language]

    def _condition(self) -> Iterator[str]:
        from scanner.frameworks import load_facts  # noqa: PLC0415 - starting time

        if self.control.applies_if:
            key = self.control.applies_if.declared
            yield f"{load_facts()[key].question[translator().language]} ({key})"

    def _responsible(self) -> Iterator[str]:
        from scanner.words import who_text  # noqa: PLC0415 - starting time

        responsibility = self.control.responsibility
        yield ", ".join(who_text(one, translator()) for one in responsibility.who)
        if responsibility.government_cloud:
            said = responsibility.government_cloud[translator().language]
            yield _("Government Cloud: {sentence}").format(sentence=said)

    def _signals(self) -> Iterator[str]:
        from scanner.frameworks import load_signals  # noqa: PLC0415 - starting time

        for key in self.control.signals:
            yield f"{key}: {load_signals()[key].line[translator().language]}"
        if self.control.logic:
            yield _("Must hold: {rule}").format(rule=rule_text(self.control.logic))

    def _evidence(self) -> Iterator[str]:
        from scanner.words import valid_text  # noqa: PLC0415 - starting time

        for item in self.control.evidence:
            name, valid = item.item[translator().language], valid_text(item.valid_for, translator())
            yield _("{key}: {name} (valid {valid})").format(key=item.key, name=name, valid=valid)


def _verdict_line(verdict: "Verdict") -> str:
    from scanner.words import STATUS  # noqa: PLC0415 - starting time

    return f"{verdict.organisation}: {_(STATUS[verdict.status])}"


def explained(
    name: str, frameworks: "Iterable[Framework]", checks: Mapping[str, str], verdicts: "tuple[Verdict, ...]"
) -> Iterator[Explained]:
    """The control with this id, in each edition that has it."""
    from scanner.frameworks import relatives  # noqa: PLC0415 - starting time

    known = tuple(frameworks)
    titles = {one.id: one.title[translator().language] for framework in known for one in framework.controls}
    related = {one: titles.get(one, "") for one in relatives(known, name)}
    for framework in known:
        if control := framework.control(name):
            edition = (framework.framework, framework.edition)
            mine = tuple(one for one in verdicts if (one.framework, one.edition) == edition)
            yield Explained(framework, control, checks, related, mine)
