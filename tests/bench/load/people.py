"""People going about their work, as Locust drives them. In a process of its own: Locust changes how sockets work.
Each has a session of the database, as signing in leaves it; the addresses he opens he takes from the pages."""

import json
import os
import random
import re

from locust import task
from locust.contrib.fasthttp import FastHttpUser

# Cookies by account.
SESSIONS = json.loads(os.environ["XUNCHA_BENCH_SESSIONS"])
_THINGS = {
    "round": re.compile(r'href="(/rounds/[0-9a-f-]{36}/)"'),
    "finding": re.compile(r'href="(/findings/[0-9a-f-]{36}/)"'),
    "item": re.compile(r'href="(/rectification/items/[0-9a-f-]{36}/)"'),
    "document": re.compile(r'href="(/documents/[0-9a-f-]{36}/)"'),
}


class Person(FastHttpUser):
    """Nobody pauses: what is wanted is how much the machine does at most."""

    abstract = True
    accounts: tuple[str, ...] = ()
    connection_timeout = network_timeout = 60

    def on_start(self):
        self.headers = {"Cookie": random.choice(SESSIONS[random.choice(self.accounts)])}

    def open(self, path, name=None):
        answer = self.client.get(
            path, name=name or path.partition("?")[0], headers=self.headers, allow_redirects=False
        )
        return answer.text or ""

    def open_one(self, where, kind):
        """The list, then one of the things on it."""
        if found := _THINGS[kind].findall(self.open(where)):
            self.open(random.choice(found), name=f"one {kind}")

    @task(3)
    def desk(self):
        self.open("/")


class Office(Person):
    weight = 6
    accounts = ("office", "office2", "committee", "secretary")

    @task(3)
    def findings(self):
        self.open_one("/findings/", "finding")

    @task(2)
    def searched(self):
        self.open("/findings/?q=%E6%B6%88%E9%98%B2", name="/findings/ searched")

    @task(2)
    def rounds(self):
        self.open_one("/rounds/", "round")

    @task(1)
    def items(self):
        self.open_one("/rectification/items/", "item")


class Leader(Person):
    weight = 5
    accounts = ("leader1", "leader2", "member1", "member2")

    @task(3)
    def rounds(self):
        self.open_one("/rounds/", "round")

    @task(3)
    def findings(self):
        self.open_one("/findings/", "finding")


class Subdistrict(Person):
    weight = 6
    accounts = ("xingren", "xingren-clerk", "xingcheng", "zhangfan")

    @task(4)
    def items(self):
        self.open_one("/rectification/items/", "item")

    @task(2)
    def documents(self):
        self.open_one("/documents/", "document")


class Department(Person):
    weight = 3
    accounts = ("emergency", "market")

    @task(2)
    def documents(self):
        self.open_one("/documents/", "document")

    @task(1)
    def hand_offs(self):
        self.open("/hand-offs/")


class Nobody(Person):
    """The floor: the empty view, for the same people."""

    weight = 1
    accounts = Office.accounts + Leader.accounts + Subdistrict.accounts + Department.accounts

    @task(1000)
    def empty(self):
        self.open("/bench-empty/")
