from pincite.corpus import Table, find_blocks


def table_of(text):
    (table,) = [block for block in find_blocks(text) if isinstance(block, Table)]
    return table


def written(text, cells):
    return [text[cell.span.start : cell.span.end] for cell in cells]


def test_a_piped_table_gives_every_cell_its_own_characters():
    text = "| Year | 2011 |\n| :-- | --: |\n| Renault | **2,722,062** |\n| Nissan | |\n"
    table = table_of(text)
    assert written(text, table.header) == ["Year", "2011"]
    assert [written(text, row) for row in table.rows] == [["Renault", "2,722,062"], ["Nissan", ""]]
    assert [(cell.row, cell.column) for cell in table.rows[1]] == [(1, 0), (1, 1)]


def test_a_table_needs_no_outer_pipes_and_no_border():
    text = "Maker | Units\nRenault | 5\nNissan | 7\n"
    table = table_of(text)
    assert written(text, table.header) == ["Maker", "Units"]
    assert len(table.rows) == 2


def test_a_table_of_figures_alone_has_no_header():
    text = "| 2011 | 5 |\n| 2012 | 7 |\n"
    assert table_of(text).header == ()


def test_a_header_with_a_comment_in_it_is_mended():
    text = (
        "Milestones\n|<!-- keep this narrow, it is cut off otherwise (\n"
        '<th id="x7">Date Milestone |\n| --- |\n| Jul 2009 | Start |\n| 2011 | A record |\n'
    )
    table = table_of(text)
    assert written(text, table.header) == ["Date", "Milestone"]
    assert text[table.caption.start : table.caption.end] == "Milestones"


def test_ragged_rows_are_told():
    text = "| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |\n| 1 |\n| 1 | 2\n"
    table = table_of(text)
    assert [table.is_ragged(row) for row in range(3)] == [False, True, True]


def test_an_escaped_pipe_parts_no_cells():
    text = "| Sign | Use |\n|---|---|\n| a \\| b | or |\n"
    assert written(text, table_of(text).rows[0]) == ["a \\| b", "or"]


def test_prose_with_a_pipe_is_no_table():
    text = "Use a | b to pipe.\nThen go on with the rest of the text.\n"
    assert not [block for block in find_blocks(text) if isinstance(block, Table)]


def test_lines_with_tabs_are_a_table():
    text = "Plant\tUnits\nChennai\t400,000\nBusan\t80,000\n"
    table = table_of(text)
    assert written(text, table.header) == ["Plant", "Units"]
    assert written(text, table.rows[1]) == ["Busan", "80,000"]


def test_columns_of_spaces_are_a_table():
    text = (
        "Part no.   Description           Price EUR\n"
        "TP-1104    Outdoor sensor            24.50\n"
        "TP-1310    Fan with motor, large    412.00\n"
        "TP-1402    Inverter board\n"
    )
    table = table_of(text)
    assert written(text, table.header) == ["Part no.", "Description", "Price EUR"]
    assert [written(text, row) for row in table.rows] == [
        ["TP-1104", "Outdoor sensor", "24.50"],
        ["TP-1310", "Fan with motor, large", "412.00"],
        ["TP-1402", "Inverter board"],
    ]


def test_ruled_columns_hold_where_a_cell_crosses_them():
    text = (
        "Property   Unit  Small  Large\n"
        "---------  ----  -----  -----\n"
        "Weight     kg    118    131\n"
        "Width      mm    1,120 in all\n"
        "Fuse       A     16     20\n"
    )
    table = table_of(text)
    assert written(text, table.header) == ["Property", "Unit", "Small", "Large"]
    assert written(text, table.rows[1]) == ["Width", "mm", "1,120 in all"]
    assert written(text, table.rows[2]) == ["Fuse", "A", "16", "20"]


def test_the_line_that_names_a_table_is_its_caption():
    text = "# Plants\n\nCapacity of selected plants\n\n| A | B |\n|---|---|\n| x | 1 |\n"
    table = table_of(text)
    assert text[table.caption.start : table.caption.end] == "Capacity of selected plants"
    assert table.path == ("Plants",)


def test_columns_hold_where_a_long_cell_runs_into_the_next():
    text = (
        "What        How long              Who\n"
        "Files       7 years               People\n"
        "Lists       30 days               Fleet\n"
        "Bookings    6 years after the end Finance\n"
        "Contacts    while on a list, and for a year\n"
    )
    table = table_of(text)
    assert written(text, table.header) == ["What", "How long", "Who"]
    assert written(text, table.rows[2]) == ["Bookings", "6 years after the end", "Finance"]
    assert written(text, table.rows[3])[:2] == ["Contacts", "while on a list, and for a year"]


def test_a_table_indented_under_a_numbered_item_is_a_table():
    text = (
        "1. Apologies\n   None were received.\n\n2. Losses\n   In March as follows:\n\n"
        "   Ward       Beds   Staff\n   North        14       9\n   South         7      11\n\n"
        "3. Close\n   The meeting ended.\n"
    )
    table = table_of(text)
    assert written(text, table.header) == ["Ward", "Beds", "Staff"]
    assert text[table.caption.start : table.caption.end] == "In March as follows:"


def test_a_table_right_below_a_numbered_line_bears_its_words():
    text = (
        "8. FEES\n   They stay.\n\n9. DATES\n   Day        Room\n   ----------------\n"
        "   Monday     Hall\n   Friday     Attic\n"
    )
    table = table_of(text)
    assert written(text, table.rows[1]) == ["Friday", "Attic"]
    assert text[table.caption.start : table.caption.end] == "DATES"
