"""Whether work takes time in proportion to what it is given: no clock of one machine is asked for."""

import time
from collections.abc import Callable


def grows_in_proportion(work: Callable[[int], object], most: int) -> bool:
    """Eight times as much takes far less than 64 times as long; 0.15 seconds keep a busy machine out of the verdict."""

    def seconds(size: int) -> float:
        began = time.process_time()
        work(size)
        return time.process_time() - began

    work(most // 64)  # what is made ready once is not measured
    return seconds(most) < 32 * seconds(most // 8) + 0.15
