"""The command line: one file a command, thin."""

import atexit
import gc
import os

# a command needs nearly all it makes to its end: there is little garbage to look for, and at the end none that matters
gc.set_threshold(100_000)
atexit.register(gc.freeze)

# no plugin of pydantic has a say here, and to look for one opens the metadata of every installed package
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

# bytes; left alone, polars reads text in larger pieces, no faster and in twice the memory
os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", str(8 << 20))
