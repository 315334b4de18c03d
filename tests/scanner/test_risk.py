"""The risk value: the worked examples of the method, marks per kind of asset, and what must never happen."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from scanner.assessment import Status
from scanner.assets import Asset, Lowered
from scanner.framework_logic import Rule
from scanner.framework_model import Assessment as By, Cases, Condition, Level
from scanner.model import Outcome
from scanner.risk_kind import sign
from scanner.risk_marks import Mark, Sight
from scanner.risk_values import RiskError, Scale
from scanner.weighing import Weighed
from tests.scanner.people_world import item
from tests.scanner.risk_world import (
    ALL_THREE,
    CITY,
    FAIL,
    IDS,
    KINDS,
    MODEL,
    NA,
    PARTIAL,
    PASS,
    SERVER,
    UNKNOWN,
    answer,
    assessed,
    control,
    rated,
    status_of,
)


def cell(found, threat, *, asset=SERVER, controls=(), weighed=(), **options):
    table = rated(assessed(found, controls, weighed), asset, weighed=weighed, **options)
    one = table.cell(asset.id, threat)
    assert one is not None
    return one


def products(one):
    return one.value.worst.product, one.value.best.product


def marks(one):
    return {sign.control: sign.mark for sign in one.signs}


def asset(kind, importance=2, **threats):
    return Asset(id=kind, name=kind, kind=kind, importance=importance, threats=ALL_THREE | threats)


# The worked examples.

T08 = control("ALPHA-T08", **PARTIAL)
EXAMPLE = {
    "ALPHA-T04": PASS,
    "ALPHA-T05": {"server": FAIL},
    "ALPHA-T06": PASS,
    "ALPHA-T07": PASS,
    "ALPHA-T08": PASS,  # but its evidence has expired
    "ALPHA-T09": PASS,
    "ALPHA-T10": FAIL,
    "ALPHA-T11": UNKNOWN,
}


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


# Marks per kind of asset.


def test_a_fail_on_firewalls_takes_no_mark_from_terminals():
    found = {"ALPHA-T05": {"terminal": PASS, "lbofw": FAIL}}
    assert marks(cell(found, "TH1", asset=asset("terminal")))["ALPHA-T05"] is Mark.YES
    assert marks(cell(found, "TH1", asset=asset("lbofw")))["ALPHA-T05"] is Mark.NO


def test_silence_about_a_kind_of_asset_is_no_mark_but_unread():
    found = {"ALPHA-T05": {"terminal": PASS}}
    assert marks(cell(found, "TH1", asset=asset("fw")))["ALPHA-T05"] is Mark.UNREAD


def test_a_control_that_was_not_assessed_is_unread():
    one = cell({}, "TH1")
    assert set(marks(one).values()) == {Mark.UNREAD}
    assert (products(one), one.safe) == ((9, 3), None)


def test_a_measure_on_the_path_counts_for_what_lies_behind_it_against_its_threats():
    found = {"ALPHA-T06": PASS}
    for threat, counts in (("TH2", True), ("TH5", True), ("TH1", False)):
        assert ("ALPHA-T06" in marks(cell(found, threat))) is counts
    assert "ALPHA-T06" not in marks(cell(found, "TH2", asset=asset("fw")))


def test_the_mark_of_a_measure_on_the_path_is_that_of_the_path():
    found = {"ALPHA-T06": {"lbo": FAIL, "server": PASS}}
    assert marks(cell(found, "TH2"))["ALPHA-T06"] is Mark.NO


def test_evidence_of_another_kind_of_asset_gives_no_mark():
    ones = [control("ALPHA-T09", **PARTIAL)]
    found = {"ALPHA-T09": PASS}
    terminals = [answer("ALPHA-T09", assets=("terminal",))]
    assert marks(cell(found, "TH1", controls=ones, weighed=terminals))["ALPHA-T09"] is Mark.NO
    servers = [answer("ALPHA-T09", assets=("server", "terminal"))]
    assert marks(cell(found, "TH1", controls=ones, weighed=servers))["ALPHA-T09"] is Mark.YES
    assert marks(cell(found, "TH1", controls=ones, weighed=[answer("ALPHA-T09")]))["ALPHA-T09"] is Mark.YES


def test_an_attestation_that_does_not_count_gives_no_mark():
    faulty = replace(answer("ALPHA-T09"), fault="expired")
    ones = [control("ALPHA-T09", **PARTIAL)]
    assert marks(cell({"ALPHA-T09": PASS}, "TH1", controls=ones, weighed=[faulty]))["ALPHA-T09"] is Mark.NO


def test_a_kind_that_no_reading_speaks_of_is_shown_by_evidence_that_names_it():
    ones = [control("ALPHA-T05", evidence=(item("fwexp"),))]
    found = {"ALPHA-T05": {"terminal": PASS}}
    firewall = asset("fw")

    def mark(*weighed):
        return marks(cell(found, "TH1", asset=firewall, controls=ones, weighed=weighed))["ALPHA-T05"]

    assert mark() is Mark.UNREAD
    assert mark(answer("ALPHA-T05")) is Mark.UNREAD
    assert mark(answer("ALPHA-T05", assets=("fw",))) is Mark.YES


def test_a_signal_that_no_plugin_reads_is_unread_until_people_answer_it():
    ones = [control("ALPHA-T06", signals=("probe.canary",), logic=Rule(needs="probe.canary"))]
    path = asset("lbo")

    def mark(*weighed):
        return marks(cell({}, "TH2", asset=path, controls=ones, weighed=weighed))["ALPHA-T06"]

    assert mark() is Mark.UNREAD
    assert mark(answer("ALPHA-T06", "probe.canary", signal=True)) is Mark.YES


def test_a_signal_of_other_kinds_of_asset_is_not_asked_for_here():
    ones = [control("ALPHA-T05", signals=("cloud.ALPHA-T05", "import.fwver"))]
    found = {"ALPHA-T05": PASS}
    assert marks(cell(found, "TH1", controls=ones))["ALPHA-T05"] is Mark.YES
    assert marks(cell(found, "TH1", controls=ones, asset=asset("fw")))["ALPHA-T05"] is Mark.UNREAD


def test_a_waived_fail_gives_no_mark():
    found = {"ALPHA-T09": FAIL}
    whole = assessed(found)
    excepted = tuple(
        replace(one, status=Status.EXCEPTED) if one.id == "ALPHA-T09" else one for one in whole.controls
    )
    table = rated(replace(whole, controls=excepted), SERVER)
    assert marks(table.cell("server", "TH1"))["ALPHA-T09"] is Mark.NO


def test_what_the_provider_covers_is_not_seen_and_so_unread():
    whole = assessed({"ALPHA-T09": PASS}, relieved=frozenset({"ALPHA-T09"}))
    assert marks(rated(whole, SERVER).cell("server", "TH1"))["ALPHA-T09"] is Mark.UNREAD


def test_an_undeclared_condition_leaves_the_mark_open():
    ones = [control("ALPHA-T09", applies_if=Condition(declared="remote_work"))]
    assert marks(cell({"ALPHA-T09": PASS}, "TH1", controls=ones))["ALPHA-T09"] is Mark.UNREAD


def test_nothing_of_the_kind_leaves_the_denominator():
    assert marks(cell({"ALPHA-T09": NA}, "TH1"))["ALPHA-T09"] is Mark.NOT_ASKED


def test_every_mark_has_a_reason_and_its_findings():
    for one in cell(EXAMPLE, "TH2", controls=[T08]).signs:
        assert str(one.why)
        assert one.findings


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


def test_marks_of_one_product_are_pointed_out():
    ones = [control(name, signals=("m365.mde",)) for name in ("ALPHA-T04", "ALPHA-T11")]
    shown = [answer(one.id, "m365.mde", signal=True) for one in ones]
    whole = assessed({}, ones, shown)
    target = replace(whole.targets[0], provider="probe")
    assert not rated(replace(whole, targets=(target,)), SERVER, weighed=shown).cell("server", "TH2").shared
    both = [control(name, signals=("import.fwver",)) for name in ("ALPHA-T05", "ALPHA-T09")]
    shown = [answer(one.id, "import.fwver", signal=True) for one in both]
    (note,) = cell({}, "TH1", controls=both, weighed=shown, asset=asset("lbofw")).shared
    assert (note.product, note.controls) == ("LBO firewall", ("ALPHA-T09", "ALPHA-T05"))


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


# What must never happen.

OUTCOMES = st.sampled_from(Outcome)
KIND = st.sampled_from(MODEL.kind_keys)
found_of_one = OUTCOMES | st.dictionaries(KIND, OUTCOMES, max_size=3)
some_found = st.dictionaries(st.sampled_from(IDS), found_of_one, max_size=8)
RULES = [
    None,
    Rule(any=("cloud.X", "probe.one")),
    Rule(all=("cloud.X", "probe.one")),
    Rule(first=("probe.one", "cloud.X")),
    Rule(any=("cloud.X", Rule(evidence="fwexp"))),
    Rule(all=(Rule(needs="other.one"), "cloud.X")),
]


def with_rule(id, rule, by):
    text = "cloud." + id
    parts = {
        name: tuple(text if part == "cloud.X" else part for part in getattr(rule, name))
        for name in ("all", "any", "first")
        if rule and getattr(rule, name)
    }
    logic = replace(rule, **parts) if rule else None
    signals = (text, "probe.one", "other.one") if rule else (text,)
    return control(id, assessment=by, logic=logic, signals=signals, evidence=(item("fwexp"),))


some_controls = st.lists(
    st.builds(
        with_rule,
        st.sampled_from(IDS),
        st.sampled_from(RULES),
        st.sampled_from((By.AUTOMATED, By.PARTIAL, By.ATTESTED)),
    ),
    max_size=6,
)
some_answers = st.lists(
    st.builds(
        lambda name, key, kinds: answer(name, key, signal=key == "probe.one", assets=tuple(sorted(kinds))),
        st.sampled_from(IDS),
        st.sampled_from(("fwexp", "probe.one")),
        st.sets(KIND, max_size=2),
    ),
    max_size=6,
)
relieved = st.sets(st.sampled_from(IDS), max_size=1).map(frozenset)
ASSETS = tuple(asset(kind) for kind in ("terminal", "server", "lbofw", "lbo"))


def table(found, controls, weighed, free):
    return rated(assessed(found, controls, weighed, free), *ASSETS, weighed=weighed)


def replaced(found, data, old, new):
    """Some of the outcomes `old` turned into others."""

    def turned(outcome):
        return data.draw(new) if outcome in old and data.draw(st.booleans()) else outcome

    return {
        name: turned(one) if isinstance(one, Outcome) else {kind: turned(each) for kind, each in one.items()}
        for name, one in found.items()
    }


def lies_within(inner, outer):
    return all(
        small.value.worst.product <= large.value.worst.product
        and small.value.best.product >= large.value.best.product
        for small, large in zip(inner.cells, outer.cells, strict=True)
    )


@settings(max_examples=20)
@given(some_found, some_controls, some_answers, relieved, st.data())
def test_more_gaps_only_widen_the_interval(found, controls, weighed, free, data):
    gapped = replaced(found, data, set(Outcome), st.just(UNKNOWN))
    assert lies_within(table(found, controls, weighed, free), table(gapped, controls, weighed, free))


@settings(max_examples=20)
@given(some_found, some_controls, some_answers, relieved, st.data())
def test_the_interval_contains_every_completion(found, controls, weighed, free, data):
    completed = replaced(found, data, {UNKNOWN}, st.sampled_from((PASS, FAIL, NA)))
    assert lies_within(table(completed, controls, weighed, free), table(found, controls, weighed, free))


@settings(max_examples=20)
@given(some_found, some_controls, some_answers, relieved, st.data())
def test_a_record_that_is_removed_or_expired_never_makes_a_cell_better(found, controls, weighed, free, data):
    def kept(one: Weighed):
        return data.draw(st.sampled_from((one, replace(one, fault="expired"), None)))

    less = [one for one in map(kept, weighed) if one is not None]
    before, after = table(found, controls, weighed, free), table(found, controls, less, free)
    for old, new in zip(before.cells, after.cells, strict=True):
        assert new.value.worst.product >= old.value.worst.product
        assert new.value.best.product >= old.value.best.product
        assert not (new.safe is True and old.safe is not True)


@settings(max_examples=20)
@given(some_found, some_controls, some_answers, relieved, st.data())
def test_an_added_fail_never_makes_a_cell_better(found, controls, weighed, free, data):
    worse = replaced(found, data, {PASS}, st.just(FAIL))
    before, after = table(found, controls, weighed, free), table(worse, controls, weighed, free)
    for old, new in zip(before.cells, after.cells, strict=True):
        assert new.value.worst.product >= old.value.worst.product


@settings(max_examples=20)
@given(some_found, some_controls, some_answers)
def test_where_no_kind_is_named_a_mark_means_that_the_control_is_met(found, controls, weighed):
    plain = {name: one for name, one in found.items() if isinstance(one, Outcome)}
    general = [replace(one, attestation=replace(one.attestation, assets=())) for one in weighed]
    whole = assessed(plain, controls, general)
    sight = Sight(whole, CITY, tuple(general), KINDS, MODEL)
    for name in IDS:
        met = status_of(whole, name) is Status.MET
        assert (sign(sight, name, MODEL.countermeasure(name).kinds[0]).mark is Mark.YES) is met
