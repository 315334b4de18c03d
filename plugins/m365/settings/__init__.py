"""The settings of a Microsoft 365 tenant, one file per topic."""
