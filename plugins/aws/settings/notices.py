"""Who is told of an event: rules, their targets, and topics with confirmed subscribers."""

from plugins.aws.settings.account import Region
from plugins.aws.settings.vpc import Blindness
from scanner import setting, value


@setting("AWS::Events::Rule", key="name", name="name", region="region")
class EventRule:
    """A rule of the default event bus, where the events of AWS services arrive.

    `pattern` is JSON text, None for a rule that a schedule starts. `state` is ENABLED, DISABLED or
    ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS. Source: EventBridge ListRules, API type Rule.
    """

    name: str
    region: str
    state: str
    pattern: str | None


@setting("AWS::Events::Rule/targets", of="rule")
class EventTargets:
    """The ARNs of what a rule starts or tells. Source: EventBridge ListTargetsByRule, ``Arn``."""

    rule: EventRule
    targets: tuple[str, ...]


@setting("AWS::SNS::Topic", key="arn", name="arn", region="region")
class Topic:
    """A topic. Source: SNS ListTopics, ``TopicArn``."""

    arn: str
    region: str


@setting("AWS::SNS::Topic/subscribers", of="topic")
class Subscribers:
    """How many subscriptions of a topic are confirmed, and how many still wait; no addresses.

    Source: SNS ListSubscriptionsByTopic; ``SubscriptionArn`` is an ARN only once the subscription is
    confirmed, else PendingConfirmation or Deleted (SNS Developer Guide, "Deleting a subscription").
    """

    topic: Topic
    confirmed: int
    pending: int


@value
class Notice:
    """A rule that is switched on, and whom it tells.

    `told` names the topics with a confirmed subscriber, `untold` those without, `elsewhere` every
    other target: a queue, a function, another account's topic, of which nobody can be seen reading.
    """

    rule: str
    pattern: str
    told: tuple[str, ...]
    untold: tuple[str, ...]
    elsewhere: tuple[str, ...]


@setting("AWS::Region/notices", of="region")
class Notices:
    """What is told to whom in one region; `blind` names what of it could not be read."""

    region: Region
    notices: tuple[Notice, ...]
    topics: tuple[str, ...]
    confirmed: tuple[str, ...]
    blind: tuple[Blindness, ...]
