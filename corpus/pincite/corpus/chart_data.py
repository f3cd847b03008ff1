"""The numbers behind a chart in a presentation, as a table."""

from lxml import etree

from pincite.corpus.cell_values import written_number
from pincite.corpus.drafts import CellDraft, TableDraft, on_one_line

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_MOST_POINTS = 100_000


def draft_chart(root: etree._Element) -> TableDraft | None:
    """A row for each category, a column for each series; None where the chart holds no values."""
    series = list(root.iter(f"{C}ser"))
    columns = [_points(one, "val", "yVal") for one in series]
    if not any(columns):
        return None
    categories = next(filter(None, (_points(one, "cat", "xVal") for one in series)), {})
    places = sorted(set(categories).union(*columns))[:_MOST_POINTS]
    names = [_name(one) for one in series]
    rows = [tuple(CellDraft(words) for words in ("", *names))]
    for place in places:
        values = (column.get(place, "") for column in columns)
        rows.append(tuple(CellDraft(words) for words in (categories.get(place, ""), *values)))
    return TableDraft(tuple(rows), 1, _title(root))


def _points(series: etree._Element, *names: str) -> dict[int, str]:
    """The words of a series' points by their place, as the file last saw them."""
    for name in names:
        for cache in series.iterfind(f"{C}{name}//{C}pt/.."):
            written = cache.findtext(f"{C}formatCode") or ""
            is_number = cache.tag in (f"{C}numCache", f"{C}numLit")
            found = {}
            for at, point in enumerate(cache.iterfind(f"{C}pt")):
                index = point.get("idx", "")
                words = on_one_line(point.findtext(f"{C}v") or "")
                place = int(index) if index.isascii() and index.isdigit() else at
                found[place] = written_number(words, written) if is_number and words else words
            return found
    return {}


def _name(series: etree._Element) -> str:
    title = series.find(f"{C}tx")
    return (
        on_one_line(" ".join(at.text or "" for at in title.iter(f"{C}v")))
        if title is not None
        else ""
    )


def _title(root: etree._Element) -> str:
    title = root.find(f"{C}chart/{C}title")
    return (
        on_one_line("".join(at.text or "" for at in title.iter(_A_TEXT)))
        if title is not None
        else ""
    )
