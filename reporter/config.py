"""Settings: what a user may tune, with defaults chosen by measurement, and where each value came from.

A value comes from the file given by ``--config``, else from ``reporter.toml`` of the working directory, else
from ``[tool.reporter]`` of its ``pyproject.toml``, else from the default here. One file is used, never two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from reporter.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that changes a comparison's result."""

    floor_score: float = field(default=50.0, metadata={"least": 0, "most": 100})
    """Alignments scoring below this are not made (0-100)."""
    fan_cap: int = field(default=4, metadata={"least": 1, "most": 100})
    """Most sentences of one article that one sentence of another may be aligned with; one half as long counts half."""
    semantic: str = field(default="auto", metadata={"choices": ("auto", "on", "off")})
    """Whether the semantic model reads pairs of sentences: ``auto`` where it is installed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an input is taken in; what is over a limit is left out and named."""

    input_mb: int = field(default=50, metadata={"least": 1, "most": 1000})
    """Largest document, alone or within a container (a million bytes)."""
    container_mb: int = field(default=500, metadata={"least": 1, "most": 10_000})
    """Largest archive, mailbox or other container as it lies there (a million bytes)."""
    unpacked_mb: int = field(default=500, metadata={"least": 1, "most": 10_000})
    """Most that is unpacked from one input, containers within containers included (a million bytes)."""
    ratio: int = field(default=200, metadata={"least": 2, "most": 10_000})
    """How many times its packed size a member may unpack to, beyond its first million bytes."""
    members: int = field(default=10_000, metadata={"least": 1, "most": 1_000_000})
    """Most members of one input that are looked at."""
    articles: int = field(default=1000, metadata={"least": 1, "most": 100_000})
    """Most articles that are taken from one input."""
    depth: int = field(default=3, metadata={"least": 1, "most": 5})
    """How deep containers may lie in each other: 3 reads a mail in a mailbox in an archive, no archive in that mail."""
    text_mb: int = field(default=5, metadata={"least": 1, "most": 1000})
    """Longest article, a million characters: what a document of ``input_mb`` unpacks to may be far longer."""
    sentences: int = field(default=60_000, metadata={"least": 1, "most": 10_000_000})
    """Most sentences and lines of an article; half a millisecond each, and 15 kB."""
    pdf_seconds: int = field(default=300, metadata={"least": 1, "most": 36_000})
    """Processor time that the layout of one PDF may take; on the clock, three times that."""
    pdf_mb: int = field(default=2000, metadata={"least": 100, "most": 100_000})
    """Memory that the layout of one PDF may take (a million bytes); not on Windows."""


@dataclass(frozen=True, slots=True)
class Web:
    """How addresses are fetched."""

    seconds: float = field(default=20.0, metadata={"least": 0.1, "most": 600})
    """To the end of the answer, redirects included."""
    redirects: int = field(default=5, metadata={"least": 0, "most": 20})
    """Most that are followed."""
    private_addresses: bool = False
    """Whether this machine and the local network may be asked."""
    follow_links: bool = False
    """Whether the pages that a feed names are fetched."""
    robots: bool = True
    """Whether a site's robots.txt is heeded."""
    cache: bool = True
    """Whether answers are kept as long as their headers allow."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings and the place each of them was set."""

    settings: Settings = field(default_factory=Settings)
    limits: Limits = field(default_factory=Limits)
    web: Web = field(default_factory=Web)
    origins: Mapping[str, str] = field(default_factory=dict)
    """Of every setting, tables with a dot (``limits.ratio``): the file that set it, or ``default``."""

    def values(self) -> Iterator[tuple[str, Any]]:
        """Every setting by its name, those without a table first."""
        for table in _TABLES:
            part = getattr(self, table or "settings")
            for entry in fields(part):
                yield f"{table}.{entry.name}".lstrip("."), getattr(part, entry.name)


_TABLES: Mapping[str, type] = {"": Settings, "limits": Limits, "web": Web}
"""Of each table of the file the class of its values."""


def nearest(word: str, known: Sequence[str]) -> str:
    """``; did you mean X?`` for the known word nearest to ``word``, or nothing where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return f"; did you mean {near[0]}?" if near else ""


def load(folder: Path, given: Path | None = None) -> Configuration:
    """The configuration that holds in ``folder``; ``given`` (``--config``) goes before the files there.

    Raises ConfigError naming every fault of the file at once.
    """
    path, found = _find(folder, given)
    faults: list[str] = []
    origins: dict[str, str] = {}
    parts: dict[str, Any] = {}
    for name, kind in _TABLES.items():
        table = found.get(name, {}) if name else {key: found[key] for key in found if key not in _TABLES}
        if not isinstance(table, Mapping):
            faults.append(f"{name} must be a table, not {table!r}")
            continue
        values = _values(table, kind, f"{name}.".lstrip("."), faults)
        parts[name or "settings"] = kind(**values)
        for entry in fields(kind):
            origins[f"{name}.{entry.name}".lstrip(".")] = str(path) if entry.name in values else "default"
    if faults:
        raise ConfigError("bad-setting", f"{path}: {'; '.join(faults)}")
    return Configuration(**parts, origins=origins)


def _values(table: Mapping[str, Any], kind: type, prefix: str, faults: list[str]) -> dict[str, Any]:
    """The values of one table that are right; what is wrong with the others is added to ``faults``."""
    known = {entry.name: entry for entry in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            names = [*known, *(name for name in _TABLES if name and not prefix)]
            faults.append(f"unknown setting {prefix}{key}{nearest(key, names)}")
            continue
        entry = known[key]
        fault = _fault(value, entry.default, entry.metadata)
        if fault:
            faults.append(f"{prefix}{key} {fault}, not {value!r}")
        else:
            values[key] = float(value) if isinstance(entry.default, float) else value
    return values


def _fault(value: object, default: object, bounds: Mapping[str, Any]) -> str:
    """What is wrong with a value given for a setting; empty when nothing is."""
    if "choices" in bounds:
        return "" if value in bounds["choices"] else f"must be one of {', '.join(bounds['choices'])}"
    if isinstance(default, bool):
        return "" if isinstance(value, bool) else "must be true or false"
    whole = isinstance(default, int)
    allowed = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, allowed):
        return f"must be a {'whole ' if whole else ''}number"
    if not bounds["least"] <= value <= bounds["most"]:
        return f"must lie between {bounds['least']} and {bounds['most']}"
    return ""


def _find(folder: Path, given: Path | None) -> tuple[Path | None, Mapping[str, Any]]:
    """The file that holds and its table of settings."""
    if given is not None:
        if not given.is_file():
            raise ConfigError("config-unreadable", f"no configuration file at {given}")
        table = _parse(given)
        return given, _tool(given, table) if given.name == "pyproject.toml" else table
    own = folder / "reporter.toml"
    if own.is_file():
        return own, _parse(own)
    project = folder / "pyproject.toml"
    if project.is_file():
        return project, _tool(project, _parse(project))
    return None, {}


def _tool(path: Path, table: Mapping[str, Any]) -> Mapping[str, Any]:
    """``[tool.reporter]`` of a pyproject.toml."""
    found = table.get("tool", {}).get("reporter", {})
    if not isinstance(found, Mapping):
        raise ConfigError("bad-setting", f"{path}: tool.reporter must be a table, not {found!r}")
    return found


def _parse(path: Path) -> Mapping[str, Any]:
    """The TOML of a file."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError("config-unreadable", f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:  # includes UnicodeDecodeError and tomllib.TOMLDecodeError
        raise ConfigError("config-unreadable", f"{path} is not valid TOML: {error}") from error
