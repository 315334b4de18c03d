"""Malware filter, Safe Attachments, Safe Links, anti-phishing: every policy in use, and everybody in one."""

from dataclasses import replace

import pytest

from plugins.m365.checks.mail_attachments import safe_attachments, safe_attachments_everyone, safe_files
from plugins.m365.checks.mail_hygiene import anti_phish
from plugins.m365.checks.mail_links import safe_links, safe_links_everyone
from plugins.m365.checks.mail_malware import malware_filter
from plugins.m365.settings.mail_protection import (
    AtpForOffice,
    AtpPreset,
    AttachmentPolicy,
    AttachmentRule,
    BuiltInProtection,
    EopPreset,
    LinkPolicy,
    LinkRule,
    MalwarePolicy,
    MalwareRule,
    PhishPolicy,
    PhishRule,
)
from plugins.m365.settings.recipients import AcceptedDomain, Recipients
from scanner import Fail, NotApplicable, Pass, Unknown
from tests.plugins.m365.licences import NO_PLAN, UNREAD, skus

ALL = Recipients(people=(), groups=(), domains=(), but_people=(), but_groups=(), but_domains=())
DOMAINS = (AcceptedDomain(name="aozora.example", kind="Authoritative"),)
MDO = skus("ATP_ENTERPRISE")
MALWARE = MalwarePolicy(
    name="p", default=True, file_filter=True, types=("cmd", "exe", "vbe"), action="Reject", zap=True
)
MALWARE_RULE = MalwareRule(name="r", policy="p", state="Enabled", recipients=ALL)
EOP = EopPreset(name="Strict", state="Enabled", malware="p", phish="p", recipients=ALL)
ATP = AtpPreset(name="Strict", state="Enabled", attachments="p", links="p", recipients=ALL)
ATTACHMENT = AttachmentPolicy(name="p", built_in=False, enabled=True, action="Block")
ATTACHMENT_RULE = AttachmentRule(name="r", policy="p", state="Enabled", recipients=ALL)
BUILT_IN = BuiltInProtection(name="b", recipients=ALL)
LINK = LinkPolicy(
    name="p",
    built_in=False,
    mail=True,
    teams=True,
    office=True,
    scan=True,
    wait=True,
    internal=True,
    track=True,
    click_through=False,
)
LINK_RULE = LinkRule(name="r", policy="p", state="Enabled", recipients=ALL)
PHISH = PhishPolicy(
    name="p",
    default=True,
    enabled=True,
    spoof=True,
    mailbox=True,
    mailbox_protection=True,
    people=True,
    domains=True,
    own_domains=True,
    action="Quarantine",
    level=2,
)
PHISH_RULE = PhishRule(name="r", policy="p", state="Enabled", recipients=ALL)


def outcomes(verdicts):
    return [type(one) for one in verdicts]


def malware(policy=MALWARE, rules=(), presets=()):
    return outcomes(malware_filter(policy, rules, presets))


def test_a_malware_policy_that_stops_and_takes_back_passes():
    assert malware() == [Pass]


@pytest.mark.parametrize(
    "wrong", [{"file_filter": False}, {"zap": False}, {"types": ("exe",)}, {"types": ()}]
)
def test_a_malware_policy_that_lets_through_fails(wrong):
    assert malware(replace(MALWARE, **wrong)) == [Fail]


def test_a_malware_policy_with_an_unknown_action_is_unknown():
    assert malware(replace(MALWARE, action="Applaud")) == [Unknown]


OWN = replace(MALWARE, default=False, zap=False)


def test_a_malware_policy_without_a_rule_that_is_on_is_not_applicable():
    assert malware(OWN) == [NotApplicable]
    assert malware(OWN, [replace(MALWARE_RULE, state="Disabled")]) == [NotApplicable]
    assert malware(OWN, [replace(MALWARE_RULE, policy="other")]) == [NotApplicable]


def test_a_malware_policy_is_judged_if_a_rule_or_a_preset_uses_it():
    assert malware(OWN, [MALWARE_RULE]) == [Fail]
    assert malware(OWN, [], [EOP]) == [Fail]


def test_a_rule_in_an_unknown_state_leaves_an_unused_policy_unknown():
    assert malware(OWN, [replace(MALWARE_RULE, state="Pending")]) == [Unknown]


def attachments(policy=ATTACHMENT, rules=(ATTACHMENT_RULE,), presets=(), built_in=()):
    return outcomes(safe_attachments(policy, rules, presets, built_in))


@pytest.mark.parametrize("action", ["Block", "DynamicDelivery"])
def test_attachments_that_are_stopped_pass(action):
    assert attachments(replace(ATTACHMENT, action=action)) == [Pass]


def test_attachments_that_are_only_watched_fail():
    assert attachments(replace(ATTACHMENT, action="Allow")) == [Fail]
    assert attachments(replace(ATTACHMENT, enabled=False)) == [Fail]


def test_an_unknown_action_on_attachments_is_unknown():
    assert attachments(replace(ATTACHMENT, action="Replace")) == [Unknown]


def test_policies_that_nobody_gets_are_not_applicable():
    assert attachments(rules=()) == [NotApplicable]
    assert attachments(replace(ATTACHMENT, built_in=True), rules=()) == [NotApplicable]
    assert attachments(rules=[replace(ATTACHMENT_RULE, state="?")]) == [Unknown]


def test_presets_and_the_built_in_protection_put_policies_to_use():
    bad = replace(ATTACHMENT, action="Allow")
    assert attachments(bad, rules=(), presets=[ATP]) == [Fail]
    assert attachments(replace(bad, built_in=True), rules=(), built_in=[BUILT_IN]) == [Fail]


