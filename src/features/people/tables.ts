import { sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { date, foreignKey, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'

/** Somebody on the roster of the region. A person is not an account, and is never deleted: the state says what became of them. */
export const people = pgTable(
  'person',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** The school (or other organisation) whose roster this person is on. */
    organisationId: uuid('organisation_id').notNull(),
    staffNo: text('staff_no').notNull(),
    name: text().notNull(),
    pinyin: text().notNull(),
    initials: text().notNull(),
    /** The surname in one word, then the syllables of the given name; null until the application has spelled the row. */
    spelling: text(),
    /** Further ways to type the name: other readings of the surname, and `~` before those of a given name alone. */
    readings: text().array().notNull().default([]),
    /** What lists of people are sorted by: spelling, then name by the order of its characters. */
    sortKey: text('sort_key')
      .notNull()
      .generatedAlwaysAs(sql`coalesce(spelling, pinyin) || '  ' || name`),
    gender: text({ enum: ['male', 'female'] }),
    bornOn: date('born_on', { mode: 'string' }),
    /** The ID number, sealed with AES-256-GCM; found again by its keyed hash. The same for the phone number. */
    idNumberSealed: bytes('id_number_sealed'),
    idNumberHash: bytes('id_number_hash'),
    phoneSealed: bytes('phone_sealed'),
    phoneHash: bytes('phone_hash'),
    /** JY/T 1001 任课学段. */
    stage: text(),
    subjects: text().array().notNull(),
    title: text(),
    talentLevel: text('talent_level'),
    /** JY/T 1001 当前状态: the first digit 1 means in post. */
    state: text().notNull(),
    /** The first day as a teacher. */
    startedOn: date('started_on', { mode: 'string' }),
    retiresOn: date('retires_on', { mode: 'string' }),
    /** 教职工标识码, 19 characters. */
    nationalNo: text('national_no'),
    /** JY/T 1001 教职工类别: 11 专任教师, 12 教辅 … */
    staffKind: text('staff_kind'),
    /** GB/T 4762 政治面貌. */
    politicalStatus: text('political_status'),
    /** GB/T 4658 学历. */
    education: text(),
    /** GB/T 6864 学位, its first digit: 2 博士, 3 硕士, 4 学士. */
    degree: text(),
    /** 普通话等级, 1 一级甲等 … 6 三级乙等. */
    mandarin: text(),
    /** The first day at the present school. */
    joinedOn: date('joined_on', { mode: 'string' }),
    /** Whose number this one turned out to be: such a row is kept, and shown nowhere. */
    mergedInto: uuid('merged_into'),
    createdAt: instant('created_at').notNull(),
  },
  (person) => [
    primaryKey({ name: 'person_pk', columns: [person.tenantId, person.id] }),
    foreignKey({
      name: 'person_organisation_fk',
      columns: [person.tenantId, person.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    unique('person_staff_no_unique').on(person.tenantId, person.staffNo),
    unique('person_id_number_unique').on(person.tenantId, person.idNumberHash),
  ],
)

/** A post that a person holds at an organisation between two dates: 班主任, 教研组长, 校长 … */
export const posts = pgTable(
  'post',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    /** JY/T 1001 岗位职业 with local extensions: `postKinds`. */
    kind: text().notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }),
  },
  (post) => [
    primaryKey({ name: 'post_pk', columns: [post.tenantId, post.id] }),
    foreignKey({
      name: 'post_person_fk',
      columns: [post.tenantId, post.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

export const lifeKinds = [
  'state',
  'school',
  'name',
  'staff_no',
  'stage',
  'title',
  'talent',
  'merged',
  'unmerged',
  'arrived',
] as const

/** What became of a person and when, append-only: the roster shows today, these entries show how it came about. */
export const personChangeEntries = pgTable(
  'person_change_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    kind: text({ enum: lifeKinds }).notNull(),
    datedOn: date('dated_on', { mode: 'string' }).notNull(),
    before: text(),
    after: text(),
    /** Of a change of school, from one to another. */
    fromId: uuid('from_id'),
    toId: uuid('to_id'),
    reason: text(),
    changedBy: uuid('changed_by'),
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (entry) => [primaryKey({ name: 'person_change_entry_pk', columns: [entry.tenantId, entry.id] })],
)

/**
 * Whether a state means in post, as `isInPost` of `lib/population` says. Not `like`: behind row-level security PostgreSQL keeps
 * what it knows of a column from an operator that might tell it on, takes five in a thousand for whatever `like` asks, and
 * joins a county one by one.
 */
export const inPost = (state: SQL | AnyColumn): SQL => sql`${state} ^@ '1'`
