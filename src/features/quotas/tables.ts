import { boolean, date, foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { people } from '../people/tables.ts'
import { programmes } from '../programmes/tables.ts'

/** How the places of a programme are shared out: one sheet a programme. */
export const quotaSheets = pgTable(
  'quota_sheet',
  {
    ...tenantOwned,
    programmeId: uuid('programme_id').notNull(),
    /** Grows with every change: an edit that started from an older one is refused. */
    version: integer().notNull(),
    /** From this day on, reserved places that nobody has taken are for everybody whom their parent means. */
    releaseOn: date('release_on', { mode: 'string' }),
    releasedAt: instant('released_at'),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by'),
  },
  (sheet) => [
    primaryKey({ name: 'quota_sheet_pk', columns: [sheet.tenantId, sheet.programmeId] }),
    foreignKey({
      name: 'quota_sheet_programme_fk',
      columns: [sheet.tenantId, sheet.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
  ],
)

/** A cell of the tree: whom it means under its parent, how many, and how many have taken a place through it. */
export const quotaCells = pgTable(
  'quota_cell',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    programmeId: uuid('programme_id').notNull(),
    parentId: uuid('parent_id'),
    position: integer().notNull(),
    kind: text({ enum: ['reserve', 'cap'] }).notNull(),
    dimension: text({ enum: ['organisation', 'stage', 'subject', 'setting', 'talent_level'] }),
    wanted: text().array().notNull(),
    /** None: everybody. */
    placesMax: integer('places_max'),
    approximate: boolean().notNull(),
    /** In hundredths of the places that the programme had when the number was reckoned from it. */
    share: integer(),
    everybody: boolean().notNull(),
    placesTaken: integer('places_taken').notNull().default(0),
    /** Those who stand in none of its reserves. */
    openTaken: integer('open_taken').notNull().default(0),
    /** What its reserves keep. */
    placesReserved: integer('places_reserved').notNull().default(0),
  },
  (cell) => [
    primaryKey({ name: 'quota_cell_pk', columns: [cell.tenantId, cell.id] }),
    foreignKey({
      name: 'quota_cell_sheet_fk',
      columns: [cell.tenantId, cell.programmeId],
      foreignColumns: [quotaSheets.tenantId, quotaSheets.programmeId],
    }),
    foreignKey({
      name: 'quota_cell_parent_fk',
      columns: [cell.tenantId, cell.parentId],
      foreignColumns: [cell.tenantId, cell.id],
    }),
  ],
)

/** Who holds a place of which cell, so that it is released exactly as it was taken. */
export const quotaHolds = pgTable(
  'quota_hold',
  {
    ...tenantOwned,
    cellId: uuid('cell_id').notNull(),
    personId: uuid('person_id').notNull(),
    programmeId: uuid('programme_id').notNull(),
    isOpen: boolean('is_open').notNull(),
    heldAt: instant('held_at').notNull(),
  },
  (hold) => [
    primaryKey({ name: 'quota_hold_pk', columns: [hold.tenantId, hold.cellId, hold.personId] }),
    foreignKey({
      name: 'quota_hold_cell_fk',
      columns: [hold.tenantId, hold.cellId],
      foreignColumns: [quotaCells.tenantId, quotaCells.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'quota_hold_person_fk',
      columns: [hold.tenantId, hold.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** Places that went from one cell to another, or to whoever their parent means. */
export const quotaMoves = pgTable(
  'quota_move',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    programmeId: uuid('programme_id').notNull(),
    fromId: uuid('from_id').notNull(),
    toId: uuid('to_id'),
    places: integer().notNull(),
    reason: text().notNull(),
    movedAt: instant('moved_at').notNull(),
    movedBy: uuid('moved_by'),
    undoneAt: instant('undone_at'),
    undoneBy: uuid('undone_by'),
  },
  (move) => [
    primaryKey({ name: 'quota_move_pk', columns: [move.tenantId, move.id] }),
    foreignKey({
      name: 'quota_move_sheet_fk',
      columns: [move.tenantId, move.programmeId],
      foreignColumns: [quotaSheets.tenantId, quotaSheets.programmeId],
    }),
  ],
)
