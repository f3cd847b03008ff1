"""The date a document speaks from."""


def find_as_of(text: str, title: str, source: str) -> str | None:
    """YYYY, YYYY-MM or YYYY-MM-DD that the text clearly speaks from, or None."""
    return None
