"""Tokens: who may ask, who may write."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from pincite.corpus.errors import InputError

Right = Literal["ask", "write"]
SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class Token:
    """A secret's hash and what its bearer may do; the secret itself is not kept."""

    name: str
    digest: bytes = field(repr=False)
    rights: frozenset[Right]


def token_of(name: str, secret: str, rights: Sequence[Right]) -> Token:
    """The token of a secret."""
    return Token(name, _digest(secret), frozenset(rights))


def find_token(tokens: Sequence[Token], secret: str) -> Token | None:
    """The token whose secret this is; takes as long whichever it is, or none."""
    digest = _digest(secret)
    matches = [token for token in tokens if hmac.compare_digest(token.digest, digest)]
    return matches[0] if matches else None


def bearer_secret(authorization: str | None) -> str | None:
    """The secret of an Authorization header, or None where it bears none.

    >>> bearer_secret("Bearer abc"), bearer_secret("Basic abc"), bearer_secret(None)
    ('abc', None, None)
    """
    scheme, _, secret = (authorization or "").partition(" ")
    return secret.strip() or None if scheme.lower() == "bearer" else None


def read_tokens(path: Path) -> tuple[Token, ...]:
    """The tokens of a file: a line each, `NAME RIGHTS SECRET`, rights parted by commas.

    Raises:
        InputError: the file cannot be read, holds none, or a line is not of that form.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise InputError(f"{path}: the tokens cannot be read ({error})") from error
    tokens = tuple(
        _parsed(line, f"{path}, line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.lstrip().startswith("#")
    )
    if not tokens:
        raise InputError(f"{path}: holds no token; a line reads NAME ask,write SECRET")
    return tokens


def _parsed(line: str, place: str) -> Token:
    words = line.split()
    if len(words) != 3:
        raise InputError(f"{place}: should read NAME RIGHTS SECRET, such as `anna ask,write ...`")
    name, said, secret = words
    rights: list[Right] = [right for right in get_args(Right) if right in said.split(",")]
    if len(rights) != len(said.split(",")):
        raise InputError(f"{place}: the rights are ask and write, parted by a comma, not {said!r}")
    if len(secret) < SHORTEST_TOKEN:
        raise InputError(f"{place}: the secret is too short; use {SHORTEST_TOKEN} characters")
    return token_of(name, secret, rights)


def _digest(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
