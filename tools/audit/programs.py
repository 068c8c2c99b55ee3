"""The programs that the audit needs; it installs vnu and Lighthouse below var/audit/."""

import shutil
import subprocess
import sys
from pathlib import Path

WANTED = Path(__file__).with_name("package.json")
FOLDER = Path("var/audit")
MODULES = FOLDER / "node_modules"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = MODULES / ".bin" / "lighthouse"
NEEDED = {
    "node": "Node.js 18.16 or newer, for Lighthouse (Debian: nodejs)",
    "npm": "npm, which installs both (Debian: npm)",
    "java": "Java 17 or newer, for vnu (Debian: default-jre-headless)",
}
NPM = ("npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund")


def ensure():
    """Install the versions of package.json unless installed; exit if a program is missing."""
    missing = [f"  {name}: {what}" for name, what in NEEDED.items() if not shutil.which(name)]
    if missing:
        sys.exit("\n".join(["`make audit` needs what is not on PATH here:", *missing]))
    installed = FOLDER / WANTED.name
    if VNU.exists() and installed.exists() and installed.read_text() == WANTED.read_text():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(MODULES, ignore_errors=True)
    shutil.copyfile(WANTED, installed)
    print(f"Installing vnu and Lighthouse into {FOLDER} …", flush=True)
    subprocess.run([*NPM, "--silent"], cwd=FOLDER, check=True)
