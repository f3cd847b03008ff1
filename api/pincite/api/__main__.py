"""Where the process starts: importing the command line takes a while, and may be interrupted."""

import sys


def main() -> int:
    """Runs `pincite` with the words it was called with and returns its exit code."""
    try:
        from pincite.api.cli_start import interruptible_imports

        with interruptible_imports():
            from pincite.api.cli import main as run
        return run()
    except KeyboardInterrupt:
        return _interrupted()


def _interrupted() -> int:
    from pincite.api.cli_failures import INTERRUPTED
    from pincite.api.cli_output import die_interrupted

    print("\npincite: interrupted", file=sys.stderr)
    die_interrupted()
    return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
