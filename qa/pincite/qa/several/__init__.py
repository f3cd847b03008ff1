"""Answers that are several things: what asks for them, where they stand, how they are cut."""
