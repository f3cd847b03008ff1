import pytest

from pincite.corpus import Heading, Paragraph, SkippedError, Table, UnreadableError
from pincite.corpus.cell_values import written_number
from pincite.corpus.workbook_reader import WorkbookReader

FORMATS = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="[Red]#,##0.00 &quot;days&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/>'
    '<xf numFmtId="165"/></cellXfs>'
)


def read(data):
    return WorkbookReader().read(data, "sales-2017.xlsx")


def text(place, words):
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(place, value, style=0):
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def rows(*cells_of_rows, first=1):
    numbered = (
        f'<row r="{at}">{"".join(cells)}</row>'
        for at, cells in enumerate(cells_of_rows, start=first)
    )
    return "".join(numbered)


def sheet(content, merges=()):
    merged = "".join(f'<mergeCell ref="{merge}"/>' for merge in merges)
    return f"<sheetData>{content}</sheetData><mergeCells>{merged}</mergeCells>"


def words(document, cells):
    return [document.quote(cell.span) for cell in cells]


def blocks(document, kind):
    return [block for block in document.blocks if isinstance(block, kind)]


def test_a_row_is_a_line_and_values_stand_as_they_are_shown(office):
    content = rows(
        [text("A1", "Maker"), text("B1", "Units"), text("C1", "Share"), text("D1", "Since")],
        [
            text("A2", "Renault"),
            number("B2", "3.0"),
            number("C2", "0.1234", 1),
            number("D2", 42795, 2),
        ],
        [
            text("A3", "Nissan"),
            number("B3", "0.1", 3),
            number("C3", "0.5", 1),
            number("D3", 42796.5, 2),
        ],
    )
    document = read(office.workbook({"Sales": sheet(content)}, styles=FORMATS))
    assert document.text == (
        "Sales\n\nMaker\tUnits\tShare\tSince\nRenault\t3\t12.3%\t2017-03-01\n"
        "Nissan\t0.1\t50.0%\t2017-03-02 12:00:00\n"
    )
    (table,) = blocks(document, Table)
    assert words(document, table.header) == ["Maker", "Units", "Share", "Since"]
    assert words(document, table.rows[1]) == ["Nissan", "0.1", "50.0%", "2017-03-02 12:00:00"]
    assert table.path == ("Sales",)


def test_sheets_follow_one_another_under_their_names(office):
    one, two = sheet(rows([text("A1", "x")])), sheet(rows([text("A1", "y")]))
    document = read(office.workbook({"First": one, "Second": two}))
    assert document.text == "First\n\nx\n\nSecond\n\ny\n"
    assert [document.quote(block.span) for block in blocks(document, Heading)] == [
        "First",
        "Second",
    ]


def test_a_title_above_and_a_note_below_are_no_rows_of_the_table(office):
    content = rows(
        [text("A1", "Sales by maker")],
        [text("A2", "Maker"), text("B2", "Units")],
        [text("A3", "Renault"), number("B3", 5)],
        [text("A4", "Nissan"), number("B4", 6)],
        [text("A5", "Source: own counting")],
    )
    document = read(office.workbook({"S": sheet(content)}))
    (table,) = blocks(document, Table)
    assert [words(document, row) for row in table.rows] == [["Renault", "5"], ["Nissan", "6"]]
    above, below = blocks(document, Paragraph)
    assert document.quote(above.span) == "Sales by maker"
    assert document.quote(below.span) == "Source: own counting"


def test_merged_headers_name_each_column_in_full(office):
    content = rows(
        [text("A1", "Maker"), text("B1", "2016"), text("D1", "2017")],
        [text("B2", "Units"), text("C2", "Share"), text("D2", "Units"), text("E2", "Share")],
        [text("A3", "Renault"), *(number(f"{letter}3", 5) for letter in "BCDE")],
        [text("A4", "Nissan"), *(number(f"{letter}4", 6) for letter in "BCDE")],
    )
    document = read(office.workbook({"S": sheet(content, ["A1:A2", "B1:C1", "D1:E1"])}))
    (table,) = blocks(document, Table)
    assert words(document, table.header) == [
        "Maker",
        "2016 Units",
        "2016 Share",
        "2017 Units",
        "2017 Share",
    ]
    assert words(document, table.rows[0]) == ["Renault", "5", "5", "5", "5"]


def test_empty_rows_part_tables_and_empty_cells_keep_their_place(office):
    first = rows([text("A1", "a"), text("C1", "c")], [text("A2", "d"), text("B2", "e")])
    second = rows([text("A9", "x"), text("B9", "y")], first=9)
    document = read(office.workbook({"S": sheet(first + second)}))
    assert document.text == "S\n\na\t\tc\nd\te\t\n\nx\ty\n"
    assert len(blocks(document, Table)) == 2


def test_shared_strings_are_read_with_all_their_runs(office):
    strings = "<si><t>one</t></si><si><r><t>two </t></r><r><t>words</t></r></si>"
    content = rows(['<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>'])
    document = read(office.workbook({"S": sheet(content)}, strings=strings))
    assert document.text == "S\n\ntwo words\tone\n"


def test_two_cells_at_far_ends_of_a_sheet_do_not_blow_it_up(office):
    content = rows(*([number(f"A{at}", 1), number(f"XFD{at}", 2)] for at in range(1, 500)))
    assert len(read(office.workbook({"S": sheet(content)})).text) < 5000


@pytest.mark.parametrize(
    ("digits", "number_format", "written"),
    [
        ("0.125", "0%", "13%"),
        ("1.5E-3", "0.00%", "0.15%"),
        ("0.30000000000000004", "", "0.3"),
        ("123456789", "#,##0", "123456789"),
        ("0.75", "h:mm", "18:00:00"),
        ("1.5", "[h]:mm", "36:00:00"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("-5", "yyyy-mm-dd", "-5"),
        ("1e999999", "0%", "1e999999"),
        ("#N/A", "", "#N/A"),
    ],
)
def test_numbers_are_written_as_a_person_reads_them(digits, number_format, written):
    assert written_number(digits, number_format) == written


def test_a_workbook_without_cells_is_skipped(office):
    with pytest.raises(SkippedError, match="without a filled cell"):
        read(office.workbook({"S": sheet("")}))


def test_what_is_no_workbook_is_unreadable(office):
    with pytest.raises(UnreadableError, match="not a zip file"):
        read(b"a,b")
    with pytest.raises(UnreadableError, match="is missing"):
        read(office.zipped({"word/document.xml": "<a/>"}))
