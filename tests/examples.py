"""How many examples a property is tried on: few in `make test`, many in the long suite."""

import os

VARIABLE = "IZIN_UJI_KALI"
"""How many times as many as usual."""


def tries(usual: int) -> int:
    return usual * int(os.environ.get(VARIABLE, "1"))
