"""Settings built from other settings, without any call."""
