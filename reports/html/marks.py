"""The page's own words, and the sign of each state, so that none is told by its colour alone."""

from collections.abc import Mapping

from scanner.assessment import Status
from scanner.expiring import Kind
from scanner.model import Outcome
from scanner.picture import Mark

GLYPH: Mapping[str, str] = {
    Status.MET.value: "○",
    Status.NOT_MET.value: "×",
    Status.UNDETERMINED.value: "？",
    Status.EVIDENCE_NEEDED.value: "□",
    Status.EXCEPTED.value: "△",
    Status.NOT_APPLICABLE.value: "－",
    Status.COVERED.value: "◇",
    Outcome.PASS.value: "○",
    Outcome.FAIL.value: "×",
    Outcome.UNKNOWN.value: "？",
    Mark.GOOD.value: "○",
    Mark.BAD.value: "×",
    Mark.PLAIN.value: "",
}

MARK: Mapping[Mark, str] = {
    Mark.GOOD: "in order",
    Mark.BAD: "not in order",
    Mark.UNKNOWN: "not known",
    Mark.PLAIN: "",
}

ENDING: Mapping[Kind, str] = {
    Kind.ATTESTATION: "attestation",
    Kind.WAIVER: "waiver",
    Kind.ACCEPTED_GAP: "accepted gap",
}
