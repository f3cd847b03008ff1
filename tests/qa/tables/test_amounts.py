import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.qa.tables.amounts import column_mark, common_style, format_amount, parse_amount
from pincite.qa.tables.values import Kind, date_order, read_value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,234.5", 1234.5, None),
        ("1.234,5", 1234.5, None),
        ("1'234", 1234, None),
        ("1 234 567", 1234567, None),
        ("1\u202f234", 1234, None),
        ("(12)", -12, None),
        ("−3.2 %", -3.2, "%"),
        ("12 %", 12, "%"),
        ("€4bn", 4e9, "€"),
        ("EUR 4.3 billion", 4.3e9, "EUR"),
        ("NOK\u00a0610", 610, "NOK"),
        ("2.5 kg", 2.5, "kg"),
        ("nearly 200", 200, None),
        ("£28.00", 28, "£"),
    ],
)
def test_amounts_are_read_with_unit_and_magnitude(text: str, value: float, unit: str) -> None:
    amount = parse_amount(text)
    assert amount is not None
    assert amount.value == pytest.approx(value)
    assert amount.unit == unit


@pytest.mark.parametrize(
    "text", ["", "-", "4 doors, 2 seats", "TP-1105", "1,12,345.6.7", "A4", "3 to 5"]
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert parse_amount(text) is None


def test_a_column_proves_what_one_number_leaves_open() -> None:
    mark = column_mark(["1.234", "12,5", "0,75"])
    amount = parse_amount("1.234", mark)
    assert amount is not None
    assert amount.value == 1234


@given(st.integers(-(10**9), 10**9))
def test_a_written_whole_number_reads_back(number: int) -> None:
    like = parse_amount("1,234")
    assert like is not None
    read = parse_amount(format_amount(float(number), like))
    assert read is not None
    assert read.value == number


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_amount(text)
    date_order(text)
    assert isinstance(read_value(text).kind, Kind)


def test_amounts_of_different_units_have_no_common_style() -> None:
    amounts = [amount for text in ("4 kg", "4 l") if (amount := parse_amount(text)) is not None]
    assert common_style(amounts) is None


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Mar 2009", "Apr 2009"),
        ("2010", "Mar 2010"),
        ("27 March 1999", "1999-03-28"),
        ("2009-10", "2010-11"),
    ],
)
def test_dates_are_in_order(earlier: str, later: str) -> None:
    one, other = date_order(earlier), date_order(later)
    assert one is not None
    assert other is not None
    assert one < other
