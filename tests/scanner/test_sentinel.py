from hypothesis import given, strategies as st

from scanner.connection import Calls, Shape
from scanner.sentinel import NewField, declared_shapes, fields, new_in_the_service, unseen

KNOWN = (Shape("List", ("value[].id:str", "value[].on:bool")),)


def shapes(**answers):
    calls = Calls()
    for operation, answer in answers.items():
        calls.saw(operation, answer)
    return calls.shapes


def names(found):
    return [one.field for one in found]


def test_a_field_that_was_never_sent_before_is_unseen():
    now = shapes(List={"value": [{"id": "x", "on": True, "newSwitch": {"mode": "off"}}]})
    assert unseen(now, KNOWN) == (NewField(operation="List", field="value[].newSwitch.mode"),)


def test_a_new_field_is_noticed_also_while_it_is_empty():
    now = shapes(List={"value": [{"id": "x", "rules": [], "bypass": {}, "note": None}]})
    assert names(unseen(now, KNOWN)) == ["value[].bypass", "value[].note", "value[].rules"]


def test_values_types_and_case_are_no_news_nor_are_annotations():
    now = shapes(List={"@odata.context": "x", "value": [{"Id": None, "ON": "yes", "id@odata.type": "y"}]})
    assert unseen(now, KNOWN) == ()


def test_a_list_or_an_object_that_is_empty_now_is_not_new():
    before = shapes(List={"value": [{"places": [{"name": "x"}], "more": {"a": {"b": 1}}}]})
    for now in ({"places": [], "more": None}, {"places": None, "more": {"a": {}}}, {"places": [None]}):
        assert unseen(shapes(List={"value": [now]}), before) == ()


def test_what_an_earlier_run_saw_is_not_new_though_the_plugin_does_not_know_it():
    now = shapes(List={"value": [{"id": "x", "old": 1, "new": 2}]})
    before = shapes(List={"value": [{"id": "x", "old": 1}]})
    assert names(new_in_the_service(now, KNOWN, unseen(now, before))) == ["value[].new"]
    assert names(new_in_the_service(now, KNOWN, None)) == ["value[].new", "value[].old"]


def test_of_an_operation_nobody_knows_nothing_is_new_until_a_run_has_seen_it():
    now = shapes(Other={"a": 1})
    assert new_in_the_service(now, KNOWN, None) == ()
    assert names(new_in_the_service(now, (), unseen(now, shapes(Other={"b": 1})))) == ["a"]


def test_an_operation_that_the_plugin_knows_in_part_waits_for_an_earlier_run():
    now = shapes(List={"value": [{"id": "x", **{f"field{number}": 1 for number in range(30)}}]})
    assert new_in_the_service(now, KNOWN, None) == ()
    before = shapes(List={"value": [{"id": "x", **{f"field{number}": 1 for number in range(29)}}]})
    assert names(new_in_the_service(now, KNOWN, unseen(now, before))) == ["value[].field29"]


def test_a_plugin_without_a_file_declares_nothing(tmp_path):
    assert declared_shapes(None) == ()
    file = tmp_path / "known.json"
    file.write_text('{"List": ["value[].id"]}')
    assert fields(declared_shapes(file)) == {NewField(operation="List", field="value[].id")}


answers = st.recursive(
    st.none() | st.booleans() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(answers)
def test_an_answer_has_nothing_new_against_itself(answer):
    now = shapes(List=answer)
    assert unseen(now, now) == ()


@given(answers)
def test_one_key_more_is_one_new_field(answer):
    before = shapes(List={"known": answer})
    now = shapes(List={"known": answer, "brandNewSwitch": False})
    assert names(unseen(now, before)) == ["brandNewSwitch"]
