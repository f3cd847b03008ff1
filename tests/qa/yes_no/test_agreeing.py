"""Sentences of many subjects, each with a question that it supports and one that it denies."""

import pytest

from pincite.qa.polarity import verdict

SUPPORTS, DENIES = "supports", "denies"


def judged(sentence: str, supported: str, denied: str) -> tuple[str, str]:
    return verdict(supported, sentence), verdict(denied, sentence)


@pytest.mark.parametrize(
    ("sentence", "supported", "denied"),
    [
        (
            "The bridge carries loads of up to 12 tonnes.",
            "May a ten-tonne lorry cross the bridge?",
            "Can a lorry of 15 tonnes cross the bridge?",
        ),
        (
            "Parcels weighing more than 10 kg are refused.",
            "Is a parcel of 8 kg accepted?",
            "Will a parcel of 12 kg be taken?",
        ),
        (
            "The firm employs 43 people.",
            "Does the firm have fewer than 50 employees?",
            "Does the firm employ more than 50 people?",
        ),
        (
            "The bridge was completed in 1987.",
            "Was the bridge finished before 1990?",
            "Was the bridge completed after 1990?",
        ),
        (
            "The office opens at 9:00 and closes at 16:30.",
            "Does the office close before 17:00?",
            "Is the office still open at 17:00?",
        ),
        (
            "Rooms are not cleaned on Sundays.",
            "Are rooms cleaned on Mondays?",
            "Are rooms cleaned on Sundays?",
        ),
        (
            "A turn lasts no longer than nine hours.",
            "Is a turn of ten hours too long?",
            "May a turn last ten hours?",
        ),
    ],
)
def test_quantities_are_compared_as_stretches(sentence: str, supported: str, denied: str) -> None:
    assert judged(sentence, supported, denied) == (SUPPORTS, DENIES)


@pytest.mark.parametrize(
    ("sentence", "supported", "denied"),
    [
        ("Prices fell from 4.20 to 3.80 euros.", "Did prices go down?", "Have prices risen?"),
        (
            "A tram takes 9 minutes, a bus 15 minutes.",
            "Is a bus slower than a tram?",
            "Is a tram slower than a bus?",
        ),
        (
            "Lessons start at 8:15 instead of 8:30.",
            "Do lessons start earlier than before?",
            "Do lessons start later than before?",
        ),
    ],
)
def test_two_amounts_tell_which_way_it_went(sentence: str, supported: str, denied: str) -> None:
    assert judged(sentence, supported, denied) == (SUPPORTS, DENIES)


@pytest.mark.parametrize(
    ("sentence", "supported", "denied"),
    [
        (
            "Dogs are not admitted, apart from guide dogs.",
            "May I bring my guide dog?",
            "May I bring my dog?",
        ),
        ("The pool is unheated.", "Is the water of the pool cold?", "Is the pool heated?"),
        ("The fee is not refunded.", "Is the fee non-refundable?", "Is the fee refunded?"),
        (
            "Samples may be taken without notice.",
            "Can samples be taken unannounced?",
            "Must nobody take samples?",
        ),
        (
            "Neither the cook nor the owner was blamed for the fire.",
            "Was the cook cleared of blame for the fire?",
            "Was the owner blamed for the fire?",
        ),
        (
            "Helmets are optional for adults.",
            "May adults ride without a helmet?",
            "Must adults wear a helmet?",
        ),
    ],
)
def test_negation_is_seen_in_the_forms_of_words(sentence: str, supported: str, denied: str) -> None:
    assert judged(sentence, supported, denied) == (SUPPORTS, DENIES)


@pytest.mark.parametrize(
    ("sentence", "supported", "denied"),
    [
        (
            "Three of the five wells are dry.",
            "Have some of the wells dried up?",
            "Do all five wells give water?",
        ),
        (
            "Toilets are at nine stations.",
            "Are there stations without a toilet?",
            "Does every station have a toilet?",
        ),
        (
            "The museum shop accepts cash only.",
            "Do I have to pay cash in the shop?",
            "Can I pay by card in the shop?",
        ),
        (
            "Nobody but the head nurse holds a key.",
            "Does the head nurse have a key?",
            "Do all the nurses have a key?",
        ),
    ],
)
def test_all_some_none_and_only(sentence: str, supported: str, denied: str) -> None:
    assert judged(sentence, supported, denied) == (SUPPORTS, DENIES)


@pytest.mark.parametrize(
    ("sentence", "supported", "denied"),
    [
        (
            "Ms Orr took over from Mr Bell as treasurer in May.",
            "Is Ms Orr the treasurer?",
            "Is Mr Bell still treasurer?",
        ),
        (
            "The chair of the board is Ada Quist.",
            "Is Ada Quist the chair of the board?",
            "Is Piet Vos the chair of the board?",
        ),
        (
            "The tower, once the highest in the land, was overtaken in 1988.",
            "Was the tower once the highest in the land?",
            "Is the tower still the highest in the land?",
        ),
    ],
)
def test_roles_pass_from_one_to_another(sentence: str, supported: str, denied: str) -> None:
    assert judged(sentence, supported, denied) == (SUPPORTS, DENIES)


@pytest.mark.parametrize(
    ("sentence", "supported", "denied"),
    [
        (
            "Overtime is not paid but may be taken as time off.",
            "Can overtime be taken as time off?",
            "Is overtime paid?",
        ),
        (
            "The castle has never been taken by force, although it was besieged three times.",
            "Was the castle besieged?",
            "Was the castle ever taken by force?",
        ),
        (
            "The laundry washed 900 pieces a week; it closed in 1996.",
            "Has the laundry been closed?",
            "Does the hospital still run its laundry?",
        ),
    ],
)
def test_the_clause_that_speaks_of_it_decides(sentence: str, supported: str, denied: str) -> None:
    assert judged(sentence, supported, denied) == (SUPPORTS, DENIES)
