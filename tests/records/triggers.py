"""Take the log's triggers away, as somebody with the database could; tests that tamper need it, and so does flush."""

from django.db import connection


def drop_triggers():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            for table in ("core_auditevent", "records_sealentry"):
                for suffix in ("rows", "truncate"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{suffix} ON {table}")


def execute(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
