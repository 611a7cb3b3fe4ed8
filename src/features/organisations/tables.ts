import { date, foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
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
  },
  (organisation) => [
    primaryKey({ name: 'organisation_pk', columns: [organisation.tenantId, organisation.id] }),
    foreignKey({
      name: 'organisation_parent_fk',
      columns: [organisation.tenantId, organisation.parentId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
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
