"""Reads pip-audit's JSON on standard input and says what it found: python script/audit_report.py <REPORT

Exit code 0: every package was looked up and none is known to be vulnerable. 1: some are; they are listed.
77: some could not be looked up, or none; the one line says how many and why.
"""

import json
import sys

LEFT_OUT = 77


def main() -> int:
    try:
        packages = json.load(sys.stdin)["dependencies"]
    except (ValueError, LookupError, TypeError):
        return say("nothing was audited: no report came", LEFT_OUT)
    vulnerable = [package for package in packages if package.get("vulns")]
    if vulnerable:
        return say("\n".join(line for package in vulnerable for line in findings(package)), 1)
    skipped = [package["skip_reason"] for package in packages if "skip_reason" in package]
    if not packages:
        return say("nothing was audited: the report is empty", LEFT_OUT)
    if len(skipped) == len(packages):
        return say(f"nothing was audited: {skipped[0]}", LEFT_OUT)
    if skipped:
        return say(f"{len(skipped)} of {len(packages)} packages were not audited: {skipped[0]}", LEFT_OUT)
    return say(f"{len(packages)} packages audited, none of them known to be vulnerable", 0)


def findings(package):
    for vulnerability in package["vulns"]:
        fixed = ", ".join(vulnerability.get("fix_versions") or ["no release yet"])
        yield f"{package['name']} {package['version']}: {vulnerability['id']}, fixed in {fixed}"


def say(words, code) -> int:
    sys.stdout.write(f"{words}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
