"""Collectors: one short function per setting, its IAM actions beside it."""
