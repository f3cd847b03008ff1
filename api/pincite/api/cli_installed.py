"""The engine that is installed: the index of pincite.indexer and the assistant of pincite.qa."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pincite.indexer.index import Index
    from pincite.indexer.moving import Moved
    from pincite.indexer.reports import IndexReport, Progress
    from pincite.qa import Assistant


class InstalledEngine:
    """Does the commands' work; every method imports what it needs and nothing more."""

    def update(
        self,
        index_dir: Path,
        paths: Sequence[Path],
        *,
        model: str | None,
        with_ocr: bool = False,
        progress: "Progress",
    ) -> "IndexReport":
        """Makes the index equal to what lies under the paths now."""
        from pincite.indexer.build import update_index

        return update_index(index_dir, paths, encoder=model, with_ocr=with_ocr, progress=progress)

    def export(self, index_dir: Path, file: Path) -> "Moved":
        """Writes the index into one file."""
        from pincite.indexer.moving import export_index

        return export_index(index_dir, file)

    def import_file(self, file: Path, index_dir: Path) -> "Moved":
        """Makes the index of a file the one in the folder."""
        from pincite.indexer.moving import import_index

        return import_index(file, index_dir)

    def remove(self, index_dir: Path, sources: Sequence[str]) -> "IndexReport":
        """Takes documents out."""
        from pincite.indexer.build import remove_sources

        return remove_sources(index_dir, sources)

    def library(self, index_dir: Path) -> "Index":
        """What the index holds."""
        from pincite.indexer.index import Index

        return Index.open(index_dir)

    def assistant(self, index_dir: Path) -> "Assistant":
        """What answers over the index."""
        from pincite.qa import open_assistant

        return open_assistant(index_dir)
