"""The parts of an event that hold words: titles, statuses, severities, in the reader's language."""

from collections.abc import Iterable, Sequence

from reports.document import message_parts
from reports.ocsf.codes import SEVERITY, Result, caption
from reports.ocsf.parts import Plain, milliseconds
from reports.words import REASON
from scanner.assessment import Assessment, CheckInfo
from scanner.language import Translator
from scanner.model import Reason, Severity
from scanner.text import Message


class Words:
    """Says what an assessment holds, in one language."""

    def __init__(self, assessment: Assessment, translator: Translator) -> None:
        self.t, self.language = translator, translator.language
        self._run = assessment.run
        self._names = {one.id: one.name for one in assessment.organisations}
        self._standards = {
            control.id: f"{framework.framework} {framework.edition}"
            for framework in assessment.frameworks
            for control in framework.controls
        }

    def organisation(self, id: str) -> str:
        """The name of a municipality."""
        return self._names[id]

    def about(self, uid: str, title: str, desc: str, kind: str, read_at: str = "") -> Plain:
        """Give finding_info: which finding, what it asks, and when it was last seen."""
        seen = milliseconds(read_at or self._run.finished_at)
        said = {"title": self.t(title), "desc": self.t(desc)}
        return {"uid": uid, **said, "types": [kind], "last_seen_time": seen}

    def compliance(self, result: Result, code: str, message: Message, controls: Iterable[str]) -> Plain:
        """How it stands, and which controls of which framework and edition ask for it."""
        ids = list(dict.fromkeys(controls))
        found = self.stands(result, code, [self.t.message(message)])
        standards = list(dict.fromkeys(self._standards[one] for one in ids if one in self._standards))
        mapped = {"control": ids[0], "requirements": ids, "standards": standards} if ids else {}
        return {**found, **mapped}

    def stands(self, result: Result, code: str, details: Sequence[str]) -> Plain:
        """Give the normalised status, our own word for it, and why."""
        status = {"status_id": int(result), "status": caption(result), "status_code": str(code)}
        return {**status, "status_details": list(details)}

    def check(self, check: CheckInfo, result: Result) -> Plain:
        """Give the rule that was evaluated."""
        number, word = SEVERITY[check.severity]
        standing = {"status_id": int(result), "status": caption(result)}
        return {
            "uid": check.id,
            "name": self.t(check.title),
            **standing,
            "severity_id": number,
            "severity": word,
        }

    def severity(self, severity: Severity, *, calm: bool = False) -> Plain:
        """How loud the event is: what stands well is for information, whatever the check's severity."""
        number, word = SEVERITY[Severity.INFO if calm else severity]
        return {"severity_id": number, "severity": word}

    def why(self, code: Reason | None) -> Plain:
        """Why it can't be told, if so."""
        return {} if code is None else {"status_code": code.value, "status_detail": self.t(REASON[code])}

    def unmapped(self, message: Message, target: str, code: Reason | None, permission: str) -> Plain:
        """What OCSF has no field for: target, code of the reason, what to grant, message for machines."""
        told = {"reason_code": code.value} if code else {}
        missing = {"permission": permission} if permission else {}
        return {"target": target, **told, **missing, "message": message_parts(message)}
