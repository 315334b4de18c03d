"""Framework data: documents, editions, profiles, facts, signals and limits, as YAML."""
