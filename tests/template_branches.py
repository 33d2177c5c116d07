"""A small pytest plugin: was every branch of every template rendered by some test?

`{% if %}` takes a misspelt name for false without a word, so a branch that no test renders is one nobody has seen.
With `--template-branches` the run fails where a branch of ours was never taken: each condition of an `{% if %}`, its
`{% else %}` (written or not), a `{% for %}` with rows, and its `{% empty %}`.
"""

import json
from pathlib import Path

from django.template import Node, NodeList, defaulttags
from django.template.loader import get_template

Branch = tuple[str, int, str, str]  # the template's name, the line and words of its tag, which way it went

TEMPLATES = Path(__file__).parents[1] / "templates"


class Probe(Node):
    """Stands at the head of a branch and notes that it was taken."""

    def __init__(self, branch: Branch, taken: set[Branch]):
        self.branch = branch
        self.taken = taken

    def render(self, context):
        self.taken.add(self.branch)
        return ""


class TemplateBranches:
    def __init__(self):
        self.known: set[Branch] = set()
        self.taken: set[Branch] = set()

    def watch(self):
        for tag, probe in (("if", self._probe_if), ("for", self._probe_for)):
            defaulttags.register.tags[tag] = self._probed(defaulttags.register.tags[tag], probe)

    def _probed(self, compile_tag, probe):
        def compile_and_probe(parser, token):
            node = compile_tag(parser, token)
            if Path(parser.origin.name).is_relative_to(TEMPLATES):
                probe(node, lambda way: self._probe(parser, token, way))
            return node

        return compile_and_probe

    def _probe(self, parser, token, way) -> Probe:
        branch = (parser.origin.template_name, token.lineno, token.contents, way)
        self.known.add(branch)
        probe = Probe(branch, self.taken)
        probe.origin, probe.token = parser.origin, token
        return probe

    @staticmethod
    def _probe_if(node, probe):
        ways = node.conditions_nodelists
        if ways[-1][0] is not None:
            ways.append((None, NodeList()))
        for number, (condition, nodelist) in enumerate(ways, start=1):
            nodelist.insert(0, probe("else" if condition is None else f"condition {number}"))

    @staticmethod
    def _probe_for(node, probe):
        node.nodelist_loop.insert(0, probe("rows"))
        if node.nodelist_empty:
            node.nodelist_empty.insert(0, probe("empty"))

    def never_taken(self) -> list[Branch]:
        for path in TEMPLATES.rglob("*.html"):
            get_template(path.relative_to(TEMPLATES).as_posix())
        return sorted(self.known - self.taken)

    def pytest_testnodedown(self, node):
        output = getattr(node, "workeroutput", {})
        self.taken |= {tuple(branch) for branch in json.loads(output.get("template_branches", "[]"))}

    def pytest_sessionfinish(self, session):
        if hasattr(session.config, "workeroutput"):
            # As text, since xdist takes plain types only and a template's words are of a type of Django's.
            session.config.workeroutput["template_branches"] = json.dumps(sorted(self.taken))
        elif session.exitstatus == 0 and self.never_taken():
            session.exitstatus = 1

    def pytest_terminal_summary(self, terminalreporter):
        missed = self.never_taken()
        terminalreporter.section(f"template branches: {len(self.known) - len(missed)} of {len(self.known)} rendered")
        for name, line, words, way in missed:
            terminalreporter.line(f"templates/{name}:{line}: {{% {words} %}} was never rendered this way: {way}")


def pytest_addoption(parser):
    parser.addoption(
        "--template-branches", action="store_true", help="fail where a branch of a template was rendered by no test"
    )


def pytest_configure(config):
    if config.getoption("template_branches"):
        branches = TemplateBranches()
        branches.watch()
        config.pluginmanager.register(branches, "template-branches")
