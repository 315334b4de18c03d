"""Real changes of Microsoft 365, replayed: each case names the page that it was written from."""

from dataclasses import replace

from plugins.m365.settings.mail_flow import DirectSend, TransportConfig
from plugins.m365.settings.sharepoint import SharePoint
from scanner.attribution import Cause
from scanner.connection import Shape
from scanner.notice_kind import NoticeKind
from tests.scenarios.replay import day, notice, replayed, told, traced

SITES = SharePoint(
    sharing="externalUserSharingOnly",
    domain_mode="none",
    allowed_domains=(),
    resharing_by_guests=True,
    legacy_authentication=True,
    unmanaged_sync_restricted=False,
    sync_domains=(),
    mac_sync=True,
    idle_seconds=None,
)


def test_secure_by_default_changes_what_is_there():
    """Message center, MC1097272: legacy browser authentication to SharePoint is blocked (2025-07/08)."""
    (one,) = traced(
        "m365",
        {SharePoint: [SITES]},
        {SharePoint: [replace(SITES, legacy_authentication=False)]},
        ("2025-07-10", "2025-08-20"),
        notices=[
            notice(
                "MC1097272",
                "Microsoft-managed default settings: legacy authentication is blocked",
                ["SharePoint Online", "OneDrive for Business"],
                "Legacy authentication protocols will be blocked for every tenant.",
                starts="2025-07-16",
                ends="2025-08-31",
                modified="2025-06-17",
            )
        ],
    )
    assert (one.cause, one.kind) == (Cause.NOTICE, NoticeKind.EXISTING)
    assert "MC1097272" in str(one.evidence)
    assert str(one.confidence[0]).startswith("fair")


DIRECT = notice(
    "EX-direct-send",
    "More control over Direct Send",
    ["Exchange Online"],
    "Reject Direct Send is available to opt in. It is disabled by default.",
    starts="2025-04-28",
    modified="2025-09-01",
)


def test_a_hardening_that_is_only_offered_changes_nothing():
    """Exchange Team Blog, "Introducing more control over Direct Send in Exchange Online" (opt-in 2025-09)."""
    assert told(("2025-08-20", "2025-09-20"), DIRECT) == [("EX-direct-send", NoticeKind.HARDENING)]


def test_the_new_switch_itself_is_off_where_nobody_opted_in():
    (one,) = traced(
        "m365",
        {DirectSend: []},
        {DirectSend: [DirectSend(rejected=False)]},
        ("2025-08-20", "2025-09-20"),
        notices=[DIRECT],
    )
    assert (one.cause, one.kind) == (Cause.NOTICE, NoticeKind.HARDENING)


CHAT = notice(
    "MC1182004",
    "Teams: chat with anyone by mail address",
    ["Microsoft Teams"],
    "Users can start a chat with anyone by mail address. The feature is enabled by default.",
    starts="2025-11-01",
    modified="2025-10-20",
)


def test_a_date_that_moved_is_told_as_such():
    """Message center, MC1182004: announced 2025-10, moved to 2026-05, on by default."""
    assert told(("2025-10-01", "2025-10-31"), CHAT) == [("MC1182004", NoticeKind.NEW_SWITCH)]
    later = replace(CHAT, starts=day("2026-05-01"), modified=day("2026-01-15"))
    assert told(("2026-01-01", "2026-01-31"), CHAT, revised=later) == [("MC1182004", NoticeKind.DATE_MOVED)]
    assert told(("2026-04-20", "2026-05-10"), CHAT, revised=later) == [("MC1182004", NoticeKind.NEW_SWITCH)]
    assert told(("2026-02-01", "2026-02-28"), CHAT, revised=later) == []


def test_a_field_that_was_never_there_is_a_new_switch():
    """The same case without a notice that could be read: the new field alone tells of it."""
    operation = "graph GET /v1.0/admin/sharepoint/settings"
    before = Shape(operation=operation, keys=("sharingCapability:str",))
    after = Shape(
        operation=operation, keys=("isResharingByExternalUsersEnabled:bool", "sharingCapability:str")
    )
    (one,) = traced(
        "m365",
        {SharePoint: [SITES]},
        {SharePoint: [replace(SITES, mac_sync=False)]},
        ("2026-05-01", "2026-05-20"),
        shapes=([before], [after]),
    )
    assert one.cause is Cause.UNEXPLAINED, "a new field of another name explains nothing"
    after = Shape(operation=operation, keys=("macSync:bool", "sharingCapability:str"))
    (one,) = traced(
        "m365",
        {SharePoint: [SITES]},
        {SharePoint: [replace(SITES, mac_sync=False)]},
        ("2026-05-01", "2026-05-20"),
        shapes=([before], [after]),
    )
    assert (one.cause, one.kind) == (Cause.NEW_FIELD, NoticeKind.NEW_SWITCH)


