import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.qa.parsed_question import AnswerType
from pincite.qa.values import Amount, Moment, compare, parse_value


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("450,000", "nearly 450,000"),
        ("27 March 1999", "March 1999"),
        ("1.5 billion", "1,500 million"),
        ("Nissan Motor Co.", "Nissan"),
        ("nine", "9"),
        ("7 %", "7 per cent"),
        ("€4bn", "4 billion euros"),
        ("10.6 million", "10,608,366"),
        ("J. Smith", "Jane Smith"),
        ("1.234,5", "1,234.5"),
        ("1'234", "1\u00a0234"),
        ("1\u2009234", "1\u202f234"),
        ("every 6 months", "twice a year"),
        ("three quarters of an hour", "45 minutes"),
        ("24 months", "2 years"),
        ("90 days", "three months"),
        ("45p", "£0.45"),
        ("5,000 m", "5 km"),
        ("two thirds", "66.7 %"),
        ("4 pm", "16:00"),
        ("3/4/2020", "4 March 2020"),
        ("Q4 2017", "October 2017"),
        ("10-12 June 2024", "11 June 2024"),
        ("Aldo, Brisk and Corda", "Corda, Aldo and Brisk"),
        ("€4 billion (about US$5.2 billion)", "$5.2 billion"),
        ("Tangier", "Tangiers"),
        ("Łódź", "Lodz"),
        ("Car Park C", "car park C"),
        ("DKK 48m", "48 million Danish kroner"),
        ("5.5m EUR", "5,5 Mio. Euro"),
        ("eighteen and a half thousand", "18,500"),
        ("a million and a half", "1.5 million"),
        ("5 dozen", "60"),
        ("several hundred", "640"),
        ("tens of thousands", "24,000"),
        ("20-odd", "23"),
        ("two in five", "41 %"),
        ("barely 40 per cent", "39 %"),
        ("1,260 °C", "2300 °F"),
        ("532 nm", "0.532 µm"),
        ("12 kilotonnes", "12,000 t"),
        ("26 miles", "42 km"),
        ("6 ft 2 in", "188 cm"),
        ("half a mile", "0.8 km"),
        ("an hour and a half", "90 minutes"),
        ("1h 35m", "95 minutes"),
        ("2:09:14", "2 hours, 9 minutes and 14 seconds"),
        ("25 basis points", "a quarter of a point"),
        ("v4.2.1", "4.2.1"),
        ("half past seven in the evening", "19:30"),
        ("a quarter to five", "04:45"),
        ("seven o'clock", "7 p.m."),
        ("once a fortnight", "every 14 days"),
        ("three times a year", "every 4 months"),
        ("a day and a half", "36 hours"),
        ("420-bed", "420"),
        ("level 3", "third floor"),
        ("No. 3", "third"),
        ("one tenth", "10 per cent"),
        ("two euros fifty", "€2.50"),
        ("0555 014 7720", "+00 (0)555-0147720"),
        ("100% cotton", "cotton"),
        ("R. Ashby", "Rowena Ashby, secretary of the works' union"),
        ("Amblers, Tregarths and Vosses", "Voss, Ambler, Tregarth"),
        ("Mondays", "every Monday evening"),
        ("RP-4471", "RP4471"),
        ("William Ferris", "Bill Ferris"),
        ("Okonjo, Margaret", "Margaret Okonjo"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("twenty-first", "21st"),
    ],
)
def test_the_same_in_other_words_is_the_same(first: str, second: str) -> None:
    assert compare(parse_value(first), parse_value(second)) == "same"
    assert compare(parse_value(second), parse_value(first)) == "same"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("43.4 %", "43.3 %"),
        ("0555 2040", "0555 2060"),
        ("/var/copies/night", "/srv/copies/night"),
        ("14:00 to 19:00 every day", "11:00 to 20:00 every day"),
        ("5 mg twice a day", "2.5 mg"),
        ("Bramble & Rye", "Rye & Sons"),
        ("more than 470,000", "nearly 450,000"),
        ("52", "49 dB(A)"),
        ("25 kg", "20 kg"),
        ("£1,500", "£1,490"),
        ("€4 billion", "€4.3 billion"),
        ("up to 23 kg", "20 kg"),
        ("30 days", "28 days"),
        ("30 days", "six weeks"),
        ("spring 2026", "September 2026"),
        ("5 to 7 days", "7 to 10 days"),
        ("every 7 days", "every 14 days"),
        ("Car Park C", "Quay 2"),
        ("Anna Berg", "Jonas Marek"),
        ("Aldo, Brisk and Corda", "Aldo and Brisk"),
        ("27 March 1999", "28 March 1999"),
        ("5 mW", "5 MW"),
        ("several hundred", "2,100"),
        ("one in nine", "one in ten"),
        ("George V", "George VI"),
        ("4.2.1", "5.0"),
        ("third floor", "fourth floor"),
        ("half past seven in the morning", "19:30"),
        ("twice weekly", "every week"),
        ("third floor", "4th floor"),
        ("0555 014 7720", "0555 014 7721"),
    ],
)
def test_other_values_are_different(first: str, second: str) -> None:
    assert compare(parse_value(first), parse_value(second)) == "different"
    assert compare(parse_value(second), parse_value(first)) == "different"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("€4 billion", "$4 billion"),
        ("15 days", "three weeks of 5 working days"),
        ("10 kg", "10 litres"),
        ("£120 per year", "£11 per month"),
        ("March 1999", "450 people"),
        ("US$5", "A$5"),
    ],
)
def test_values_without_a_common_measure_are_incomparable(first: str, second: str) -> None:
    assert compare(parse_value(first), parse_value(second)) == "incomparable"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("the 15th century", "1460", "same"),
        ("the late 1950s", "1958", "same"),
        ("the late 1950s", "1952", "different"),
        ("the nineties", "1994", "same"),
        ("'98", "1998", "same"),
        ("3/4/15", "3 April 2015", "same"),
        ("Christmas 1998", "25 December 1998", "same"),
        ("2011-Q2", "May 2011", "same"),
        ("Q2/2011", "November 2011", "different"),
        ("the early 1600s", "1690", "different"),
    ],
)
def test_dates_are_compared_as_precisely_as_both_are_told(
    first: str, second: str, said: str
) -> None:
    values = [parse_value(text, AnswerType.DATE) for text in (first, second)]
    assert compare(*values) == said


