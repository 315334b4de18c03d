"""Where all types of `kinds` are recorded.

A recorder of "all types" covers also what its region doesn't record: elsewhere none would prove nothing.

Source: AWS Config Developer Guide, "Resource Coverage by Region Availability", the tables of the Americas and
of Asia Pacific.
"""

AMERICAS = ("ca-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2")
ASIA_PACIFIC = (
    "ap-east-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
)
RECORDED_IN = frozenset(AMERICAS + ASIA_PACIFIC)
