"""The command line: one file a command, thin, and beside them what several commands share.

In: what a user types. Out: files, results on stdout, talk and complaints on stderr. Must not know how anything is
worked out: it asks the other rooms, and is the only one who speaks but for the interview.
"""

import atexit
import gc
import os
import signal
import sys


def leave_quietly(*_: object) -> None:
    """Leave as on Ctrl-C, without a word: nothing was done yet."""
    os._exit(130)


# what is imported first takes a while, in which Ctrl-C would show its insides; `main` listens from then on
if (
    os.path.basename(sys.argv[0] if sys.argv else "").partition(".")[0] == "jtbd-diag"  # noqa: PTH119 - pathlib takes long
    and signal.getsignal(signal.SIGINT) is signal.default_int_handler
):
    signal.signal(signal.SIGINT, leave_quietly)

# a command needs nearly all it makes to its end: there is little garbage to look for, and at the end none that matters
gc.set_threshold(500_000)
atexit.register(gc.freeze)

# no plugin of pydantic has a say here, and to look for one opens the metadata of every installed package
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

# bytes; left alone, polars reads text in larger pieces, no faster and in twice the memory; what it needs does not grow
# evenly with the size, so that another one is to be measured
os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", str(5 << 19))
