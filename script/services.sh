# Servers of our own for tests: `. script/services.sh` after lib.sh, then `start_services DIR`.
# They listen on free ports of 127.0.0.1, keep everything in DIR, and are gone after `stop_services`.

postgres_data=
redis_pid=

# The folder of PostgreSQL's programs, of version 14 or newer; Debian keeps them off PATH.
postgres_bin() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t / -k 5 -n -r) $(dirname "$(command -v initdb || echo /nowhere/initdb)"); do
        [ -x "$folder/initdb" ] || continue
        version=$("$folder/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
        [ "$version" -ge 14 ] && printf '%s' "$folder" && return
    done
    return 1
}

# PostgreSQL refuses to run as root.
as_database_owner() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
    elif id postgres >/dev/null 2>&1; then
        runuser -u postgres -- "$@"
    else
        runuser -u nobody -- "$@"
    fi
}

# start_postgres DIR: sets XUNCHA_TEST_DATABASE_URL, or returns 1 with the reason in $why_not.
start_postgres() {
    postgres_bin >/dev/null || install_packages 'tests on PostgreSQL' postgresql || true
    programs=$(postgres_bin) || { why_not='PostgreSQL 14 or newer is not installed'; return 1; }
    port=$(free_port)
    mkdir -p "$1/postgres" "$1/socket"
    if [ "$(id -u)" = 0 ]; then
        chown "$(as_database_owner id -un)" "$1/postgres" "$1/socket"
    fi
    # From the root folder: the database's owner may not be allowed into ours.
    if ! (cd / && as_database_owner "$programs/initdb" -D "$1/postgres" -U xuncha -A trust -E UTF8 --locale=C.UTF-8 --no-sync) >"$1/postgres.log" 2>&1 ||
        ! (cd / && as_database_owner "$programs/pg_ctl" -D "$1/postgres" -w -t 60 -l "$1/postgres/server.log" \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$1/socket -c fsync=off" start) >>"$1/postgres.log" 2>&1 </dev/null; then
        why_not="PostgreSQL did not start: $(tail -n 3 "$1/postgres.log" | tr '\n' ' ')"
        return 1
    fi
    postgres_data=$1/postgres
    XUNCHA_TEST_DATABASE_URL=postgres://xuncha@127.0.0.1:$port/postgres
    export XUNCHA_TEST_DATABASE_URL
}

# start_redis DIR: sets XUNCHA_TEST_REDIS_URL, or returns 1 with the reason in $why_not.
start_redis() {
    have redis-server || install_packages 'tests on Redis' redis-server || true
    have redis-server || { why_not='Redis is not installed'; return 1; }
    version=$(redis-server --version | sed 's/.*v=\([0-9]*\).*/\1/')
    [ "$version" -ge 7 ] || { why_not="Redis is version $version, 7 or newer is needed"; return 1; }
    port=$(free_port)
    redis-server --bind 127.0.0.1 --port "$port" --save '' --appendonly no --dir "$1" --daemonize no >"$1/redis.log" 2>&1 </dev/null &
    redis_pid=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        if "$python" -c "import socket; socket.create_connection(('127.0.0.1', $port), 1)" 2>/dev/null; then
            XUNCHA_TEST_REDIS_URL=redis://127.0.0.1:$port/0
            export XUNCHA_TEST_REDIS_URL
            return 0
        fi
        sleep 0.2
    done
    why_not="Redis did not start: $(tail -n 1 "$1/redis.log")"
    return 1
}

# Both or none: the tests marked services need both.
start_services() { start_postgres "$1" && start_redis "$1"; }

stop_services() {
    if [ -n "$redis_pid" ]; then
        kill "$redis_pid" 2>/dev/null || true
        wait "$redis_pid" 2>/dev/null || true
        redis_pid=
    fi
    if [ -n "$postgres_data" ]; then
        (cd / && as_database_owner "$(postgres_bin)/pg_ctl" -D "$postgres_data" -m immediate stop) >/dev/null 2>&1 || true
        postgres_data=
    fi
}
