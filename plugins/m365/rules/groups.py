"""What of a group's people is seen."""

SHOWN = 20
"""How many an expanded relationship shows at most: learn.microsoft.com/graph/query-parameters, $expand."""
