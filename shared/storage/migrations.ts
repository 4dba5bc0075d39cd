/**
 * The database layout, step by step. One way, one number each, never edited once released: a released step is the only proof of
 * what lies on people's disks. Every step has a test with rows in it (tests/unit/storage/open-database.test.ts).
 */
import type { SqliteDriver } from './sqlite-driver.ts'

export type Migration = {
  /** 1, 2, 3 …: the `user_version` after this step. */
  readonly version: number
  /** Runs inside a transaction that also sets `user_version`. */
  readonly migrate: (driver: SqliteDriver) => void
}

export const migrations: readonly Migration[] = [
  {
    version: 1,
    migrate: (driver) => {
      driver.exec(`
        CREATE TABLE rooms (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          lineage TEXT NOT NULL,
          head INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE updates (
          room INTEGER NOT NULL REFERENCES rooms (id),
          seq INTEGER NOT NULL,
          payload BLOB NOT NULL,
          checksum BLOB NOT NULL,
          PRIMARY KEY (room, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE snapshots (
          room INTEGER NOT NULL REFERENCES rooms (id),
          through INTEGER NOT NULL,
          payload BLOB NOT NULL,
          checksum BLOB NOT NULL,
          PRIMARY KEY (room, through)
        ) STRICT;
        CREATE TABLE facts (
          key TEXT NOT NULL PRIMARY KEY,
          value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;`)
    },
  },
  {
    // A row may hold several updates: `seq` is the number of the last one. What is long may be deflated. Rows that are there hold
    // one plain update, and stay as they are.
    // A room's head follows its rows by itself, so that storing an update is one statement.
    version: 2,
    migrate: (driver) => {
      driver.exec(`
        ALTER TABLE updates ADD COLUMN count INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE updates ADD COLUMN deflated INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE snapshots ADD COLUMN deflated INTEGER NOT NULL DEFAULT 0;
        CREATE TRIGGER head_of_room AFTER INSERT ON updates BEGIN
          UPDATE rooms SET head = new.seq WHERE id = new.room;
        END;`)
    },
  },
]
