"""Methods as the papers name them in a sentence that ends in 等方式开展工作."""

# Says nothing that the sentence does not say: 暗查暗访、随机抽查、其他方式等方式.
_REST = "其他方式"


def method_names(methods) -> list[str]:
    """Short names of these methods of a ruleset."""
    return [method.short for method in methods if method.short != _REST]


def used_names(uses) -> list[str]:
    """What of these MethodUses was used (三（二）): of a method whose title names two, only that which has records,
    unless some are told of the whole."""
    used = []
    for use in uses:
        names = [name for name, _count in use.parts if name != _REST]
        used += [use.short] if use.short in names else names
    return used
