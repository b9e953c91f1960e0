"""Ports of this machine that the tests may listen on: ten for each worker that runs them."""

import os

_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_FIRST = 8650 + 10 * _WORKER
SERVER, RESTARTED, PRODUCT, ADAPTER = range(_FIRST, _FIRST + 4)
