"""A town's few documents, indexed with the models that are shipped."""

import pytest

from pincite.indexer.build import update_index
from pincite.qa.assembly import open_assistant

DOCUMENTS = {
    "bakery.txt": "The bakery was founded in 1887 by Ida Moor. It bakes 400 loaves a day.",
    "harbour.txt": "The harbour master is Tom Reed. The lighthouse is 34 metres high and red.",
    "school.txt": "The school had 212 pupils in 2019. In 2021 the school had 240 pupils.",
    "mill.txt": "The mill grinds rye and oats. It burned down in 1902 and was built anew.",
}


@pytest.fixture(scope="session")
def town_index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    place = tmp_path_factory.mktemp("index") / "town"
    update_index(place, [folder])
    return place


@pytest.fixture(scope="session")
def town(town_index):
    with open_assistant(town_index) as assistant:
        yield assistant
