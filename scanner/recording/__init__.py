"""Recordings of a service's answers, without anything that says whose they are."""

from scanner.recording.anonymiser import Anonymiser
from scanner.recording.exchange import Exchange, Recording
from scanner.recording.folder import LeftoverError, files_of

__all__ = ["Anonymiser", "Exchange", "LeftoverError", "Recording", "files_of"]