def test_a_stretch_of_clock_times_is_also_as_long_as_it_is() -> None:
    stretch = parse_value("12.15 to 12.45", AnswerType.DURATION)
    assert compare(stretch, parse_value("30 minutes", AnswerType.DURATION)) == "same"
    assert compare(stretch, parse_value("an hour", AnswerType.DURATION)) == "different"


def test_what_is_asked_for_settles_whether_2017_is_a_year_or_a_number() -> None:
    assert isinstance(parse_value("2017", AnswerType.NUMBER).readings[0], Amount)
    assert isinstance(parse_value("2017", AnswerType.YEAR).readings[0], Moment)


@pytest.mark.parametrize("text", ["", "?", "---", "4.5.2", "()", "\u00a0", "²", "½", "9" * 400])
def test_anything_can_be_read(text: str) -> None:
    assert compare(parse_value(text), parse_value("12")) in {"same", "different", "incomparable"}


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(list(AnswerType)))
def test_the_order_of_two_values_does_not_matter(first: str, second: str, kind: AnswerType) -> None:
    one, other = parse_value(first, kind), parse_value(second, kind)
    assert compare(one, other) == compare(other, one)


@given(st.integers(min_value=1, max_value=10**12))
def test_a_number_is_the_same_in_every_format(number: int) -> None:
    written = [
        f"{number:,}",
        f"{number:,}".replace(",", "\u202f"),
        f"{number:,}".replace(",", "'"),
        str(number),
    ]
    values = [parse_value(text, AnswerType.NUMBER) for text in written]
    assert all(compare(values[0], value) == "same" for value in values)


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=1, max_value=999))
def test_small_counts_are_the_same_only_when_equal(first: int, second: int) -> None:
    said = compare(parse_value(f"{first} people"), parse_value(f"{second} people"))
    assert said == ("same" if first == second else "different")


def test_a_range_of_no_unit_is_no_amount_of_money() -> None:
    assert compare(parse_value("£15"), parse_value("4 to 15")) == "incomparable"
