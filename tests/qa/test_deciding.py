"""A stretch of several things and the list of these things are one answer."""

from pincite.corpus import Span
from pincite.qa.deciding import item_by_item
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import parse_question

TEXT = "a boat, a horse and a key"


def evidence(question: str) -> Evidence:
    return Evidence(
        parse_question(question), (), (), {}, lambda _: None, lambda _, others: [0.0] * len(others)
    )  # type: ignore[arg-type, return-value]


def proposal(*items: str, probability: float, origin: str = "list") -> Proposal:
    places = [TEXT.index(item) for item in items]
    return Proposal(
        text=items[0],
        places=tuple(
            Place("a", Span(at, at + len(item))) for at, item in zip(places, items, strict=True)
        ),
        probability=probability,
        rank=1,
        origin=origin,  # type: ignore[arg-type]
        items=items if origin == "list" else (),
    )


WHOLE = proposal(TEXT, probability=0.5, origin="span")
LISTED = proposal("a boat", "a horse", "a key", probability=0.25)


def test_the_list_answers_for_the_stretch_that_holds_its_items() -> None:
    [only] = item_by_item(evidence("Which things did he trade?"), [WHOLE, LISTED])
    assert (only.origin, only.probability) == ("list", 0.75)


def test_a_span_of_one_item_stays_beside_the_list() -> None:
    one = proposal("a horse", probability=0.5, origin="span")
    kept = item_by_item(evidence("Which things did he trade?"), [one, LISTED])
    assert [each.probability for each in kept] == [0.5, 0.25]


def test_where_one_thing_is_asked_for_nothing_changes() -> None:
    kept = item_by_item(evidence("When did he trade a boat?"), [WHOLE, LISTED])
    assert kept == [WHOLE, LISTED]
