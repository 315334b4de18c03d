"""Collectors of Exchange, Purview and Teams over the city's answers, and over answers that went wrong.

Answers written from documentation: see the files in `plugins/m365/city/`.
"""

import copy
import json
from functools import cache

import pytest

from plugins.m365.collectors import mail_flow, mail_protection, mailboxes, purview
from plugins.m365.demo import FOLDER, TENANT as CITY
from plugins.m365.failures import FailedError
from plugins.m365.settings.purview import MailboxAccess
from scanner import Reason
from scanner.provider import declared_in
from tests.plugins.m365.replay import TENANT, player, run

FILES = ("exchange", "mail_protection", "purview", "teams")
COLLECTORS = {
    one.function.__name__: one
    for module in (mail_flow, mail_protection, mailboxes, purview)
    for one in declared_in(module)
}


@cache
def written():
    found = {}
    for name in FILES:
        answers = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["answers"]
        found |= {line.replace(CITY, TENANT): body for line, body in answers.items()}
    return found


def read(name, answers):
    return run(player(answers), COLLECTORS[name])


@cache
def lines_of(name):
    """The request lines of the city that a collector asks for."""
    played = player(written())
    run(played, COLLECTORS[name])
    return [
        line
        for line in written()
        if any(_is(line, request) for request in played.log if request.path != "/v1.0/organization")
    ]


def _is(line, request):
    method, _, path = line.partition(" ")
    path, _, word = path.partition("#")
    return (method, path) == (request.method, request.path) and f'"{word}"'.encode() in (
        request.body or b'""'
    )


def rows(body):
    return body["value"] if isinstance(body, dict) else body


def changed(line, change):
    """The city's answers with one of them changed, once per key of its rows."""
    for number, row in enumerate(rows(written()[line])):
        for key in row or ():
            body = copy.deepcopy(written()[line])
            change(rows(body)[number], key)
            yield key, written() | {line: body}


def outcome(name, answers):
    try:
        return read(name, answers)
    except FailedError as error:
        return error.failure.reason


def drop(row, key):
    del row[key]


def garble(row, key):
    row[key] = {"odd": [1]}


def recase(row, key):
    row[key.swapcase()] = row.pop(key)


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_the_city_is_read(name):
    found = read(name, written())
    assert lines_of(name)
    assert found or name in ("link_rules", "phish_rules", "mailbox_keys")


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_a_key_that_is_missing_is_malformed_or_was_not_needed(name):
    whole = read(name, written())
    for line in lines_of(name):
        for key, answers in changed(line, drop):
            assert outcome(name, answers) in (whole, Reason.MALFORMED), key


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_a_value_of_another_type_is_malformed_or_was_not_needed(name):
    whole = read(name, written())
    for line in lines_of(name):
        for key, answers in changed(line, garble):
            assert outcome(name, answers) in (whole, Reason.MALFORMED) or name == "dlp_rules", key


def test_a_condition_of_another_type_is_not_understood():
    mine = ("Japan My Number - Personal",)
    line = next(one for one in written() if one.endswith("#Get-DlpComplianceRule"))
    for key, answers in changed(line, garble):
        found = outcome("dlp_rules", answers)
        assert found is Reason.MALFORMED or {one.types for one in found} <= {mine, None}, key


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_keys_are_read_in_any_case(name):
    whole = read(name, written())
    for line in lines_of(name):
        for key, answers in changed(line, recase):
            assert outcome(name, answers) == whole, key


def test_mailboxes_are_added_up_by_policy():
    found = read("mailbox_access", written())
    assert [(one.policy, one.mailboxes, one.smtp, one.ews) for one in found] == [
        ("", 1, 0, 1),
        ("LGWAN", 2, 0, 2),
        ("OwaMailboxPolicy-Default", 1, 1, 1),
    ]
    assert all(isinstance(one, MailboxAccess) for one in found)


def test_the_types_of_both_forms_of_a_rule_are_read():
    found = {one.name: one.types for one in read("dlp_rules", written())}
    assert set(found.values()) == {("Japan My Number - Personal",)}


@pytest.mark.parametrize(("text", "required"), [("True", True), ("false", False)])
def test_whether_a_label_is_required_is_read_in_any_case(text, required):
    (found, *_) = read("label_policies", labels_required(text))
    assert found.mandatory is required


def test_whether_a_label_is_required_is_a_gap_if_no_page_lists_the_value():
    with pytest.raises(FailedError, match="mandatory is neither true nor false"):
        read("label_policies", labels_required("brandNew"))


def labels_required(text):
    (line,) = (one for one in written() if one.endswith("Get-LabelPolicy"))
    body = copy.deepcopy(written()[line])
    body["value"][0]["Settings"] = [f"[mandatory, {text}]"]
    return written() | {line: body}
