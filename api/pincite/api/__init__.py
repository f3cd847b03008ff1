"""api of pincite."""