def test_only_tenants_that_never_saved_the_setting():
    """Microsoft Learn, Teams messaging safety: on from 2026-01-12 where the settings were never saved."""
    one = notice(
        "MC-teams-safety",
        "Teams messaging safety is turned on",
        ["Microsoft Teams"],
        "Tenants that have not modified and saved their messaging safety settings get the new defaults.",
        starts="2026-01-12",
        modified="2025-12-01",
    )
    assert told(("2026-01-01", "2026-01-20"), one) == [("MC-teams-safety", NoticeKind.NEVER_SAVED)]


def test_the_meaning_changes_and_no_setting_does():
    """Microsoft Learn, Conditional Access "All resources" with exclusions (2026-03-27, 05-13, 06-22)."""
    one = notice(
        "MC-all-resources",
        "Conditional Access: policies for all resources are enforced also where resources are excluded",
        ["Microsoft Entra"],
        "Sign-ins that ask for a few scopes only will meet the policy.",
        starts="2026-03-27",
        modified="2026-03-01",
    )
    assert told(("2026-03-20", "2026-04-01"), one) == [("MC-all-resources", NoticeKind.MEANING)]
    later = replace(one, starts=day("2026-05-13"), modified=day("2026-04-10"))
    assert told(("2026-04-01", "2026-04-20"), one, revised=later) == [
        ("MC-all-resources", NoticeKind.DATE_MOVED)
    ]
    assert told(("2026-05-10", "2026-05-20"), one, revised=later) == [
        ("MC-all-resources", NoticeKind.MEANING)
    ]


def test_off_by_default_for_tenants_that_are_there_changes_what_is_there():
    """Exchange Team Blog on SMTP AUTH: off by default for existing tenants (end of 2026-12)."""
    (one,) = traced(
        "m365",
        {TransportConfig: [TransportConfig(smtp_auth_disabled=False)]},
        {TransportConfig: [TransportConfig(smtp_auth_disabled=True)]},
        ("2026-12-20", "2027-01-05"),
        notices=[
            notice(
                "MC-smtp-auth",
                "SMTP AUTH with basic authentication is off by default",
                ["Exchange Online"],
                "By the end of December 2026 it is disabled by default for existing tenants.",
                starts="2026-12-20",
                modified="2026-10-01",
            )
        ],
    )
    assert (one.cause, one.kind) == (Cause.NOTICE, NoticeKind.EXISTING)
    assert str(one.confidence[0]).startswith("fair")


def test_a_notice_that_does_not_name_the_setting_explains_nothing():
    (one,) = traced(
        "m365",
        {TransportConfig: [TransportConfig(smtp_auth_disabled=False)]},
        {TransportConfig: [TransportConfig(smtp_auth_disabled=True)]},
        ("2025-08-20", "2025-09-20"),
        notices=[replace(DIRECT, title="Direct Send", text="It is disabled by default.")],
    )
    assert one.cause is Cause.UNEXPLAINED


def test_a_notice_of_another_service_explains_nothing():
    (one,) = traced(
        "m365",
        {TransportConfig: [TransportConfig(smtp_auth_disabled=False)]},
        {TransportConfig: [TransportConfig(smtp_auth_disabled=True)]},
        ("2025-10-01", "2025-12-01"),
        notices=[CHAT],
    )
    assert one.cause is Cause.UNEXPLAINED


def test_a_product_that_was_renamed():
    one = notice(
        "MC-rename",
        "Azure Active Directory is renamed to Microsoft Entra ID",
        ["Microsoft Entra"],
        "Names change, settings do not.",
        starts="2023-07-11",
        modified="2023-07-11",
    )
    assert told(("2023-07-01", "2023-07-20"), one) == [("MC-rename", NoticeKind.RENAMED)]


def test_a_notice_that_explains_a_change_is_not_told_again_as_one_that_changed_nothing():
    found = replayed(
        "m365",
        {DirectSend: []},
        {DirectSend: [DirectSend(rejected=False)]},
        ("2025-08-20", "2025-09-20"),
        notices=[DIRECT],
    )
    assert [one.notice for one in found.attributions] == ["EX-direct-send"]
    assert found.announced == ()
