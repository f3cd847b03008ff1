"""HTML by small functions; every text is escaped where it enters."""

from collections.abc import Iterable, Sequence
from html import escape


def text(value: object) -> str:
    """The value as text that HTML shows as it is."""
    return escape(str(value), quote=True)


def tag(name: str, inner: str | Iterable[str] = "", **attributes: object) -> str:
    """An element around markup; `class_` and the like lose their underscore.

    >>> tag("p", text("a < b"), class_="x")
    '<p class="x">a &lt; b</p>'
    """
    held = inner if isinstance(inner, str) else "".join(inner)
    return f"<{name}{_written(attributes)}>{held}</{name}>"


def lone(name: str, **attributes: object) -> str:
    """An element of SVG without content.

    >>> lone("line", x1=0, stroke_width=2)
    '<line x1="0" stroke-width="2"/>'
    """
    return f"<{name}{_written(attributes)}/>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, class_: str = "") -> str:
    """A table of markup cells; its first column names the rows."""
    top = tag("tr", (tag("th", cell, scope="col") for cell in head))
    body = (
        tag("tr", [tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:])])
        for row in rows
    )
    inner = tag("thead", top) + tag("tbody", body)
    return tag("div", tag("table", inner, class_=class_), class_="scroll")


def _written(attributes: dict[str, object]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{text(value)}"'
        for name, value in attributes.items()
        if value is not None and value != ""
    )
