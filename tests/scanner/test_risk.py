"""The risk value: the worked examples of the method, and the table."""

from dataclasses import replace

import pytest

from scanner.assets import Asset, Lowered
from scanner.framework_model import Cases, Level
from scanner.risk_marks import Mark
from scanner.risk_values import RiskError, Scale
from tests.scanner.risk_world import (
    ALL_THREE,
    CITY,
    EXAMPLE,
    FAIL,
    IDS,
    MODEL,
    PASS,
    SERVER,
    T08,
    answer,
    assessed,
    asset,
    cell,
    control,
    marks,
    products,
    rated,
)

# The worked examples.


def test_malware_on_a_server_with_three_measures_one_unread_and_evidence_expired_is_safe():
    one = cell(EXAMPLE, "TH2", controls=[T08])
    assert marks(one) == {
        "ALPHA-T04": Mark.YES,
        "ALPHA-T05": Mark.NO,
        "ALPHA-T07": Mark.YES,
        "ALPHA-T06": Mark.YES,
        "ALPHA-T08": Mark.NO,
        "ALPHA-T11": Mark.UNREAD,
    }
    assert (one.value.worst.marks, one.value.best.marks) == (3, 4)
    worst = one.value.worst
    assert (worst.level, worst.vulnerability, worst.product, worst.letter) == (3, 1, 3, "C")
    assert one.value.settled
    assert one.safe is True


def test_in_the_second_reading_only_the_letter_is_another():
    one = cell(EXAMPLE, "TH2", controls=[T08], reading=2)
    assert (one.value.worst.product, one.value.worst.letter, one.safe) == (3, "B", True)


def test_intrusion_on_the_same_server_with_one_measure_is_not_safe():
    one = cell(EXAMPLE, "TH1")
    assert one.value.worst == one.value.best
    assert (one.value.worst.marks, one.value.worst.product, one.value.worst.letter) == (1, 6, "A")
    assert one.safe is False


def test_mending_access_control_alone_makes_it_safe():
    one = cell(EXAMPLE | {"ALPHA-T10": PASS}, "TH1")
    assert (one.value.worst.product, one.safe) == (3, True)
    assert cell(EXAMPLE, "TH1", assume={"ALPHA-T10": "met"}).value == one.value


def test_redundancy_is_missed_only_where_overload_is_likely():
    found = {"ALPHA-T13": PASS, "ALPHA-T14": FAIL}
    assert [products(cell(found, "TH3", asset=asset("lbofw", TH3=level)))[0] for level in (1, 2, 3)] == [
        2,
        4,
        6,
    ]


def test_in_the_first_case_misuse_of_processes_has_a_single_measure():
    levels = {"level": Cases(a=Level.NOT_APPLICABLE, i=Level.REQUIRED, u=Level.REQUIRED)}
    controls = [control("ALPHA-T10", **levels), control("ALPHA-T11", **levels)]
    found = {"ALPHA-T09": PASS, "ALPHA-T05": PASS, "ALPHA-T10": PASS, "ALPHA-T11": PASS}
    case_a = assessed(found, controls, city=replace(CITY, case="a"))
    table = rated(case_a, SERVER)
    assert marks(table.cell("server", "TH4"))["ALPHA-T11"] is Mark.NOT_ASKED
    assert table.cell("server", "TH4").value.worst.product == 6
    assert table.cell("server", "TH1").value.worst.product == 3  # rights and patches are two


def test_in_the_other_cases_two_measures_do_without_edr():
    one = cell({"ALPHA-T09": PASS, "ALPHA-T10": PASS, "ALPHA-T11": FAIL}, "TH4")
    assert one.value.worst.product == 3


@pytest.mark.parametrize(("lost", "product"), [(None, 3), ("ALPHA-T15", 6), ("ALPHA-T03", 6)])
def test_tampering_has_exactly_two_measures_and_losing_either_is_not_safe(lost, product):
    found = {"ALPHA-T15": PASS, "ALPHA-T03": PASS} | ({lost: FAIL} if lost else {})
    assert products(cell(found, "TH6", asset=asset("lbo"))) == (product, product)


@pytest.mark.parametrize(("count", "level", "vulnerability"), [(0, 1, 3), (1, 2, 2), (2, 3, 1), (7, 3, 1)])
def test_marks_are_counted_strictly(count, level, vulnerability):
    value = Scale(model=MODEL, reading=MODEL.reading(1)).value(count, 1, 1)
    assert (value.level, value.vulnerability) == (level, vulnerability)


@pytest.mark.parametrize(("threat", "by_marks"), [(3, [9, 6, 3]), (2, [6, 4, 2]), (1, [3, 2, 1])])
def test_threat_level_times_vulnerability_level(threat, by_marks):
    scale = Scale(model=MODEL, reading=MODEL.reading(1))
    assert [scale.value(count, threat, 1).product for count in (0, 1, 2)] == by_marks


@pytest.mark.parametrize(("threat", "count"), [(3, 2), (1, 0)])
def test_the_two_examples_of_the_source_are_safe(threat, count):
    scale = Scale(model=MODEL, reading=MODEL.reading(1))
    assert scale.value(count, threat, 3).product == 3 == MODEL.safe_max_product


