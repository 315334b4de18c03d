"""Public tools for plugin authors: a local server that plays a recorded or hand-written service.

    player = Player(Script.from_folder(folder), faults=[Fault("/v1.0/users", Reply(429, …), times=1)])
    with FixtureServer(player) as server:
        …  # point the plugin's base URL at server.url
    assert [request.path for request in player.log] == […]

A `Player` answers inside the process as well: give it a `Request`, get what it would do.
"""

from scanner.testing.player import Fault as Fault, Hang as Hang, Player as Player, Reset as Reset
from scanner.testing.script import Reply as Reply, Request as Request, Script as Script
from scanner.testing.server import FixtureServer as FixtureServer

__all__ = ["Fault", "FixtureServer", "Hang", "Player", "Reply", "Request", "Reset", "Script"]
