"""A source beside the APIs: what an aggregator of AWS Config holds of many accounts.

Each resource type is queried once for all accounts and regions. Its configuration items become what the
API's own list would hold, by the shapes of the SDK, so that collectors, settings and checks stay as they are.
"""
