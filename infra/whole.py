"""Folders that are there either whole or not at all, however many are at it at once."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp


@contextmanager
def made_whole(path: Path) -> Iterator[Path]:
    """Gives a folder to fill, which becomes ``path`` afterwards; where two were at it, the first one stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        yield unfinished
        unfinished.rename(path)
    except OSError:
        if not path.exists():
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
