"""Write requirements.lock and requirements-dev.lock from the loose dependencies in pyproject.toml.

    python tools/lock.py [name==version ...]     (`make lock`)

Each lock is what pip resolves in a throw-away virtual environment, as `name==version` lines only:
no hashes, no addresses, so any registry that has the versions will do. Run it with the oldest
Python the project supports: versions it admits install on the newer ones, too. Arguments are extra
constraints, for holding one package back while the rest moves.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*(?P<extras>\[[^\]]*\])?")


def canonical(name: str) -> str:
    """The normalized name of a package: lower case, with dashes (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(requirements: list[str]) -> dict[str, str]:
    """The canonical names of loose requirements, each with its extras (`[binary,pool]` or "")."""
    matches = (REQUIREMENT.match(line) for line in requirements)
    return {canonical(m["name"]): (m["extras"] or "").replace(" ", "") for m in matches}


def declared(pyproject: Path) -> tuple[list[str], list[str]]:
    """The run-time and the development requirements that pyproject.toml declares."""
    data = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    project = data["project"]
    groups = data.get("dependency-groups") or project.get("optional-dependencies", {})
    return project["dependencies"], groups["dev"]


def resolve(python: Path, requirements: list[str], constraints: list[str]) -> list[str]:
    """Install `requirements` into `python`'s environment; return everything in it, frozen."""
    limits = python.parent / "constraints.txt"
    limits.write_text("\n".join(constraints), encoding="utf-8")
    pip = [str(python), "-m", "pip"]
    subprocess.run([*pip, "install", "--quiet", "-c", str(limits), *requirements], check=True)
    frozen = subprocess.run([*pip, "freeze"], check=True, capture_output=True, text=True)
    return frozen.stdout.split()


def lock_text(frozen: list[str], direct: dict[str, str], first_lines: list[str]) -> str:
    """The text of one lock file: direct dependencies (with extras) first, then what they need."""
    chosen, needed = [], []
    for pin in frozen:
        name, version = pin.split("==")
        key = canonical(name)
        group = chosen if key in direct else needed
        group.append(f"{name}{direct.get(key, '')}=={version}")
    lines = [*first_lines, "", "# direct (pyproject.toml)", *chosen, "", "# transitive", *needed]
    return "\n".join(lines) + "\n"


def main(constraints: list[str]) -> None:
    """Resolve both sets in one environment, so that the second keeps the versions of the first."""
    run, dev = declared(ROOT / "pyproject.toml")
    made_by = f"# Made by `make lock` on Python {sys.version_info.major}.{sys.version_info.minor}"
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "bin", "python")
        runtime = resolve(python, run, constraints)
        everything = resolve(python, dev, constraints + runtime)
    added = [pin for pin in everything if pin not in runtime]
    locks = {
        "requirements.lock": lock_text(runtime, wanted(run), [f"{made_by}: the site."]),
        "requirements-dev.lock": lock_text(
            added, wanted(dev), [f"{made_by}: tests and checks.", "", "-r requirements.lock"]
        ),
    }
    for name, text in locks.items():
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
