"""What Python and the stage's script must agree on, written once and read from both sides.

The script imports the same file: assets/stage/contract.json.
"""

from __future__ import annotations

import json
from typing import Any

from lstm97.folders import ASSETS, asset

STAGE = ASSETS / "stage"
CONTRACT: dict[str, Any] = json.loads(asset("stage/contract.json"))
