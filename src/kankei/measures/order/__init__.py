"""The shape of the international system."""
