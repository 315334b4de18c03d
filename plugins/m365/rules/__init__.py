"""Pure reasoning over settings that more than one check needs."""
