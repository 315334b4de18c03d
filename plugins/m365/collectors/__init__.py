"""The collectors: one short function per setting."""
