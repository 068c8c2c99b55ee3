"""The key of a demonstration: made once, kept beside its data, never committed."""

import os
import secrets
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
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50))
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