@pytest.fixture(params=["attachments", "links"])
def everyone(request):
    def judged(rules=(), presets=(), built_in=(), domains=DOMAINS, licences=MDO):
        check = safe_attachments_everyone if request.param == "attachments" else safe_links_everyone
        return outcomes(check(rules, presets, built_in, domains, licences))

    judged.rule = ATTACHMENT_RULE if request.param == "attachments" else LINK_RULE
    return judged


def to(**kinds):
    return replace(ALL, **kinds)


def test_a_rule_a_preset_or_the_built_in_protection_for_all_covers_everybody(everyone):
    assert everyone([everyone.rule]) == [Pass]
    assert everyone((), [ATP]) == [Pass]
    assert everyone((), (), [BUILT_IN]) == [Pass]


def test_rules_for_each_domain_cover_everybody(everyone):
    assert everyone([replace(everyone.rule, recipients=to(domains=("Aozora.example",)))]) == [Pass]
    assert everyone([replace(everyone.rule, recipients=to(domains=("other.example",)))]) == [Fail]


@pytest.mark.parametrize(
    "recipients",
    [
        to(people=("a@aozora.example",)),
        to(groups=("g@aozora.example",)),
        to(domains=("aozora.example",), groups=("g@aozora.example",)),
        to(domains=("aozora.example",), but_people=("a@aozora.example",)),
        to(but_people=("a@aozora.example",)),
    ],
)
def test_a_rule_for_some_or_with_exceptions_leaves_people_out(everyone, recipients):
    assert everyone([replace(everyone.rule, recipients=recipients)]) == [Fail]


def test_whom_the_built_in_protection_excepts_another_rule_may_cover(everyone):
    base = BuiltInProtection(name="b", recipients=to(but_groups=("g@aozora.example",)))
    own = replace(everyone.rule, recipients=to(groups=("G@aozora.example",)))
    both = replace(everyone.rule, recipients=to(groups=("g@aozora.example",), domains=("aozora.example",)))
    assert everyone((), (), [base]) == [Fail]
    assert everyone([own], (), [base]) == [Pass]
    assert everyone([both], (), [base]) == [Fail]


def test_rules_that_are_off_cover_nobody(everyone):
    assert everyone([replace(everyone.rule, state="Disabled")], [replace(ATP, state="Disabled")]) == [Fail]


def test_a_rule_in_an_unknown_state_is_unknown(everyone):
    assert everyone([replace(everyone.rule, state="?")], (), [BUILT_IN]) == [Unknown]


def test_without_the_plan_the_plan_is_missing_and_not_a_setting():
    for check in (safe_attachments_everyone, safe_links_everyone):
        (verdict,) = check((), (), (), DOMAINS, NO_PLAN)
        assert isinstance(verdict, Fail)
        assert "plan missing" in str(verdict.message)
        (verdict,) = check((), (), (), DOMAINS, UNREAD)
        assert "plan missing" not in str(verdict.message)


FILES = AtpForOffice(files=True, documents=True, open_anyway=False)


@pytest.mark.parametrize(
    ("setting", "outcome"),
    [
        (FILES, Pass),
        (replace(FILES, documents=False, open_anyway=True), Pass),
        (replace(FILES, open_anyway=True), Fail),
        (replace(FILES, files=False), Fail),
    ],
)
def test_files_in_sharepoint_onedrive_and_teams(setting, outcome):
    assert outcomes(safe_files(setting, MDO)) == [outcome]


def test_files_that_cannot_be_examined_for_want_of_the_plan_say_so():
    (verdict,) = safe_files(replace(FILES, files=False), NO_PLAN)
    assert "plan missing" in str(verdict.message)


def links(policy=LINK, rules=(LINK_RULE,), presets=(), built_in=()):
    return outcomes(safe_links(policy, rules, presets, built_in))


def test_links_that_are_examined_pass():
    assert links() == [Pass]


@pytest.mark.parametrize(
    "wrong", [{"mail": False}, {"teams": False}, {"scan": False}, {"click_through": True}]
)
def test_links_that_are_not_examined_fail(wrong):
    assert links(replace(LINK, **wrong)) == [Fail]
    assert links(replace(LINK, **wrong), rules=(), presets=[ATP]) == [Fail]


def test_link_policies_that_nobody_gets_are_not_applicable():
    assert links(rules=()) == [NotApplicable]
    assert links(rules=[replace(LINK_RULE, state="?")]) == [Unknown]


def phish(policy=PHISH, rules=(), presets=()):
    return outcomes(anti_phish(policy, rules, presets))


def test_forged_senders_that_are_recognised_pass():
    assert phish() == [Pass]


def test_an_action_on_forged_senders_that_no_page_lists_is_unknown():
    assert phish(replace(PHISH, action="None")) == [Unknown]


@pytest.mark.parametrize("wrong", [{"enabled": False}, {"spoof": False}, {"mailbox": False}])
def test_forged_senders_that_are_let_through_fail(wrong):
    assert phish(replace(PHISH, **wrong)) == [Fail]
    assert phish(replace(PHISH, default=False, **wrong), [PHISH_RULE]) == [Fail]


def test_phishing_policies_that_nobody_gets_are_not_applicable():
    assert phish(replace(PHISH, default=False)) == [NotApplicable]
    assert phish(replace(PHISH, default=False), [replace(PHISH_RULE, state="?")]) == [Unknown]
    assert phish(replace(PHISH, default=False), (), [EOP]) == [Pass]
