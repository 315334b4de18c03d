"""From drafts to events: was it said before, does it say something new, is it over?"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reports.ocsf.codes import CATEGORY, CLASS, Activity, Result, State
from reports.ocsf.drafts import Draft, Drafts
from reports.ocsf.parts import Plain, digest, metadata, milliseconds
from scanner.assessment import Assessment
from scanner.event import Event, Heard
from scanner.language import Translator

OPEN = (Result.FAIL, Result.UNKNOWN, Result.WARNING)
MATTERS = ("status_id", "status", "status_code", "requirements", "standards")


def events(
    assessment: Assessment, translator: Translator, heard: Mapping[str, Heard] | None = None
) -> Iterator[Event]:
    """All events of a run; `heard` is what receivers heard before it, by uid (None: no history)."""
    before = assessment.heard if heard is None else heard
    maker = _Maker(assessment, translator, before)
    seen: set[str] = set()
    for draft in Drafts(assessment, translator):
        seen.add(draft.uid)
        yield maker.event(draft)
    for uid in sorted(before.keys() - seen):
        yield from maker.over(uid, before[uid])


class _Maker:
    """Makes events of one run."""

    def __init__(self, assessment: Assessment, t: Translator, heard: Mapping[str, Heard]) -> None:
        self._run, self._t, self._heard = assessment.run, t, heard
        self._now = milliseconds(assessment.run.finished_at)
        self._looked = _looked(assessment)

    def event(self, draft: Draft) -> Event:
        """Say what the draft says, as something new, changed, or closed."""
        before = self._heard.get(draft.uid)
        open_ = draft.result in OPEN and not draft.suppressed
        first = before.first if before else self._now
        payload = self._whole(draft.payload, draft.uid, _activity(before, open_), _state(draft), first)
        payload["metadata"] = metadata(
            self._run, draft.uid, draft.organisation, self._t.language, *draft.profiles
        )
        print_ = _digest(payload)
        changed = before is None or before.digest != print_
        heard = before
        if changed:
            heard = Heard.of(print_, draft.scope, payload, open=open_, first=first)
        return Event(
            uid=draft.uid,
            organisation=draft.organisation,
            changed=changed,
            heard=heard,
            payload=payload,
        )

    def over(self, uid: str, before: Heard) -> Iterator[Event]:
        """Close what was open and is no longer found, if this run looked where it was."""
        if not self._looked(before.scope):
            return
        old = before.said()
        organisation = old["metadata"]["tenant_uid"]
        compliance = {
            **old["compliance"],
            "status_id": int(Result.OTHER),
            "status": "Other",
            "status_code": "gone",
        }
        t = self._t
        gone = t("It is no longer there, or no longer asked for.")
        compliance["status_details"] = [gone]
        old |= {"compliance": compliance, "message": gone}
        payload = self._whole(old, uid, Activity.CLOSE, State.RESOLVED, before.first)
        profiles = old["metadata"]["profiles"]
        payload["metadata"] = metadata(self._run, uid, organisation, self._t.language, *profiles)
        yield Event(uid=uid, organisation=organisation, changed=before.open, heard=None, payload=payload)

    def _whole(
        self, draft: Mapping[str, Any], uid: str, activity: Activity, state: State, first: int
    ) -> Plain:
        """Join the draft with what each event of the class holds."""
        about = {**draft["finding_info"], "uid": uid, "created_time": first, "first_seen_time": first}
        return {
            **draft,
            "activity_id": int(activity),
            "activity_name": activity.name.capitalize(),
            "category_uid": CATEGORY,
            "category_name": "Findings",
            "class_uid": CLASS,
            "class_name": "Compliance Finding",
            "type_uid": CLASS * 100 + activity,
            "type_name": f"Compliance Finding: {activity.name.capitalize()}",
            "time": self._now,
            "status_id": int(state),
            "status": state.name.capitalize(),
            "finding_info": {**about, "modified_time": self._now},
        }


def _activity(before: Heard | None, open_: bool) -> Activity:
    if before is None:
        return Activity.CREATE
    return Activity.CLOSE if before.open and not open_ else Activity.UPDATE


def _state(draft: Draft) -> State:
    if draft.suppressed:
        return State.SUPPRESSED
    return State.NEW if draft.result in OPEN else State.RESOLVED


def _digest(payload: Mapping[str, Any]) -> str:
    """What matters to a receiver: how it stands, by which controls, and why; neither times nor language."""
    compliance = {key: payload["compliance"].get(key) for key in MATTERS}
    known = (
        compliance,
        payload["status_id"],
        payload["severity_id"],
        payload["unmapped"],
        payload["resources"],
    )
    return digest(json.dumps(known, sort_keys=True, ensure_ascii=True))


def _looked(assessment: Assessment) -> Callable[[tuple[str, ...]], bool]:
    """Say of a scope whether this run would have found again what was there."""
    targets = {one.id for one in assessment.targets}
    checks = {one.id for one in assessment.checks}
    unread = {("finding", one.target, one.check) for one in assessment.findings if one.code}
    documents = {("control", one.organisation, one.framework, one.edition) for one in assessment.controls}

    def looked(scope: tuple[str, ...]) -> bool:
        kind = scope[0]
        if kind == "control":
            return assessment.run.checks is None and scope in documents
        if scope[1] not in targets:
            return False
        if kind == "gap":
            return assessment.run.checks is None
        return scope[2] in checks and scope not in unread

    return looked
