"""Settings: what a user may tune, with defaults chosen by measurement, and where each value came from.

A value comes from the file given by ``--config``, else from ``reporter.toml`` of the working directory, else
from ``[tool.reporter]`` of its ``pyproject.toml``, else from the default here. One file is used, never two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

from reporter.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that changes a comparison's result."""

    floor_score: float = field(default=50.0, metadata={"least": 0, "most": 100})
    """Alignments scoring below this are not made (0-100)."""
    fan_cap: int = field(default=4, metadata={"least": 1, "most": 100})
    """Most sentences of one article that one sentence of another may be aligned with."""


class Configuration(NamedTuple):
    """Settings and the place each of them was set."""

    settings: Settings
    origins: Mapping[str, str]
    """Of every setting: the file that set it, or ``default``."""


def nearest(word: str, known: Sequence[str]) -> str:
    """``; did you mean X?`` for the known word nearest to ``word``, or nothing where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return f"; did you mean {near[0]}?" if near else ""


def load(folder: Path, given: Path | None = None) -> Configuration:
    """The configuration that holds in ``folder``; ``given`` (``--config``) goes before the files there.

    Raises ConfigError naming every fault of the file at once.
    """
    path, table = _find(folder, given)
    known = {entry.name: entry for entry in fields(Settings)}
    faults: list[str] = []
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            faults.append(f"unknown setting {key}{nearest(key, list(known))}")
            continue
        entry = known[key]
        fault = _fault(value, entry.default, entry.metadata["least"], entry.metadata["most"])
        if fault:
            faults.append(f"{key} {fault}, not {value!r}")
        else:
            values[key] = float(value) if isinstance(entry.default, float) else value
    if faults:
        raise ConfigError("bad-setting", f"{path}: {'; '.join(faults)}")
    origins = {key: str(path) if key in values else "default" for key in known}
    return Configuration(Settings(**values), origins)


def _fault(value: object, default: object, least: float, most: float) -> str:
    """What is wrong with a number given for a setting; empty when nothing is."""
    whole = isinstance(default, int)
    allowed = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, allowed):
        return f"must be a {'whole ' if whole else ''}number"
    if not least <= value <= most:
        return f"must lie between {least} and {most}"
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
