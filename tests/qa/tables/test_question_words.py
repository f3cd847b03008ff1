import pytest

from pincite.qa.tables.degrees import degree_of
from pincite.qa.tables.table_question import Operation, parse_table_question
from pincite.qa.tables.tokens import tokens_of


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("By what margin did the blue team beat the red team?", Operation.DIFFERENCE),
        ("How far behind the winner was the runner-up?", Operation.DIFFERENCE),
        ("Milk minus butter, what is left?", Operation.DIFFERENCE),
        ("How many cows are there for every farmer?", Operation.RATIO),
        ("2020 divided by 2010?", Operation.RATIO),
        ("What slice of the cake fund went to rent?", Operation.SHARE),
        ("Over the whole of 2021, how many calls came in?", Operation.SUM),
        ("Typically, how many eggs does a hen lay?", Operation.AVERAGE),
        ("Thirstiest month of the year?", Operation.LARGEST),
        ("Which hall brings up the rear?", Operation.SMALLEST),
        ("What place does Oslo take by rainfall?", Operation.RANK),
        ("From which year on did it pay for itself?", Operation.FIRST),
        ("How much dearer in per cent is the late ticket?", Operation.CHANGE),
    ],
)
def test_an_operation_is_recognised_in_many_words(question: str, operation: Operation) -> None:
    assert operation in parse_table_question(question).cues


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("Who took part in the harvest festival?", Operation.SHARE),
        ("Which rooms have more than 30 seats?", Operation.LARGEST),
        ("What percentage points separate them?", Operation.CHANGE),
        ("Is there a forest in the west?", Operation.LARGEST),
        ("My mark is 6.7. What does that mean for me?", Operation.AVERAGE),
        ("What do I pay for the whole year?", Operation.SUM),
    ],
)
def test_other_words_ask_for_nothing(question: str, operation: Operation) -> None:
    assert operation not in parse_table_question(question).cues


@pytest.mark.parametrize(
    ("question", "side", "value"),
    [
        ("Which rolls cost less than a euro?", "<", 1.0),
        ("When did it pass half a million?", ">", 500_000.0),
        ("How many wards have at least thirty beds?", ">=", 30.0),
        ("Which clubs have 12 or more courts?", ">=", 12.0),
        ("Which boats leave before 9:30?", "<", 570.0),
        ("Which posts gave out no bananas?", "=", 0.0),
        ("Which is less expensive than 40 euros?", "<", 40.0),
    ],
)
def test_a_condition_is_read(question: str, side: str, value: float) -> None:
    bound = parse_table_question(question).bounds[0]
    assert (bound.side.value, bound.value) == (side, value)


def test_a_number_written_as_a_quantity_is_no_year() -> None:
    bounds = parse_table_question("In which years did more than 2,000 run?").bounds
    assert [bound.is_year for bound in bounds] == [False]


def test_two_numbers_bound_from_both_sides() -> None:
    (bound,) = parse_table_question("How many towers are between 30 and 50 metres high?").bounds
    assert [bound.holds(value) for value in (29, 30, 50, 51)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("words", "sign", "measures"),
    [
        ("tallest", 1, "height"),
        ("least expensive", -1, "money"),
        ("busier", 1, "traffic"),
        ("thinnest", -1, "thickness"),
    ],
)
def test_a_word_of_degree_has_a_way_and_a_measure(words: str, sign: int, measures: str) -> None:
    found = degree_of(words)
    assert found is not None
    assert (found.sign, found.measures) == (sign, measures)


def test_three_months_that_are_a_quarter_have_its_key():
    spellings = ("Q3", "third quarter", "July to September", "July-September")
    assert {tokens_of(text)[0].key for text in spellings} == {"q3"}
