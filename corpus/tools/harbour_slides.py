"""Makes a presentation from titles, lines, tables and notes."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from make_documents import OFFICE, PACKAGE, TYPES, zipped

NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    f' xmlns:r="{OFFICE}"'
)
TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
BULLET = '<a:lvl1pPr><a:buChar char="•"/></a:lvl1pPr>'
COLOURS = "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split()
MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2"'
    ' accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink"'
    ' folHlink="folHlink"/>'
)
Talk = Sequence[tuple[str, Sequence[str], Sequence[Sequence[str]], str]]
"""For each slide its title, lines, table and notes."""


def presentation(talk: Talk) -> bytes:
    """The presentation as a file."""
    numbers = range(1, len(talk) + 1)
    ids = "".join(f'<p:sldId id="{255 + at}" r:id="r{at + 2}"/>' for at in numbers)
    kinds = {"ppt/presentation.xml": "presentationml.presentation.main"}
    kinds["ppt/theme/theme1.xml"] = "theme"
    kinds["ppt/slideMasters/slideMaster1.xml"] = "presentationml.slideMaster"
    kinds["ppt/slideLayouts/slideLayout1.xml"] = "presentationml.slideLayout"
    main = [("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml")]
    parts = {
        "ppt/presentation.xml": f"<p:presentation {NAMES}><p:sldMasterIdLst><p:sldMasterId "
        f'id="2147483648" r:id="r1"/></p:sldMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>'
        '<p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
        "</p:presentation>",
        "ppt/theme/theme1.xml": _theme(),
        "ppt/slideMasters/slideMaster1.xml": _master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            [("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")]
        ),
        "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {NAMES}><p:cSld><p:spTree>{TREE}"
        "</p:spTree></p:cSld></p:sldLayout>",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        ),
    }
    for at, (title, lines, table, notes) in zip(numbers, talk, strict=True):
        main.append(("slide", f"slides/slide{at}.xml"))
        kinds[f"ppt/slides/slide{at}.xml"] = "presentationml.slide"
        parts[f"ppt/slides/slide{at}.xml"] = _slide(title, lines, table, is_first=at == 1)
        own = [("slideLayout", "../slideLayouts/slideLayout1.xml")]
        if notes:
            own.append(("notesSlide", f"../notesSlides/notesSlide{at}.xml"))
            kinds[f"ppt/notesSlides/notesSlide{at}.xml"] = "presentationml.notesSlide"
            parts[f"ppt/notesSlides/notesSlide{at}.xml"] = _notes(notes)
            parts[f"ppt/notesSlides/_rels/notesSlide{at}.xml.rels"] = _relations(
                [("slide", f"../slides/slide{at}.xml")]
            )
        parts[f"ppt/slides/_rels/slide{at}.xml.rels"] = _relations(own)
    parts["ppt/_rels/presentation.xml.rels"] = _relations(main)
    return zipped({**_package(kinds), **parts})


def _package(kinds: dict[str, str]) -> dict[str, str]:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{TYPES}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        f'Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations([("officeDocument", "ppt/presentation.xml")]),
    }


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def _slide(
    title: str, lines: Sequence[str], table: Sequence[Sequence[str]], *, is_first: bool
) -> str:
    shapes = _shape(2, "ctrTitle" if is_first else "title", [title])
    if lines:
        shapes += _shape(3, "subTitle" if is_first else "body", lines)
    if table:
        shapes += _table(table)
    return f"<p:sld {NAMES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld></p:sld>"


def _shape(number: int, kind: str, lines: Sequence[str]) -> str:
    written = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{kind}"/><p:cNvSpPr/><p:nvPr>'
        f'<p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
        f"{written}</p:txBody></p:sp>"
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    written = "".join(
        '<a:tr h="370840">'
        + "".join(
            f"<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>{escape(cell)}</a:t></a:r></a:p>"
            "</a:txBody><a:tcPr/></a:tc>"
            for cell in row
        )
        + "</a:tr>"
        for row in rows
    )
    grid = '<a:gridCol w="2000000"/>' * len(rows[0])
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="table"/><p:cNvGraphicFramePr/>'
        '<p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="500000" y="2000000"/><a:ext cx="8000000"'
        ' cy="2000000"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/'
        f'drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{grid}</a:tblGrid>'
        f"{written}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _notes(words: str) -> str:
    shapes = _shape(2, "body", [words])
    return f"<p:notes {NAMES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld></p:notes>"


def _master() -> str:
    return (
        f"<p:sldMaster {NAMES}><p:cSld><p:spTree>{TREE}{_shape(2, 'body', [''])}</p:spTree>"
        f'</p:cSld>{MAP}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="r1"/>'
        f"</p:sldLayoutIdLst><p:txStyles><p:titleStyle/><p:bodyStyle>{BULLET}</p:bodyStyle>"
        "<p:otherStyle/></p:txStyles></p:sldMaster>"
    )


def _theme() -> str:
    colours = "".join(f'<a:{name}><a:srgbClr val="204060"/></a:{name}>' for name in COLOURS)
    font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'<a:theme {NAMES} name="plain"><a:themeElements><a:clrScheme name="plain">{colours}'
        f'</a:clrScheme><a:fontScheme name="plain"><a:majorFont>{font}</a:majorFont><a:minorFont>'
        f'{font}</a:minorFont></a:fontScheme><a:fmtScheme name="plain"><a:fillStyleLst>{fill * 3}'
        f"</a:fillStyleLst><a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
