"""Libraries that are loaded when they are first needed."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import valuenet.value


def test_the_whole_room_is_imported_without_numpy_and_scipy_and_its_first_figure_loads_what_it_needs() -> None:
    modules = ", ".join(f"valuenet.value.{module.name}" for module in pkgutil.iter_modules(valuenet.value.__path__))
    program = (
        f"import sys; import {modules}; print('numpy' in sys.modules, 'scipy' in sys.modules); "
        "from valuenet.value.late import numpy, special; "
        "numpy.zeros(1); print('numpy' in sys.modules, 'scipy' in sys.modules); "
        "special.expit(0); print('scipy.special' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "False", "True", "False", "True"]
