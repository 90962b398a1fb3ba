"""The local page: what was built, served on loopback only."""
