"""The case of a provider that none of ours is: guests of a portal could read what it stored."""

from collections.abc import Iterator
from dataclasses import replace

from scanner import Fail, Pass, Severity, Verdict, check, collector, setting
from scanner.attribution import Cause
from scanner.notice_kind import NoticeKind
from tests.scanner.world import provider
from tests.scenarios.replay import day, notice, traced


@setting("portal.guest-access", key="table", name="table")
class GuestAccess:
    """Whether somebody who has not signed in may read a table behind the portal."""

    table: str
    read: bool


@collector("portal:Read")
def access() -> Iterator[GuestAccess]:
    yield GuestAccess(table="applications", read=False)


@check("cloud.guests", severity=Severity.CRITICAL)
def guests(one: GuestAccess) -> Iterator[Verdict]:
    """Guests read nothing.

    What guests may read, everybody may.

    ## Remediation
    Take the right away.
    """
    yield (Fail if one.read else Pass)(one, "read by guests: {read}", read=one.read)


PORTAL = provider(access, guests)
TABLE = GuestAccess(table="applications", read=False)
RELEASE = notice(
    "release-2020",
    "Lightning components give guests access to tables",
    ["Community portals"],
    "The new interface for guests is enabled by default.",
    starts="2020-10-01",
    modified="2020-09-01",
)


def exposed(*notices):
    (one,) = traced(
        "cloud",
        {GuestAccess: [TABLE]},
        {GuestAccess: [replace(TABLE, read=True)]},
        ("2020-09-20", "2020-12-20"),
        notices=notices,
        providers={"cloud": PORTAL},
    )
    return one


def test_guests_that_can_read_since_a_release_are_traced_to_it():
    """After the alert of NISC and the ministry, 2021-02: one vendor's systems in several municipalities."""
    one = exposed(RELEASE)
    assert (one.cause, one.kind) == (Cause.NOTICE, NoticeKind.NEW_SWITCH)
    assert [(field.path, field.before, field.after) for field in one.change.fields] == [
        ("read", "false", "true")
    ]


def test_without_the_notice_it_is_unexplained():
    assert exposed().cause is Cause.UNEXPLAINED


def test_a_notice_that_begins_later_does_not_explain_it():
    assert exposed(replace(RELEASE, starts=day("2021-01-01"))).cause is Cause.UNEXPLAINED
