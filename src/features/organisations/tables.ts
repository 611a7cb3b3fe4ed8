import { date, foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'

/** A tenant: one bureau's deployment unit, a county or a city with its counties. Not itself tenant-owned. */
export const tenants = pgTable('tenant', {
  id: uuid().primaryKey(),
  /** Names the tenant in addresses. */
  slug: text().notNull(),
  name: text().notNull(),
  /** GB/T 2260 code of the region, six digits: its jurisdiction. */
  regionCode: text('region_code').notNull(),
  timeZone: text('time_zone').notNull(),
  /** The plan year that the bureau works in now. */
  year: integer().notNull(),
  /** The first year of one of its cycles, and how many years each has. */
  cycleStart: integer('cycle_start').notNull().default(2021),
  cycleYears: integer('cycle_years').notNull().default(5),
  createdAt: instant('created_at').notNull(),
})

export const organisationKinds = ['bureau', 'county_bureau', 'town_centre', 'school', 'provider'] as const

/** A node of the region's tree: bureau → county bureau → town centre → school; providers stand under whoever engages them. */
export const organisations = pgTable(
  'organisation',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    parentId: uuid('parent_id'),
    kind: text({ enum: organisationKinds }).notNull(),
    name: text().notNull(),
    shortName: text('short_name').notNull(),
    pinyin: text().notNull(),
    initials: text().notNull(),
    /** JY/T 1001 办学类型, three digits (211 小学, 311 初级中学 …); schools only. */
    schoolKind: text('school_kind'),
    /** JY/T 1001 任课学段 taught here (1 学前, 2 小学, 3 初中, 4 高中 …). */
    stages: text().array().notNull(),
    /** Where it stands: 城区, 镇区 or 乡村. */
    setting: text({ enum: ['urban', 'town', 'rural'] }),
    createdAt: instant('created_at').notNull(),
    closedOn: date('closed_on', { mode: 'string' }),
    /** What the bureau calls it in its own tables: finds it again when the tree comes in from Excel. */
    code: text(),
    /** Where its people went when it was closed by a merger. */
    mergedInto: uuid('merged_into'),
    openedOn: date('opened_on', { mode: 'string' }),
    address: text(),
    phone: text(),
  },
  (organisation) => [
    primaryKey({ name: 'organisation_pk', columns: [organisation.tenantId, organisation.id] }),
    foreignKey({
      name: 'organisation_parent_fk',
      columns: [organisation.tenantId, organisation.parentId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
    unique('organisation_code_unique').on(organisation.tenantId, organisation.code),
  ],
)

/** Every pair of an organisation and one that stands under it, itself included at depth 0: how scope is decided. */
export const organisationClosure = pgTable(
  'organisation_closure',
  {
    ...tenantOwned,
    ancestorId: uuid('ancestor_id').notNull(),
    descendantId: uuid('descendant_id').notNull(),
    depth: integer().notNull(),
  },
  (pair) => [
    primaryKey({ name: 'organisation_closure_pk', columns: [pair.tenantId, pair.ancestorId, pair.descendantId] }),
  ],
)

export const organisationChangeKinds = ['renamed', 'moved', 'merged', 'split', 'closed', 'reopened'] as const

/** What became of an organisation and when, append-only: the tree shows today, these entries show how it came about. */
export const organisationChangeEntries = pgTable(
  'organisation_change_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    kind: text({ enum: organisationChangeKinds }).notNull(),
    datedOn: date('dated_on', { mode: 'string' }).notNull(),
    reason: text().notNull(),
    oldName: text('old_name'),
    newName: text('new_name'),
    oldPinyin: text('old_pinyin'),
    oldInitials: text('old_initials'),
    /** Of a move, the parent before. */
    fromId: uuid('from_id'),
    /** Of a move, the new parent; of a merger or a split, whoever took the people in. */
    toId: uuid('to_id'),
    people: integer().notNull(),
    /** The list that brought the change in. */
    importId: uuid('import_id'),
    changedBy: uuid('changed_by'),
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (entry) => [primaryKey({ name: 'organisation_change_entry_pk', columns: [entry.tenantId, entry.id] })],
)
