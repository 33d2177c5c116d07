# Shared by the scripts beside this file: `. "$(dirname "$0")/lib.sh"` leaves you in the project's root.
# POSIX sh. Nothing here runs by itself except the two lines that find the root and a usable HOME.

set -eu
cd "$(dirname "$0")/.."

# Package tools keep caches under HOME; a service account may have none that can be written.
if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
    HOME="$PWD/var/home"
    mkdir -p "$HOME"
    export HOME
fi

python=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }
step() { printf '== %s\n' "$*" >&2; }
die() { say "$(basename "$0"): $*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Fingerprint of the files named, wherever the clone lies.
fingerprint() { cat "$@" 2>/dev/null | sha256sum | cut -d ' ' -f 1; }

# as_root COMMAND…: runs it as root, through sudo where need be; asks for a password only at a terminal.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif have sudo && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    elif have sudo && [ -t 0 ] && [ -t 2 ]; then
        sudo "$@"
    else
        return 1
    fi
}

# missing_packages NAME…: those of the Debian packages named that are not installed.
missing_packages() {
    for package in "$@"; do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *' installed') ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$@"; }

# install_packages WHY NAME…: Debian packages. Where they cannot be had, says what is missing, how to
# install it and what is lost without it (WHY), and returns 1.
install_packages() {
    why=$1
    shift
    if ! have dpkg-query || ! have apt-get; then
        say "Cannot check for these Debian packages here: $* ($why). Install what your system calls them."
        return 1
    fi
    wanted=$(missing_packages "$@")
    [ -n "$wanted" ] || return 0
    step "installing Debian packages: $wanted"
    mkdir -p var
    # Words of $wanted are package names of ours: splitting is meant. A new machine has no lists yet, hence the second try.
    # shellcheck disable=SC2086
    if { apt_get install -y --no-install-recommends $wanted ||
        { apt_get update && apt_get install -y --no-install-recommends $wanted; }; } >var/apt.log 2>&1 </dev/null; then
        return 0
    fi
    say "Missing: $wanted($why). Install with: sudo apt-get update && sudo apt-get install -y $wanted"
    return 1
}

free_port() {
    "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
