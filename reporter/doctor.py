"""``reporter doctor``: what is installed, what is missing, and the command that installs it.

The proof that PDF works is a PDF: a child process makes one of a single word. A child, because WeasyPrint
without any font ends in a segmentation fault and without Pango fails at import.
"""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from reporter import __version__, semantic
from reporter.errors import ConfigError
from reporter.scripts import SCRIPTS

OLDEST_PYTHON = (3, 11)
PROBE = "import weasyprint; assert weasyprint.HTML(string='<p>word</p>').write_pdf()[:5] == b'%PDF-'"
PROBE_SECONDS = 120

LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset-0.dll"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.dylib", "libfontconfig-1.dll"),
}
"""What WeasyPrint loads, by its file names on Linux, macOS and Windows."""

COMMANDS = {
    "Debian, Ubuntu": "sudo apt-get install --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core",
    "Fedora": "sudo dnf install pango dejavu-sans-fonts",
    "macOS": "brew install pango",
    "Windows": "in an MSYS2 shell: pacman -S mingw-w64-x86_64-pango; then in cmd: "
    r"setx WEASYPRINT_DLL_DIRECTORIES C:\msys64\mingw64\bin",
}
"""How to install the libraries and a font, by system."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    passed: bool
    found: str
    """What was found, in a few words."""
    needed: bool = True
    """False where reporter does without it."""


def checks() -> tuple[Check, ...]:
    """Look at Python, the packages, the libraries, the fonts, and make a PDF."""
    return (_python(), *_packages(), *_libraries(), _fonts(), *_scripts(), _pdf(), _semantic())


def lines(found: Sequence[Check]) -> Iterator[str]:
    """A line for each check; where PDF cannot be made, the command for each system."""
    yield f"reporter {__version__} on {platform.platform()}"
    for check in found:
        mark = "ok" if check.passed else "MISSING" if check.needed else "without"
        yield f"{mark:8}{check.name}: {check.found}"
    if all(check.passed for check in found if check.needed):
        yield "Everything is there."
        return
    packages = [check for check in found if not check.passed and check.needed and check.name in _required()]
    yield ""
    if packages:
        yield "To install the missing packages: python -m pip install --force-reinstall reporter"
    if len(packages) < sum(not check.passed and check.needed for check in found):
        yield "HTML, JSON and Markdown work. For PDF, install Pango and a font:"
        yield from (f"  {system + ':':16}{command}" for system, command in COMMANDS.items())


def _python() -> Check:
    enough = sys.version_info >= OLDEST_PYTHON
    return Check("Python", enough, platform.python_version() + ("" if enough else ", 3.11 is the oldest"))


def _required() -> list[str]:
    """The packages that reporter itself declares, without extras; none where it is run uninstalled."""
    try:
        declared = requires("reporter") or []
    except PackageNotFoundError:
        return []
    bare = [entry for entry in declared if "extra ==" not in entry]
    return [entry.split(";")[0].split(">")[0].split("<")[0].split("=")[0].strip() for entry in bare]


def _packages() -> Iterator[Check]:
    for name in _required():
        try:
            yield Check(name, True, version(name))
        except PackageNotFoundError:
            yield Check(name, False, "not installed")


def _load(names: Sequence[str]) -> ctypes.CDLL | None:
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def _libraries() -> Iterator[Check]:
    """Looked for by name only, so that a miss is a hint; whether PDF works is for the probe to say."""
    for name, files in LIBRARIES.items():
        there = _load(files) is not None
        yield Check(name, there, "found" if there else f"{files[0]} not found", needed=False)


class _FontSet(ctypes.Structure):
    """``FcFontSet`` of fontconfig.h, as far as it is read."""

    _fields_ = (("nfont", ctypes.c_int),)


def _fonts() -> Check:
    """How many fonts Fontconfig knows."""
    library = _load(LIBRARIES["Fontconfig"])
    if library is None:
        return Check("fonts", False, "cannot tell without Fontconfig", needed=False)
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
    library.FcInit()
    fonts = library.FcConfigGetFonts(None, 0)
    count = int(fonts.contents.nfont) if fonts else 0
    return Check("fonts", count > 0, f"{count} found" if count else "none found", needed=False)


def _scripts() -> Iterator[Check]:
    """Whether there is a font for each script that the briefing brings none for; Fontconfig knows them by language."""
    library = _load(LIBRARIES["Fontconfig"])
    if library is None:
        return
    pointer = ctypes.c_void_p
    library.FcNameParse.restype = library.FcObjectSetCreate.restype = pointer
    library.FcNameParse.argtypes = (ctypes.c_char_p,)
    library.FcObjectSetAdd.argtypes = (pointer, ctypes.c_char_p)
    library.FcFontList.restype = ctypes.POINTER(_FontSet)
    library.FcFontList.argtypes = (pointer, pointer, pointer)
    library.FcInit()
    for script in SCRIPTS:
        wanted = library.FcObjectSetCreate()
        library.FcObjectSetAdd(wanted, b"family")
        found = library.FcFontList(None, library.FcNameParse(f":lang={script.language}".encode()), wanted)
        there = bool(found) and found.contents.nfont > 0
        told = (
            "found" if there else f"none, shown as \ufffd in PDF (Debian: apt-get install {script.package})"
        )
        yield Check(f"font for {script.name}", there, told, needed=False)


def _semantic() -> Check:
    """Whether the semantic model is installed and reads."""
    absent = semantic.missing()
    if absent:
        return Check("semantic model", False, f"{', '.join(absent)} not installed", needed=False)
    try:
        loaded = semantic.load()
        loaded.read([("Three people died.", "Three people were killed.")])
    except ConfigError as error:
        return Check("semantic model", False, str(error), needed=False)
    return Check("semantic model", True, f"{loaded.used.name} {loaded.used.version}", needed=False)


def _pdf() -> Check:
    """Whether a PDF comes out."""
    command = (sys.executable, "-c", PROBE)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PROBE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Check("PDF", False, f"no PDF within {PROBE_SECONDS} seconds")
    if done.returncode == 0:
        return Check("PDF", True, "made one")
    if done.returncode < 0:
        return Check("PDF", False, f"WeasyPrint crashed (signal {-done.returncode}): no font is installed?")
    last = (done.stderr.strip() or "no message").splitlines()[-1]
    return Check("PDF", False, last)
