"""Made-up pictures: a way from the internet to a server, and who may download."""

from scanner import Edge, Mark, Message, Node, PathPicture, Row, TablePicture


def node(id, mark=Mark.PLAIN):
    return Node(id=id, kind=Message.of("a stop"), label=f"name of {id}", mark=mark)


WAY = PathPicture(
    nodes=(node("internet"), node("igw"), node("server", Mark.BAD)),
    edges=(
        Edge(source="internet", target="igw", label="0.0.0.0/0", mark=Mark.PLAIN),
        Edge(source="igw", target="server", label=Message.of("port {port}", port=22), mark=Mark.BAD),
    ),
)
TRUTH = TablePicture(
    columns=(Message.of("device"), Message.of("downloads")),
    rows=(
        Row(cells=("managed", True), mark=Mark.PLAIN),
        Row(cells=(Message.of("any other"), None), mark=Mark.UNKNOWN),
    ),
)
