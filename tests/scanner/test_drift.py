"""What changed in the settings between two readings."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, strategies as st

from scanner import Instant, Reading, setting, value
from scanner.drift import FieldChange, Kind, drift, fields_changed
from scanner.errors import DeclarationError
from tests.scanner.store.worlds import DENIED, run_of
from tests.scanner.world import Bucket


def changes(before, after, **more):
    return {
        (one.setting, one.resource.id): one.kind
        for one in drift(run_of(1, **before)[0], run_of(2, **after)[0], **more)
    }


def test_nothing_changed_is_no_change():
    assert changes({"a": "AES"}, {"a": "AES"}) == {}


def test_a_changed_setting_tells_its_fields():
    (change,) = drift(run_of(1, a="AES")[0], run_of(2, a=None)[0])
    assert (change.kind, change.resource.id, change.part) == (Kind.CHANGED, "a", "")
    assert change.fields == (FieldChange(path="algorithm", before='"AES"', after="null"),)


def test_what_is_new_and_what_is_gone_is_told():
    assert changes({"a": "AES"}, {"b": "AES"}) == {
        ("bucket", "a"): Kind.REMOVED,
        ("bucket/encryption", "a"): Kind.REMOVED,
        ("bucket", "b"): Kind.ADDED,
        ("bucket/encryption", "b"): Kind.ADDED,
    }


def test_what_was_not_read_is_never_removed():
    found = changes({"a": "AES"}, {"gaps": (DENIED,)})
    assert set(found.values()) == {Kind.UNREAD}


def test_what_could_not_be_read_before_is_never_new():
    found = changes({"gaps": (DENIED,)}, {"a": "AES"})
    assert set(found.values()) == {Kind.READ_AGAIN}


def test_a_change_beside_a_gap_is_told_all_the_same():
    assert changes({"a": "AES"}, {"a": None, "gaps": (DENIED,)}) == {("bucket/encryption", "a"): Kind.CHANGED}


def test_a_target_or_a_setting_that_only_one_of_them_asked_for_is_passed_over():
    before, after = run_of(1, a="AES")[0], run_of(2, a=None)[0]
    assert drift(before, replace(after, targets=())) == ()
    few = {cls: one for cls, one in after.targets[0].readings.items() if cls is Bucket}
    assert drift(before, replace(after, targets=(replace(after.targets[0], readings=few),))) == ()


@value
class Key:
    id: str
    last_used: Instant | None


@setting("user", key="name", passing=("last_seen", "keys.last_used"))
class User:
    name: str
    last_seen: str
    keys: tuple[Key, ...]
    groups: tuple[str, ...]


WHEN = msgspec.convert("2026-11-20T00:00:00Z", Instant)
USER = User(name="u", last_seen="then", keys=(Key(id="k", last_used=None),), groups=("a", "b"))


def test_what_passes_by_itself_is_no_change():
    later = User(name="u", last_seen="now", keys=(Key(id="k", last_used=WHEN),), groups=("a", "b"))
    assert list(fields_changed(USER, later)) == []


def test_beside_it_a_change_is_one():
    later = User(name="u", last_seen="now", keys=(Key(id="other", last_used=WHEN),), groups=("a",))
    assert [(one.path, one.before, one.after) for one in fields_changed(USER, later)] == [
        ("groups", '["a","b"]', '["a"]'),
        ("keys[0].id", '"k"', '"other"'),
    ]


def test_a_part_that_is_new_has_a_dash_before_it():
    later = User(
        name="u", last_seen="then", keys=(*USER.keys, Key(id="2", last_used=None)), groups=("a", "b")
    )
    assert [(one.path, one.before) for one in fields_changed(USER, later)] == [("keys[1].id", "—")]


def test_a_passing_field_that_is_none_of_the_setting_is_refused():
    with pytest.raises(DeclarationError, match="no field 'nothing'"):

        @setting("x", key="name", passing="nothing.at.all")
        class Wrong:
            name: str


KINDS = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["AES", "KMS", None]), max_size=5)


@given(KINDS, KINDS)
def test_both_ways_tell_the_same(before, after):
    mirror = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.CHANGED: Kind.CHANGED}
    forth, back = changes(before, after), changes(after, before)
    assert {key: mirror[kind] for key, kind in forth.items()} == back


@given(KINDS)
def test_a_reading_is_like_itself(algorithms):
    assert changes(algorithms, algorithms) == {}


def test_thresholds_and_declarations_count_unless_they_are_left_out():
    before, after = run_of(1, a="AES")[0], run_of(2, a="AES")[0]
    from scanner import Limits

    target = after.targets[0]
    stricter = {**target.readings, Limits: Reading((Limits.of({"unused_days": 30}),))}
    after = replace(after, targets=(replace(target, readings=stricter),))
    assert [one.setting for one in drift(before, after)] == ["limits"]
    assert drift(before, after, given=False) == ()
