"""A run, or several, as one page to look at (`pincite eval report`)."""
