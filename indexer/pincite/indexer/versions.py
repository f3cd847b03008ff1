"""The versions a generation is made with."""

FORMAT = 3
"""Of the store; raised when its tables change."""
CHUNKING = 1
"""Raised when the same document would give other blocks or passages."""
READING = 8
"""Raised when the same file would give another document; then files are read again."""
