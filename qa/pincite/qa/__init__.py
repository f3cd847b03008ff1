"""Questions over an index of documents, answered with their exact words.

from pincite.qa import ask, open_assistant
with open_assistant(".pincite") as assistant:
    print(assistant.ask(Question("When did the plant open?")).answer)
"""

from typing import TYPE_CHECKING, Any

from pincite.qa.answers import Answer, Citation, Question, Turn
from pincite.qa.settings import Settings

if TYPE_CHECKING:
    from pincite.qa.answering import Assistant
    from pincite.qa.assembly import open_assistant

__all__ = ["Answer", "Assistant", "Citation", "Question", "Settings", "Turn", "open_assistant"]


def __getattr__(name: str) -> Any:
    """Loads the heavy names on first use, so that importing the types stays cheap."""
    if name == "open_assistant":
        from pincite.qa.assembly import open_assistant

        return open_assistant
    if name == "Assistant":
        from pincite.qa.answering import Assistant

        return Assistant
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
