"""What the routes share: the open index, the desk and the numbers."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pincite.api.desk import Desk
from pincite.api.kept_answers import KeptAnswers
from pincite.api.metrics import Metrics
from pincite.api.open_index import Assistant, OpenIndex
from pincite.api.service_settings import ServiceSettings
from pincite.api.uploads import Uploads

logger = logging.getLogger("pincite.api.questions")
Value = TypeVar("Value")


@dataclass
class Service:
    """One running service."""

    index: OpenIndex
    settings: ServiceSettings
    uploads: Uploads | None = None
    kept: KeptAnswers | None = None
    """None: answers are not kept."""
    metrics: Metrics = field(default_factory=Metrics)
    is_ready: bool = False
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(workers=self.settings.workers, waiting=self.settings.waiting)

    async def at_the_desk(self, work: Callable[[Assistant], Value]) -> Value:
        """What the work makes of the newest generation, once its turn has come."""

        def run() -> Value:
            with self.index.lent() as assistant:
                return work(assistant)

        return await self.desk.run(run)

    def holds_upload(self, source: str) -> bool:
        """Whether the document was uploaded."""
        return self.uploads is not None and self.uploads.holds(source)

    def note_question(self, text: str) -> None:
        """Logs a question where that was asked for."""
        if self.settings.log_questions:
            logger.info("question", extra={"fields": {"question": text}})

    def forget_removed(self) -> None:
        """Drops kept answers that are over or whose documents the index holds no more."""
        if self.kept is None:
            return
        with self.index.lent() as assistant:
            held = {record.document_id for record in assistant.index.documents()}
        self.kept.forget_all_but(held)
        self.kept.drop_expired()