LETTERS = {9: "CBA", 6: "CBA", 4: "DCB", 3: "EDC", 2: "EDC", 1: "EDC"}


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("product", LETTERS)
def test_the_matrix_in_both_readings(number, product):
    expected = "DCB" if (number, product) == (2, 3) else LETTERS[product]
    reading = MODEL.reading(number)
    assert "".join(reading.letter(product, importance) for importance in (1, 2, 3)) == expected


# The table.


def test_measures_that_this_project_adds_are_counted_apart():
    one = cell({"ALPHA-T01": PASS}, "TH2", asset=asset("cloud"))
    assert [sign.control for sign in one.added] == ["ALPHA-T01", "ALPHA-T02"]
    assert (one.value.worst.marks, one.with_added.worst.marks) == (0, 1)
    assert one.safe is False


def test_all_are_safe_only_if_each_cell_is():
    quiet = Asset(id="server", name="s", kind="server", importance=3, threats=dict.fromkeys(ALL_THREE, 1))
    assert rated(assessed({}), quiet).all_safe is True
    assert rated(assessed({}), asset("server", TH3="none", TH6="none")).all_safe is None
    found = dict.fromkeys(IDS, FAIL)
    assert rated(assessed(found), SERVER).all_safe is False
    assert rated(assessed(found), quiet, SERVER).all_safe is False


def test_a_table_without_a_cell_is_not_safe_but_open():
    nothing = Asset(id="a", name="a", kind="server", importance=3, threats=dict.fromkeys(ALL_THREE, "none"))
    table = rated(assessed({}), nothing)
    assert (table.cells, table.all_safe) == ((), None)


def test_a_threat_that_does_not_exist_has_no_cell():
    table = rated(assessed({}), asset("server", TH3="none"))
    assert table.cell("server", "TH3") is None
    assert len(table.cells) == 5


def lowered(level, threat="TH4"):
    return Lowered(threat=threat, level=level, reason="同一製品", role="情報政策課長", date="2026-11-01")


def test_a_person_may_lower_the_level_of_the_measures():
    found = {"ALPHA-T09": PASS, "ALPHA-T10": PASS}
    one = cell(found, "TH4", asset=replace(SERVER, lowered=(lowered(2),)))
    assert (products(one), one.safe, one.lowered.reason) == ((6, 6), False, "同一製品")


def test_a_person_never_raises_it():
    one = cell({"ALPHA-T09": FAIL, "ALPHA-T10": FAIL, "ALPHA-T11": FAIL}, "TH4",
               asset=replace(SERVER, lowered=(lowered(2),)))  # fmt: skip
    assert products(one) == (9, 9)


def test_of_two_lowerings_the_lower_one_holds():
    found = {"ALPHA-T09": PASS, "ALPHA-T10": PASS}
    one = cell(found, "TH4", asset=replace(SERVER, lowered=(lowered(2), lowered(1), lowered(1, "TH1"))))
    assert products(one) == (9, 9)


def shared(*signals):
    """What is pointed out where rights and patches rest on these signals."""
    both = [control(name, signals=signals) for name in ("ALPHA-T05", "ALPHA-T09")]
    shown = [answer(one.id, key, signal=True) for one in both for key in signals]
    found = cell({}, "TH1", controls=both, weighed=shown, asset=asset("lbofw"))
    assert found.value.worst.marks == 2
    return found.shared


def test_marks_of_one_product_are_pointed_out():
    (note,) = shared("import.fwver", "import.fwcfg")
    assert (note.product, note.controls) == ("LBO firewall", ("ALPHA-T09", "ALPHA-T05"))


def test_marks_that_rest_on_another_product_too_are_not():
    assert shared("import.fwver", "probe.tls") == ()


def test_an_assumption_is_marked_and_reaches_only_its_assets():
    table = rated(assessed({}), SERVER, asset("fw"), assume={"ALPHA-T11": "met"})
    assert table.assumed == (("ALPHA-T11", "met"),)
    assert marks(table.cell("server", "TH2"))["ALPHA-T11"] is Mark.YES
    assert "ALPHA-T11" not in marks(table.cell("fw", "TH2"))


def test_the_worst_may_be_assumed_too():
    assert cell({"ALPHA-T09": PASS}, "TH1", assume={"ALPHA-T09": "not-met"}).value.worst.marks == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"assume": {"ALPHA-T1": "met"}}, "'ALPHA-T1' counters no threat; did you mean ALPHA-T1"),
        ({"assume": {"ALPHA-T11": "maybe"}}, "write ALPHA-T11=met or ALPHA-T11=not-met"),
        ({"reading": 3}, "the matrix has no reading 3; choose one of: 1, 2"),
    ],
)
def test_what_can_not_be_rated_is_refused(options, said):
    with pytest.raises(RiskError) as error:
        rated(assessed({}), SERVER, **options)
    assert said in str(error.value)


def test_a_city_that_was_not_assessed_is_refused():
    with pytest.raises(RiskError, match="no organisation 'aozora'"):
        rated(replace(assessed({}), organisations=()), SERVER)
