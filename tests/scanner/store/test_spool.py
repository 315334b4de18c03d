"""What waits to be sent is there until it was acknowledged, in order, within a bound."""

import json

import pytest

from reports.ocsf import events
from scanner.language import Translator
from scanner.sending import Sender
from scanner.sink import DELIVERED, Receipt, Result, Sink
from scanner.store import StoreError
from scanner.store.spool import StoredSpool, heard, remember, spooled
from scanner.testing.sink_contract import event
from scanner.text import Message
from tests.scanner.store.worlds import CITY, replace, run_of

ENGLISH = Translator("en")


class Receiver:
    """Says of each event what `says` makes of its uid."""

    def __init__(self, says=lambda uid: DELIVERED):
        self.got, self.says = [], says

    def deliver(self, batch):
        self.got.append([one.uid for one in batch])
        return [self.says(one.uid) for one in batch]

    def close(self):
        """Nothing is open."""


class Said:
    def __init__(self, number, uid):
        self.uid, self.line = uid, event(number, uid).line


def fill(store, *uids, sinks=("siem",), **more):
    with store.change() as connection:
        return spooled(connection, sinks, [Said(number, uid) for number, uid in enumerate(uids)], **more)


def drain(store, receiver, most=500, name="siem"):
    sink = Sink("x", "X", object, lambda options: receiver, most=most)
    return Sender(name, sink, StoredSpool(store), 0.0, lambda: 0.0, lambda seconds: None).drain(receiver)


def test_what_was_delivered_is_forgotten(store):
    fill(store, "a", "b", "c")
    receiver = Receiver()
    assert drain(store, receiver).delivered == 3
    assert receiver.got == [["a", "b", "c"]]
    assert StoredSpool(store).counts() == {}


def test_events_of_one_finding_go_out_one_after_the_other(store):
    fill(store, "a", "b", "a", "a")
    receiver = Receiver()
    drain(store, receiver)
    assert receiver.got == [["a", "b"], ["a"], ["a"]]


def test_batches_are_no_larger_than_the_sink_takes(store):
    fill(store, *map(str, range(7)))
    receiver = Receiver()
    drain(store, receiver, most=3)
    assert [len(batch) for batch in receiver.got] == [3, 3, 1]


def test_what_comes_later_stays_in_order(store):
    fill(store, "a", "b")
    later = Receipt(Result.LATER, Message.of("busy"))
    sent = drain(store, Receiver(lambda uid: later))
    assert (sent.delivered, str(sent.problem)) == (0, "busy")
    receiver = Receiver()
    drain(store, receiver)
    assert receiver.got == [["a", "b"]]


def test_what_is_refused_for_good_is_kept_with_the_reason(store):
    fill(store, "a", "b", "c")
    refused = Receipt(Result.REFUSED, Message.of("no {what}", what="b"))
    sent = drain(store, Receiver(lambda uid: refused if uid == "b" else DELIVERED))
    assert (sent.delivered, sent.aside) == (2, 1)
    spool = StoredSpool(store)
    assert spool.counts() == {"siem": (0, 1)}
    assert [(uid, str(reason)) for uid, reason in spool.aside("siem")] == [("b", "no b")]
    assert spool.again("siem") == 1
    assert drain(store, Receiver()).delivered == 1


def test_each_sink_has_its_own_queue(store):
    fill(store, "a", sinks=("siem", "file"))
    assert drain(store, Receiver(), name="siem").delivered == 1
    assert StoredSpool(store).counts() == {"file": (1, 0)}


def test_a_spool_that_is_full_takes_nothing_and_says_so(store):
    fill(store, "a", limit=2)
    with pytest.raises(StoreError, match="1 events wait to be sent, and no more than 2 may"):
        fill(store, "b", "c", limit=2)
    assert StoredSpool(store).counts() == {"siem": (1, 0)}


def told(store, number, **algorithms):
    """Keep a run with its events; returns those that say something new."""
    evidence, assessment = run_of(number, **algorithms)
    with store.look() as connection:
        before = heard(connection, [CITY.id])
    found = list(events(assessment, ENGLISH, before))

    def also(connection, _):
        spooled(connection, ["siem"], [one for one in found if one.changed])
        remember(connection, found)

    store.add(evidence, assessment, also)
    return [(one.uid, one.payload["activity_name"]) for one in found if one.changed]


def test_a_second_run_tells_only_what_changed(store):
    assert {activity for _, activity in told(store, 1, a="AES", b=None)} == {"Create"}
    assert told(store, 2, a="AES", b=None) == []
    assert [activity for _, activity in told(store, 3, a="AES")] == ["Close"]
    assert told(store, 4, a="AES") == []


def test_what_was_heard_comes_back_as_it_was(store):
    told(store, 1, a="AES")
    _, assessment = run_of(1, a="AES")
    with store.look() as connection:
        known = heard(connection, [CITY.id])
        assert heard(connection, ["another"]) == {}
    made = {one.uid: one.heard for one in events(assessment, ENGLISH, {})}
    assert {uid: json.loads(json.dumps(one.said())) for uid, one in known.items()} == {
        uid: json.loads(json.dumps(one.said())) for uid, one in made.items()
    }
    assert {uid: replace(one, payload={}) for uid, one in known.items()} == {
        uid: replace(one, payload={}) for uid, one in made.items()
    }
