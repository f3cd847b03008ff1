"""How the outcome of indexing is told: as JSON and in words."""

from pathlib import Path
from typing import TYPE_CHECKING

from pincite.api.cli_terminal import Style, harmless

if TYPE_CHECKING:
    from pincite.indexer.reports import IndexReport

STATES = ("added", "changed", "unchanged", "removed", "skipped", "failed")


def report_to_json(report: "IndexReport") -> dict[str, object]:
    """The report in the form that `pincite index --json` prints."""
    return {
        "files": [
            {
                "source": file.source,
                "state": file.state,
                "reason": file.reason,
                "passages": file.passages,
                "copy_of": file.copy_of,
            }
            for file in report.files
        ],
        "counts": dict(report.counts),
        "generation": report.generation,
        "seconds": round(report.seconds, 3),
    }


def summary_of(report: "IndexReport", index_dir: Path, style: Style) -> str:
    """What happened, with every file that is not in the index or was read with an assumption."""
    counts = ", ".join(f"{report.counts[s]} {s}" for s in STATES if report.counts.get(s))
    lines = [
        f"{file.state:<8} {harmless(file.source)}: {harmless(file.reason)}"
        for file in report.files
        if file.reason
    ]
    lines.append(
        f"{style.bold(counts or 'no files')} · {report.passages} passages in {index_dir} "
        f"({report.seconds:.1f} s)"
    )
    return "\n".join(lines)
