"""Paths laid out: every node has a place of its own, ways lead down, and circles end."""

from itertools import combinations

from hypothesis import given, strategies as st

from reports.html.drawing import BESIDE, HEIGHT, WIDTH, Drawing, drawings
from scanner import Edge, Mark, Message, Node, PathPicture
from scanner.picture import drawn
from scanner.wrapping import width_of
from tests.scanner.pictures import TRUTH, WAY


def edge(source, target, label="x"):
    return Edge(source=source, target=target, label=label, mark=Mark.PLAIN)


def path(names, edges):
    nodes = tuple(Node(id=one, kind=Message.of("a stop"), label=one, mark=Mark.PLAIN) for one in names)
    return Drawing(PathPicture(nodes=nodes, edges=tuple(edges)), str)


def rows(drawing):
    """The names of the nodes, from top to bottom."""
    found = {}
    for box in drawing.boxes:
        found.setdefault(box.y, []).append(box.node.id)
    return [found[y] for y in sorted(found)]


def test_a_way_leads_from_top_to_bottom():
    assert rows(Drawing(WAY, str)) == [["internet"], ["igw"], ["server"]]
    assert all(line.falls for line in Drawing(WAY, str).lines)


def test_two_ways_to_one_target_stand_side_by_side():
    assert rows(path("abcd", [edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d")])) == [
        ["a"],
        ["b", "c"],
        ["d"],
    ]


def test_a_circle_begins_at_its_first_node_and_ends():
    circle = path("abc", [edge("a", "b"), edge("b", "c"), edge("c", "a")])
    assert rows(circle) == [["a"], ["b"], ["c"]]
    assert [line.falls for line in circle.lines] == [True, True, False]


def test_a_long_label_is_cut_in_the_picture_and_has_room():
    long = path("ab", [edge("a", "b", "tcp 22 " * 30)])
    (line,) = long.lines
    assert width_of(line.short) <= BESIDE
    assert line.label == "tcp 22 " * 30
    assert long.width >= line.text_x + width_of(line.short) * 7


def test_what_a_finding_carries_is_laid_out_in_its_order():
    one, other = drawings({"pictures": drawn([TRUTH, WAY])}, str)
    assert (one.is_table, other.is_table) == (True, False)
    assert one.boxes == one.lines == ()


def test_a_path_without_nodes_is_drawn_as_nothing():
    assert path("", []).boxes == ()


def test_a_finding_without_pictures_has_none():
    assert drawings({"name": "x"}, str) == ()


def ways(known):
    """Names of nodes with any ways between them."""
    ends = st.sampled_from(known)
    return st.tuples(st.just(known), st.lists(st.tuples(ends, ends), max_size=10))


@given(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1, max_size=6).flatmap(ways))
def test_whatever_leads_where_every_node_has_a_place_of_its_own(made):
    known, pairs = made
    drawing = path(known, [edge(*pair) for pair in pairs])
    assert sorted(box.node.id for box in drawing.boxes) == sorted(known)
    assert len(drawing.lines) == len(pairs)
    for one, other in combinations(drawing.boxes, 2):
        assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT
    for box in drawing.boxes:
        assert box.x + WIDTH <= drawing.width
        assert box.y + HEIGHT <= drawing.height
