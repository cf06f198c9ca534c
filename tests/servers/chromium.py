"""The browser of the machine, and Chinese glyphs for it."""

import importlib.util
import os
import shutil
from pathlib import Path

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def find_chromium() -> str | None:
    """Return the browser's path: the variable ``CHROMIUM``, else the first one installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((path for path in map(shutil.which, NAMES) if path), None)


def write_fonts_conf(folder: Path) -> Path:
    """Write a fontconfig file to ``folder`` that adds the font wheel to the system's fonts."""
    package = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    path = folder / "fonts.conf"
    fonts = package.submodule_search_locations[0]
    path.write_text(FONTS_CONF.format(fonts=fonts, cache=folder / "fontconfig"), encoding="utf-8")
    return path
