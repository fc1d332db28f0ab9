"""Work whose caller goes away, for `test_run_hostile.py`."""

import os
import time
from pathlib import Path


def tell_and_wait(folder: str) -> None:
    """Leaves its process id in a folder and goes on for long."""
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(50)
