from records.engines.tables import APPEND_ONLY


def install(cursor) -> None:
    cursor.execute(
        "CREATE OR REPLACE FUNCTION records_append_only() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION 'append-only table %', TG_TABLE_NAME; END; $$ LANGUAGE plpgsql"
    )
    for table in APPEND_ONLY:
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION records_append_only()"
        )
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION records_append_only()"
        )


def missing(cursor) -> list[str]:
    """Names of triggers that should be there and are not, or are switched off."""
    cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
    present = {row[0] for row in cursor.fetchall()}
    wanted = [f"{table}_{suffix}" for table in APPEND_ONLY for suffix in ("rows", "truncate")]
    return [name for name in wanted if name not in present]
