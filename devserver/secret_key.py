"""The SECRET_KEY of the demo: made once, kept with its data below var/, never committed."""

import contextlib
import secrets
import tempfile
from pathlib import Path

KEY_FILE = Path(__file__).resolve().parent.parent / "var" / "secret_key"


def demo_secret_key(file: Path = KEY_FILE) -> str:
    """The key in `file`, which only its owner may read; the first caller makes it."""
    if not file.exists():
        make_key(file)
    return file.read_text()


def make_key(file: Path) -> None:
    """Write a whole new key, unless another process is faster."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent) as draft:  # of mode 0600
        draft.write(secrets.token_urlsafe(50))
        draft.flush()
        with contextlib.suppress(FileExistsError):
            file.hardlink_to(draft.name)
