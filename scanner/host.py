"""Finds plugins by entry point and keeps going without the ones that can't be loaded."""

import pluggy

hookimpl = pluggy.HookimplMarker("tenken")
