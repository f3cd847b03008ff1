"""How the value of a workbook's cell is written out: numbers, per cent, dates."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_PLAIN_FORMATS = {9: "0%", 10: "0.00%"}
_DATE_FORMATS = {14: "d", 15: "d", 16: "d", 17: "d", 22: "d h"} | dict.fromkeys(range(27, 37), "d")
_TIME_FORMATS = dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h")
BUILT_IN_FORMATS = _PLAIN_FORMATS | _DATE_FORMATS | _TIME_FORMATS
"""What the numbers of formats mean that no workbook spells out, as far as it matters here."""
_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.I)
"""Parts of a format that are written as they stand, colours and conditions."""
_DATE_PART = re.compile(r"[dy]", re.I)
_TIME_PART = re.compile(r"[hs]", re.I)
_DECIMALS = re.compile(r"\.([0#?]+)")
_LARGEST_DAY = 2_958_466
"""The day after 9999-12-31."""


def written_number(digits: str, number_format: str, *, from_1904: bool = False) -> str:
    """The number as a person reads it: dates ISO, per cent as shown, else its shortest form.

    >>> written_number("0.1234", "0.0%"), written_number("3.0", "General")
    ('12.3%', '3')
    >>> written_number("42795", "dd/mm/yyyy"), written_number("0.1", '0.00" d"')
    ('2017-03-01', '0.1')
    """
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return digits
    if not value.is_finite() or abs(value.adjusted()) > 400:
        return digits
    code = _SAID.sub("", number_format.split(";")[0])
    if "%" in code:
        return _per_cent(value, code)
    if _DATE_PART.search(code) or _TIME_PART.search(code):
        moment = _moment(value, code, from_1904)
        if moment is not None:
            return moment
    return _shortest(value)


def is_date_format(number_format: str) -> bool:
    """Whether numbers in this format are days or times."""
    code = _SAID.sub("", number_format.split(";")[0])
    return bool(_DATE_PART.search(code) or _TIME_PART.search(code)) and "%" not in code


def _per_cent(value: Decimal, code: str) -> str:
    decimals = _DECIMALS.search(code)
    places = min(len(decimals[1]), 30) if decimals else 0
    try:
        shown = (value * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:
        return f"{_shortest(value * 100)}%"
    if decimals and "0" not in decimals[1]:
        return f"{_shortest(shown)}%"
    return f"{shown:f}%"


def _moment(value: Decimal, code: str, from_1904: bool) -> str | None:
    """None where the number lies outside the calendar."""
    if not 0 <= value < _LARGEST_DAY:
        return None
    seconds = round(float(value) * 86_400)
    if not _DATE_PART.search(code):
        hours, rest = divmod(seconds if "[" in code else seconds % 86_400, 3600)
        return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"
    day_0 = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    if not from_1904 and value < 60:
        day_0 += timedelta(days=1)
    try:
        moment = day_0 + timedelta(seconds=seconds)
    except OverflowError:
        return None
    is_day = seconds % 86_400 == 0
    return moment.date().isoformat() if is_day else moment.isoformat(sep=" ")


def _shortest(value: Decimal) -> str:
    """Fifteen digits at most, as a workbook shows them, without zeros that say nothing."""
    if value == value.to_integral_value() and abs(value) < 10**15:
        return str(int(value))
    return format(float(value), ".15g")
