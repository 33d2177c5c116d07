"""What tests let a child do."""

import os

from core.bounded import Unfit


def length(file, *, times=1):
    return len(file.read()) * times


def environment(file):
    return sorted(os.environ)


def spin(file):
    while True:
        pass


def sleep(file):
    os.read(os.pipe()[0], 1)  # nobody ever writes


def fill(file):
    return len(bytearray(1024**3))


def talk(file):
    return "x" * 10_000


def refuse(file):
    raise Unfit("At most %(limit)s.", limit=3)


def fall(file):
    os.abort()


def fail(file):
    raise ValueError("odd")
