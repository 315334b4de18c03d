"""Event rules and topics: one list a region, then each rule's targets and each topic's subscribers."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.notices import EventRule, EventTargets, Subscribers, Topic
from scanner import collector


@collector("events:ListRules")
def event_rules(region: Region, aws: AwsConnection) -> Iterator[EventRule]:
    for rule in aws.items("events.ListRules", "Rules", region.name):
        yield EventRule(
            name=rule["Name"],
            region=region.name,
            state=rule["State"],
            pattern=rule.get("EventPattern"),  # a rule has a pattern, a schedule, or both (PutRule)
        )


@collector("events:ListTargetsByRule")
def event_targets(rule: EventRule, aws: AwsConnection) -> EventTargets:
    found = aws.items("events.ListTargetsByRule", "Targets", rule.region, Rule=rule.name)
    return EventTargets(rule=rule, targets=tuple(sorted({target["Arn"] for target in found})))


@collector("sns:ListTopics")
def topics(region: Region, aws: AwsConnection) -> Iterator[Topic]:
    for topic in aws.items("sns.ListTopics", "Topics", region.name):
        yield Topic(arn=topic["TopicArn"], region=region.name)


@collector("sns:ListSubscriptionsByTopic")
def subscribers(topic: Topic, aws: AwsConnection) -> Subscribers:
    # Asked topic by topic: ListSubscriptions leaves out what other accounts subscribed.
    found = aws.items("sns.ListSubscriptionsByTopic", "Subscriptions", topic.region, TopicArn=topic.arn)
    states = [subscription["SubscriptionArn"] for subscription in found]
    confirmed = sum(state.startswith("arn:") for state in states)
    return Subscribers(topic=topic, confirmed=confirmed, pending=states.count("PendingConfirmation"))
