"""One stage under libFuzzer, in a process that libFuzzer ends: ``python -m fuzz.target STAGE [OPTION…] CORPUS``."""

from __future__ import annotations

import pkgutil
import sys

import atheris

with atheris.instrument_imports(include=["reporter"]):
    import reporter

    for _module in pkgutil.walk_packages(
        reporter.__path__, "reporter."
    ):  # most are imported inside functions
        if not _module.name.endswith("__main__"):
            __import__(_module.name)

from fuzz.stages import STAGES

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], STAGES[sys.argv[1]])
    atheris.Fuzz()
