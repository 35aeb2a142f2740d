"""Dataset → index: everything that a query needs, worked out once."""

from __future__ import annotations

import sqlite3

from malicli.index.compile.events import EventWriter
from malicli.index.compile.rows import (
    insert,
    make_figures,
    make_former,
    make_meta,
    make_names,
    make_records,
    make_relation_claims,
    make_relations,
)
from malicli.index.schema import APPLICATION_ID, TABLES, USER_VERSION
from malicli.model.dataset import RECORD_KINDS, Dataset


def compile_index(dataset: Dataset, connection: sqlite3.Connection, digest: str) -> None:
    """Fill an empty database with the index of a chronology, in one transaction."""
    connection.executescript(
        f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={USER_VERSION};"
        f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {TABLES}"
    )
    with connection:
        insert(connection, "meta", make_meta(dataset, digest))
        for kind in RECORD_KINDS:
            insert(connection, "record", make_records(dataset, kind))
        insert(connection, "name", make_names(dataset))
        insert(connection, "former", make_former(dataset))
        EventWriter(dataset, connection).write()
        insert(connection, "relation", make_relations(dataset))
        insert(connection, "claim", make_relation_claims(dataset))
        insert(connection, "figure", make_figures(dataset))
    connection.execute("ANALYZE")
    connection.commit()
