"""What measuring tools write, read as joules: the standard library alone, line by line.

`read(path)` gives a list of runs, whatever the bytes are; see docs/energy-logs.md for what is read
of which tool. Nothing that is read is executed, unpickled or followed.
"""

from competition.energylogs.measurement import Finding, Run
from competition.energylogs.reading import VERSION, read

__all__ = ["VERSION", "Finding", "Run", "read"]
