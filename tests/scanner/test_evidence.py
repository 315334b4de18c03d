"""Evidence comes back as it was, and says so if it was changed."""

import io
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, strategies as st

from scanner import (
    AsOf,
    Comparison,
    Difference,
    Gap,
    Limits,
    Message,
    Reading,
    Reason,
    Resource,
    Reviewed,
    Target,
)
from scanner.assessment import Organisation, Run
from scanner.connection import Call, Calls, Shape
from scanner.evidence import Evidence, TargetEvidence
from scanner.evidence_file import EvidenceError
from scanner.evidence_store import read, write
from scanner.given import DECLARATIONS, Facts
from scanner.wire import decode, encode
from tests.scanner.test_inventory import EACH_BUCKET, EACH_ENCRYPTION, buckets
from tests.scanner.world import Bucket, Encryption, collector_of_encryption, provider

PROVIDER = provider(buckets, collector_of_encryption, EACH_BUCKET, EACH_ENCRYPTION)
RUN = Run(id="r", started_at="s", finished_at="f", version="1", plugins=(("cloud", "1"),), checks=None)
GAP = Gap(
    "bucket", Resource("target", "t1"), Reason.DENIED, Message.of("denied {what}", what="x"), "cloud:Read"
)
BUCKETS = tuple(Bucket(name=f"b{number}", region="east") for number in range(3))


def evidence(**readings):
    one = TargetEvidence(
        target=Target("t1", "cloud", "aozora", None),
        account="111122223333",
        readings={
            Bucket: Reading(BUCKETS, (GAP,)),
            Encryption: Reading((Encryption(bucket=BUCKETS[0], algorithm=None),)),
            Limits: Reading((Limits.of({"unused_days": 90}),)),
            AsOf: Reading((msgspec.convert({"time": "2026-11-21T00:00:00Z"}, AsOf),)),
            **{cls: Reading() for cls in (Comparison, Difference, Facts, Reviewed, *DECLARATIONS)},
        },
        read_at={Bucket: "2026-11-21T00:00:01.000Z", Encryption: "2026-11-21T00:00:02.000Z"},
        calls=(Call("cloud.List", "east", "a", "b", 3, 1, 0.5),),
        shapes=(Shape("cloud.List", ("name:str",)),),
    )
    organisation = Organisation(
        id="aozora", name="青空市", case="i", facts=(("file_exchange_outside", True),)
    )
    return Evidence(run=RUN, organisations=(organisation,), frameworks=("alpha-prime",), targets=(one,))


def written(value=None):
    out = io.BytesIO()
    write(value or evidence(), out)
    return out.getvalue()


def test_evidence_comes_back_equal():
    back = read(io.BytesIO(written()), {"cloud": PROVIDER})
    before = evidence()
    assert (back.run, back.organisations, back.frameworks) == (
        before.run,
        before.organisations,
        before.frameworks,
    )
    (one,), (was,) = back.targets, before.targets
    assert dict(one.readings) == dict(was.readings)
    assert (one.account, one.calls, one.shapes) == (was.account, was.calls, was.shapes)
    assert one.read_at[Bucket] == was.read_at[Bucket]


def test_the_same_evidence_gives_the_same_bytes():
    assert written() == written()


def test_settings_of_a_plugin_that_is_not_here_stay_opaque():
    (one,) = read(io.BytesIO(written()), {}).targets
    assert set(one.opaque) == {"bucket", "bucket/encryption"}


@pytest.mark.parametrize("place", range(60))
def test_a_changed_byte_anywhere_is_noticed(place):
    data = bytearray(written())
    data[place * (len(data) - 1) // 59] ^= 0x01
    with pytest.raises(EvidenceError):
        read(io.BytesIO(bytes(data)), {"cloud": PROVIDER})


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_noticed(share):
    data = written()
    with pytest.raises(EvidenceError):
        read(io.BytesIO(data[: int(len(data) * share)]), {"cloud": PROVIDER})


def test_what_is_added_behind_the_end_is_noticed():
    with pytest.raises(EvidenceError, match="after the end"):
        read(io.BytesIO(written() + b"{}"), {"cloud": PROVIDER})


@given(st.binary(max_size=300))
def test_any_other_file_is_refused_in_one_line(data):
    with pytest.raises(EvidenceError) as caught:
        read(io.BytesIO(data), {"cloud": PROVIDER})
    assert "\n" not in str(caught.value)


def test_a_type_that_the_file_does_not_hold_is_unrecorded_and_not_empty():
    before = evidence()
    without = replace(before.targets[0], readings={Bucket: Reading(BUCKETS)})
    (one,) = read(io.BytesIO(written(replace(before, targets=(without,)))), {"cloud": PROVIDER}).targets
    (gap,) = one.readings[Encryption].gaps
    assert gap.reason is Reason.UNRECORDED


@pytest.mark.parametrize(
    ("checks", "told"),
    [
        (None, True),
        (("cloud.each.encryption",), True),
        (("cloud.each.*",), True),
        (("cloud.each.bucket",), False),
        ((), False),
    ],
)
def test_what_the_reading_was_not_asked_for_is_no_gap_of_its_file(checks, told):
    before = evidence()
    readings = {cls: one for cls, one in before.targets[0].readings.items() if cls is not Encryption}
    part = replace(
        before, run=replace(RUN, checks=checks), targets=(replace(before.targets[0], readings=readings),)
    )
    (one,) = read(io.BytesIO(written(part)), {"cloud": PROVIDER}).targets
    unrecorded = {gap.setting for gap in one.gaps if gap.reason is Reason.UNRECORDED}
    assert unrecorded == ({"bucket/encryption"} if told else set())


def test_a_field_that_the_file_does_not_hold_is_unrecorded_and_no_default(monkeypatch):
    from scanner import schema

    real = schema.schema
    monkeypatch.setattr(
        "scanner.evidence_store.schema",
        lambda cls: {
            name: {field: kind for field, kind in fields.items() if field != "algorithm"}
            for name, fields in real(cls).items()
        },
    )
    data = written()
    (one,) = read(io.BytesIO(data), {"cloud": PROVIDER}).targets
    (gap,) = one.readings[Encryption].gaps
    assert gap.reason is Reason.UNRECORDED
    assert "algorithm" in str(gap.message)
    assert one.readings[Encryption].items == ()


@given(st.builds(Bucket, name=st.text(), region=st.text()), st.none() | st.text())
def test_every_text_survives_the_wire(bucket, algorithm):
    try:
        data = encode(Encryption(bucket=bucket, algorithm=algorithm))
    except UnicodeEncodeError:
        return
    assert decode(Encryption, data) == Encryption(bucket=bucket, algorithm=algorithm)
    assert b"\n" not in data


def test_calls_are_counted_per_operation_and_region():
    calls = Calls()
    calls.add("List", "east", at="2", seconds=0.5)
    calls.add("List", "east", at="1", seconds=0.25, retries=2)
    calls.add("List", "west", at="3", seconds=1.0)
    assert list(calls) == [
        Call("List", "east", "1", "2", 2, 2, 0.75),
        Call("List", "west", "3", "3", 1, 0, 1.0),
    ]


def test_key_shapes_hold_names_and_types_and_no_values():
    calls = Calls()
    calls.saw("List", {"value": [{"id": "secret", "on": True}, {"id": "other", "new": None}]})
    assert calls.shapes == (Shape("List", ("value[].id:str", "value[].new:NoneType", "value[].on:bool")),)
