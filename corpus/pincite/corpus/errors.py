"""The error tree of pincite.

PinciteError
├── InputError            the call or its input is wrong (exit code 2)
├── IndexUnusableError    the index cannot be used as it is (exit code 3)
│   ├── IndexMissingError
│   ├── IndexDamagedError
│   └── IndexMismatchError
├── TemporaryError        locked, disk full, engine gone (exit code 4)
└── DocumentError         one file cannot become a document; the others go on
    ├── SkippedError      left out on purpose (not text, empty, excluded)
    └── UnreadableError   should have been read and could not be
"""


class PinciteError(Exception):
    """Anything pincite raises; its message says what, where and what to do next."""


class InputError(PinciteError):
    """The call or its input is wrong."""


class IndexUnusableError(PinciteError):
    """The index cannot be used as it is."""


class IndexMissingError(IndexUnusableError):
    """There is no index at the place named."""


class IndexDamagedError(IndexUnusableError):
    """A file of the index is not what its manifest says, and cannot be rebuilt."""


class IndexMismatchError(IndexUnusableError):
    """The index was made by another version or with another encoder."""


class TemporaryError(PinciteError):
    """Something outside the input failed and may work later: a lock, the disk, an engine."""


class DocumentError(PinciteError):
    """One file cannot become a document."""


class SkippedError(DocumentError):
    """The file is left out on purpose: it is empty, no text, or excluded."""


class UnreadableError(DocumentError):
    """The file should have been read and could not be."""
