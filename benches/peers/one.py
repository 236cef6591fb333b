"""Runs one program in a small process of its own: one.py LIMIT FOLDER COMMAND...; prints what it took as JSON.

The kernel counts the memory of whoever starts a program into the peak of the program. A script that holds a book is larger than
some of the programs that it measures; this is not.
"""

import json
import os
import signal
import sys
import time


def main():
    limit, folder, command = float(sys.argv[1]), sys.argv[2], sys.argv[3:]
    started = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.execv(command[0], command)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(pid, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, limit)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - started
    measured = {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024}
    print(json.dumps({"code": os.waitstatus_to_exitcode(status), **measured}))


if __name__ == "__main__":
    main()
