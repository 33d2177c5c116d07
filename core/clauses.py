"""Clauses of the regulation as people read them: with the brackets of Chinese text, 三（三）5."""

import re

_BRACKETS = re.compile(r"([一二三四])\(([一二三四五六七八九十])\)")


def clause_words(code: str) -> str:
    """Whatever is no clause of this form stays as it is, so that any sentence may be handed in."""
    return _BRACKETS.sub(r"\1（\2）", str(code))


def before_stop(sentence: str, added: str) -> str:
    """The sentence with something added at its end, but before its full stop."""
    bare = sentence.removesuffix("。").removesuffix(".")
    return f"{bare}{added}{sentence[len(bare) :]}"
