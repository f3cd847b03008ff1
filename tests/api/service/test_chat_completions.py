"""The official client of OpenAI works unchanged."""

import pytest

openai = pytest.importorskip("openai")

ASKED = [{"role": "user", "content": "How many vans were sold in 2019?"}]
CITED = '[1] report.md, Sales: "3.8 million"'


@pytest.fixture
def client(service):
    with openai.OpenAI(base_url=f"{service.address}/v1", api_key="unused", max_retries=0) as own:
        yield own


def test_an_answer_ends_with_its_citations_as_numbered_lines(client):
    completion = client.chat.completions.create(model="pincite", messages=ASKED)
    assert completion.choices[0].message.content == f"3.8 million\n\n{CITED}"
    assert completion.choices[0].finish_reason == "stop"


def test_citations_stand_in_the_annotations_too(client, service):
    completion = client.chat.completions.create(model="any", messages=ASKED)
    (note,) = completion.choices[0].message.model_dump()["annotations"]
    place = note["file_citation"]
    text = service.get(f"/v1/documents/{place['file_id']}/text").json["text"]
    assert text[place["start"] : place["end"]] == place["quote"]
    assert completion.choices[0].message.content[place["index"] :] == CITED


def test_a_stream_says_the_same(client):
    options = {"include_usage": True}
    stream = client.chat.completions.create(
        model="pincite", messages=ASKED, stream=True, stream_options=options
    )
    chunks = list(stream)
    said = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert said == f"3.8 million\n\n{CITED}"
    assert chunks[-1].usage is not None
    assert chunks[-2].choices[0].finish_reason == "stop"


def test_a_conversation_is_read_as_its_turns(client, service):
    messages = [
        {"role": "system", "content": "Be brief."},
        *ASKED,
        {"role": "assistant", "content": f"3.8 million\n\n{CITED}"},
        {"role": "user", "content": [{"type": "text", "text": "And in 2020?"}]},
    ]
    client.chat.completions.create(model="pincite", messages=messages, temperature=0.2, seed=1)
    asked = service.assistant.asked[-1]
    assert asked.text == "And in 2020?"
    assert [(turn.question, turn.answer) for turn in asked.history] == [
        ("How many vans were sold in 2019?", "3.8 million")
    ]


def test_sources_that_disagree_are_all_cited(client):
    messages = [{"role": "user", "content": "How many vans?"}]
    content = (
        client.chat.completions.create(model="p", messages=messages).choices[0].message.content
    )
    assert "Also stated: 3.8 million" in content
    assert '[2] report.md, Sales: "3.8 million"' in content


def test_what_the_documents_do_not_say_is_said(client):
    messages = [{"role": "user", "content": "Who won?"}]
    content = (
        client.chat.completions.create(model="p", messages=messages).choices[0].message.content
    )
    assert content.startswith("The documents do not say.")
    assert '[1] note.txt: "works council"' in content


def test_the_model_is_listed(client):
    assert [model.id for model in client.models.list()] == ["pincite"]
    assert client.models.retrieve("pincite").id == "pincite"


def test_a_wrong_conversation_is_a_problem(client):
    with pytest.raises(openai.UnprocessableEntityError):
        client.chat.completions.create(model="p", messages=[{"role": "system", "content": "x"}])
