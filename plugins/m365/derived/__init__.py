"""Settings that follow from other settings."""
