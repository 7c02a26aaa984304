"""The promises, and what shows each: speed as a ratio measured side by side in one run, steadiness by what is done to the service.

`python -m benchmarks` shows all of the first kind; each of the second has a command of its own.
"""

import sys
from pathlib import Path

# Those that show steadiness use what tests are made with: the proxy that fails, generated workspaces.
sys.path.append(str(Path(__file__).parents[1] / "tests"))
