"""Brings the index argv[1] up to date with the folder argv[2]; 4 where the disk does not let it."""

import sys
from pathlib import Path

from station import ENCODER

from pincite.corpus import TemporaryError
from pincite.indexer import update_index

if __name__ == "__main__":
    try:
        update_index(Path(sys.argv[1]), [Path(sys.argv[2])], encoder=ENCODER)
    except TemporaryError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(4)
