"""eval of pincite."""
