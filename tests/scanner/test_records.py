"""What people declare: given to checks like any setting; what they don't say is a gap, never "none"."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scanner.given import (
    DECLARATIONS,
    AsOf,
    DeclaredAccount,
    DeclaredAddress,
    DeclaredBreakGlass,
    DeclaredPartner,
    DeclaredZone,
    Limits,
)
from scanner.model import Gap, Reason, Resource
from scanner.records import KEYS, Declarations, given_for, read_declarations
from scanner.text import Message
from scanner.yamlfile import YamlError

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
GUID = "00001111-aaaa-2222-bbbb-3333cccc4444"
ZONE = "vpc_zones: [{target: aozora-aws, vpc: vpc-0a1b2c3d4e5f60718, zone: lgwan}]"
STACK = "mandatory_stacks: [{target: aozora-aws, stack: aozora-baseline, region: ap-northeast-1}]"


@pytest.fixture
def declared(tmp_path):
    """Read declarations from text."""

    def read(text):
        (tmp_path / "declarations.yaml").write_text(text, encoding="utf-8")
        return read_declarations(tmp_path, ["aozora-aws", "aozora-m365"])

    return read


def test_a_list_of_single_texts_gives_settings(declared):
    found = declared("break_out_addresses: [203.0.113.0/24, 198.51.100.7, '2001:db8::/32']\n")
    cidrs = ("203.0.113.0/24", "198.51.100.7/32", "2001:db8::/32")
    assert found.items[DeclaredAddress] == tuple(DeclaredAddress(cidr=cidr) for cidr in cidrs)


def test_an_item_may_be_written_with_its_field_too(declared):
    found = declared("break_glass_accounts: [{account: emergency@aozora.example}]")
    assert found.items[DeclaredBreakGlass] == (DeclaredBreakGlass(account="emergency@aozora.example"),)


def test_a_zone_names_target_and_vpc(declared):
    zone = DeclaredZone(target="aozora-aws", vpc="vpc-0a1b2c3d4e5f60718", zone="lgwan")
    assert declared(ZONE).items[DeclaredZone] == (zone,)


def test_the_same_said_twice_counts_once(declared):
    found = declared(f"partner_tenants: [{GUID}, {GUID}]")
    assert found.items[DeclaredPartner] == (DeclaredPartner(tenant=GUID),)


def test_an_empty_list_says_that_there_is_none(declared):
    given = given_for("aozora-aws", declared("partner_accounts: []"), {}, NOW)
    assert given[DeclaredAccount].items == ()
    assert given[DeclaredAccount].complete


def test_what_is_not_declared_is_a_gap_with_the_line_to_add(declared):
    given = given_for("aozora-aws", declared("partner_accounts: []"), {}, NOW)
    text = "nothing is declared; add '{key}:' to records/declarations.yaml (an empty list says: none)"
    gap = Gap(
        "declared.vpc_zones",
        Resource("target", "aozora-aws"),
        Reason.UNDECLARED,
        Message.of(text, key="vpc_zones"),
    )
    assert given[DeclaredZone].gaps == (gap,)


def test_without_a_file_nothing_is_declared(tmp_path):
    given = given_for("aozora-aws", read_declarations(tmp_path), {}, NOW)
    assert all(given[cls].gaps and not given[cls].items for cls in DECLARATIONS)


@pytest.mark.parametrize("text", ["# nothing yet\n{}", "~", "", "\n# nothing yet\n  # at all\n"])
def test_an_empty_file_declares_nothing(declared, text):
    assert declared(text) == Declarations()


def test_time_and_limits_are_given_too(tmp_path):
    given = given_for("aozora-aws", Declarations(), {"unused_days": 60}, NOW)
    assert given[AsOf].items == (AsOf(time=NOW),)
    assert given[Limits].items[0]["unused_days"] == 60


def test_plain_data_will_do_in_place_of_a_file():
    found = Declarations.of({"partner_domains": ["hoshizora.example"], "partner_tenants": []})
    assert [len(items) for items in found.items.values()] == [1, 0]


def test_two_declarations_together_say_what_either_says():
    one = Declarations.of({"partner_domains": ["a.example"], "partner_tenants": []})
    two = Declarations.of({"partner_domains": ["a.example", "b.example"]})
    both = one + two
    assert [len(items) for items in both.items.values()] == [0, 2]


def test_every_declared_type_has_its_key():
    assert set(KEYS.values()) == set(DECLARATIONS)


WRONG = [
    ("[]", "1:1: expected keys with values; for example break_out_addresses"),
    ("vpc_zone: []", "1:1: there is no key 'vpc_zone'; did you mean 'vpc_zones'?"),
    ("colours: []", "1:1: there is no key 'colours'; correct it or take it out"),
    ("partner_domains:", "1:17: expected a list; write partner_domains: [] if there is none"),
    ("partner_domains: a.example", "1:18: expected a list; write partner_domains: [] if there is none"),
    ("partner_domains: [1]", "1:19: expected text, not a number or true/false; put it in quotes"),
    ("partner_domains: ['']", "1:19: 'domain' is empty; write it"),
    ("partner_domains: [{domian: a}]", "1:20: unknown key 'domian'; did you mean 'domain'?"),
    ("break_out_addresses: [203.0.113.5/24]", "1:23: '203.0.113.5/24' is an address within a range; did you"),
    ("break_out_addresses: [office]", "1:23: 'office' is no address range; for example 203.0.113.0/24"),
    ("break_out_addresses: [0.0.0.0/0]", "1:23: '0.0.0.0/0' is every address there is; write your own"),
    ("partner_tenants: [aozora.example]", "1:19: 'aozora.example' is no tenant id; for example 00001111-"),
    ("partner_accounts: ['1234']", "1:20: '1234' is no AWS account; write its 12 digits in quotes"),
    ("approved_applications: [Box]", "1:25: 'Box' is no application id; for example 00001111-aaaa-2222"),
    ("leavers: [shokuin-1024]", "1:11: 'shokuin-1024' is no account; write its user principal name or"),
    ("notice_addresses: [joho]", "1:20: 'joho' is no mail address; for example madoguchi@aozora.example"),
    (
        "ended_keys: [{key: 1234abcd, system: juki, origin: AWS_KMS}]",
        "1:20: '1234abcd' is no ARN of a key; for example arn:aws:kms:",
    ),
    (
        "ended_keys: [{key: 'arn:aws:kms:ap-northeast-1:111122223333:key/1', system: juki, origin: HSM}]",
        "1:91: 'HSM' is no origin of a key; write one of: AWS_KMS, EXTERNAL,",
    ),
    (STACK.replace("aozora-b", "青空-b"), "1:48: '青空-baseline' is no name of a stack; for example"),
    (STACK.replace("ap-northeast-1", "tokyo"), "1:73: 'tokyo' is no region; for example ap-northeast-1"),
    (STACK.replace("aozora-aws", "aozora-asw"), "1:29: there is no target 'aozora-asw' in tenken.yaml; did"),
    (ZONE.replace("lgwan", "LGWAN"), "1:68: 'LGWAN' is no zone; write one of: mynumber, lgwan, internet"),
    (ZONE.replace("vpc-0a", "vpc_0a"), "1:39: 'vpc_0a1b2c3d4e5f60718' is no VPC id; for example vpc-"),
    (
        ZONE.replace("aozora-aws", "aozora-asw"),
        "1:22: there is no target 'aozora-asw' in tenken.yaml; did you",
    ),
    (ZONE.replace("target: aozora-aws, ", ""), "1:13: the key 'target' is missing; add it"),
    (
        ZONE.replace("}]", "}, {target: aozora-aws, vpc: vpc-0a1b2c3d4e5f60718, zone: dmz}]"),
        "1:76: this is declared twice, and differently; remove one of the two",
    ),
    ("facts: {no_such_fact: true}", "1:9: there is no fact 'no_such_fact'"),
    ("facts: {file_exchange_outside: yes}", "1:32: expected true or false, found text"),
]


@pytest.mark.parametrize(("text", "line"), WRONG, ids=[line[:40] for _, line in WRONG])
def test_a_fault_is_told_in_one_line_with_its_place(declared, tmp_path, text, line):
    with pytest.raises(YamlError) as caught:
        declared(text)
    assert str(caught.value.problems[0]).startswith(f"{tmp_path / 'declarations.yaml'}:{line}")


def test_all_faults_are_told_at_once(declared):
    with pytest.raises(YamlError) as caught:
        declared("partner_tenants: [a, b]\nvpc_zone: []")
    assert [one.line for one in caught.value.problems] == [1, 1, 2]


def test_a_path_is_shown_as_it_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("records").mkdir()
    Path("records/declarations.yaml").write_text("vpc: []")
    with pytest.raises(YamlError, match=r"^records/declarations.yaml:1:1: "):
        read_declarations(Path("records"))
