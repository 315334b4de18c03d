"""What Tenken costs beside the SDK, and how quickly it starts. Run with `make bench`."""
