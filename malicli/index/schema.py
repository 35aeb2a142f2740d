"""The tables of the index. They are a contract: a change is a new ``USER_VERSION``.

Days are proleptic Gregorian ordinals (1 January of year 1 is 1), so that spans compare as numbers;
an open bound is 0 or ``LAST_ORDINAL``. Text bounds (``earliest`` …) are ISO days, NULL when open.
"""

from __future__ import annotations

USER_VERSION = 3
APPLICATION_ID = 0x6D616C69  # "mali"
LAST_ORDINAL = 3_652_059  # 31 December 9999

# Events that may last longer than this are looked for apart, so that a range query over all the
# others is a scan of one short stretch of the index.
LONG_SPAN_DAYS = 400

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- every record as written, canonical keys and order, in the order of its file
CREATE TABLE record (
  kind TEXT, id TEXT, position INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- every name, id and former id of actors, places, sources and events, folded
CREATE TABLE name (
  kind TEXT, key TEXT, id TEXT, name TEXT, rank INTEGER, first_day INTEGER, last_day INTEGER,
  PRIMARY KEY (kind, key, id)
) WITHOUT ROWID;

-- ids that records had formerly
CREATE TABLE former (kind TEXT, old TEXT, id TEXT, PRIMARY KEY (kind, old)) WITHOUT ROWID;

CREATE TABLE event (
  n INTEGER PRIMARY KEY,
  id TEXT UNIQUE NOT NULL,
  date TEXT NOT NULL, date_kind TEXT NOT NULL, precision TEXT NOT NULL, doubt TEXT NOT NULL,
  earliest TEXT, start_latest TEXT, end_earliest TEXT, latest TEXT,
  first_day INTEGER NOT NULL, start_latest_day INTEGER NOT NULL,
  end_earliest_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
  long INTEGER NOT NULL,
  type TEXT NOT NULL, status TEXT NOT NULL, rank INTEGER NOT NULL,
  provisional INTEGER NOT NULL, episode INTEGER NOT NULL,
  title TEXT NOT NULL, title_fr TEXT, summary TEXT NOT NULL, summary_fr TEXT,
  actors TEXT NOT NULL, places TEXT NOT NULL, admin1 TEXT,
  latitude REAL, longitude REAL,
  killed_low INTEGER, killed_best INTEGER, killed_high INTEGER,
  injured_low INTEGER, injured_best INTEGER, injured_high INTEGER,
  -- disputed: the fields that sources dispute, joined by `;`, empty when none is
  sources TEXT NOT NULL, disputed TEXT NOT NULL, tags TEXT NOT NULL,
  -- what the event's own claims come to, also where its parts are counted instead
  own_killed_low INTEGER, own_killed_high INTEGER
);
CREATE INDEX event_span ON event (long, first_day, last_day);
CREATE INDEX event_type ON event (type, first_day);

CREATE TABLE event_actor (
  actor TEXT, first_day INTEGER, event INTEGER, position INTEGER, role TEXT, last_day INTEGER,
  PRIMARY KEY (actor, first_day, event, position)
) WITHOUT ROWID;
CREATE INDEX event_actor_event ON event_actor (event);

CREATE TABLE event_place (
  place TEXT, first_day INTEGER, event INTEGER, position INTEGER, role TEXT,
  PRIMARY KEY (place, first_day, event, position)
) WITHOUT ROWID;

-- the places of the event and of its control claims, and the cercle, region and country that
-- each lay in when it took place
CREATE TABLE event_area (
  area TEXT, first_day INTEGER, event INTEGER, PRIMARY KEY (area, first_day, event)
) WITHOUT ROWID;

CREATE TABLE event_source (
  source TEXT, event INTEGER, position INTEGER, PRIMARY KEY (source, event, position)
) WITHOUT ROWID;
CREATE TABLE event_tag (tag TEXT, event INTEGER, PRIMARY KEY (tag, event)) WITHOUT ROWID;
CREATE TABLE event_relation (event TEXT, kind TEXT, other TEXT, note TEXT);
CREATE INDEX event_relation_event ON event_relation (event);
CREATE INDEX event_relation_other ON event_relation (other);

-- every claim: who says what about which field of which record, and how it stands to the others
CREATE TABLE claim (
  kind TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, path TEXT NOT NULL,
  value TEXT NOT NULL, by TEXT, said TEXT, source TEXT, at TEXT, why TEXT, note TEXT,
  standing TEXT NOT NULL, disputed INTEGER NOT NULL
);
CREATE INDEX claim_record ON claim (kind, record);
CREATE INDEX claim_disputed ON claim (record) WHERE disputed;

CREATE TABLE toll (
  event INTEGER, position INTEGER, harm TEXT, whom TEXT, of_actor TEXT, people TEXT,
  low INTEGER, best INTEGER, high INTEGER, words TEXT, by TEXT, source TEXT, refuted INTEGER,
  PRIMARY KEY (event, position)
) WITHOUT ROWID;

CREATE TABLE control (
  place TEXT, first_day INTEGER, event INTEGER, position INTEGER, part TEXT, state TEXT,
  holders TEXT, date TEXT, by TEXT, source TEXT, at TEXT, note TEXT,
  PRIMARY KEY (place, first_day, event, position)
) WITHOUT ROWID;

CREATE TABLE actor (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fr TEXT, short TEXT, kind TEXT NOT NULL,
  active_from TEXT, active_to TEXT, events INTEGER NOT NULL,
  -- the abbreviation in French, where it is another and holds at all times
  short_fr TEXT
) WITHOUT ROWID;

CREATE TABLE relation (
  actor TEXT, position INTEGER, kind TEXT, other TEXT, date_from TEXT, date_to TEXT,
  first_day INTEGER, last_day INTEGER, status TEXT, office TEXT, extent TEXT,
  PRIMARY KEY (actor, position)
) WITHOUT ROWID;
CREATE INDEX relation_other ON relation (other, kind);

CREATE TABLE place (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fr TEXT, kind TEXT NOT NULL, country TEXT,
  latitude REAL, longitude REAL, precision TEXT, events INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE source (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT, url TEXT,
  kind TEXT NOT NULL, lang TEXT, symbol TEXT, origin TEXT, stake TEXT, events INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE figure (
  id TEXT PRIMARY KEY, kind TEXT, measure TEXT, whom TEXT, date TEXT,
  low NUMERIC, best NUMERIC, high NUMERIC, words TEXT, source TEXT
) WITHOUT ROWID;

-- what an event's claims of one harm come to; `in_parts` where its parts have claims of their own
-- and are counted instead; `low` is NULL where no claim gives a number
CREATE TABLE event_harm (
  event INTEGER, harm TEXT, low INTEGER, best INTEGER, high INTEGER, in_parts INTEGER,
  disputed INTEGER, PRIMARY KEY (event, harm)
) WITHOUT ROWID;

-- folded words: titles; summaries and tags; names of the actors and places
CREATE VIRTUAL TABLE event_text USING fts5 (
  title, summary, names, content='', tokenize='unicode61'
);
"""
