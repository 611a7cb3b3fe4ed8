import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import { programmes } from '../programmes/tables.ts'

/** How many places a programme has and how many are held. Made when the first place is asked for; a programme without a limit has none. */
export const placeCounters = pgTable(
  'place_counter',
  {
    ...tenantOwned,
    programmeId: uuid('programme_id').notNull(),
    placesMax: integer('places_max').notNull(),
    placesTaken: integer('places_taken').notNull().default(0),
    /** Nobody takes a place without being asked for quotas, whatever they read of the programme before. */
    hasQuotas: boolean('has_quotas').notNull().default(false),
  },
  (counter) => [
    primaryKey({ name: 'place_counter_pk', columns: [counter.tenantId, counter.programmeId] }),
    foreignKey({
      name: 'place_counter_programme_fk',
      columns: [counter.tenantId, counter.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
    check('place_counter_never_oversold', sql`${counter.placesTaken} between 0 and ${counter.placesMax}`),
  ],
)

export const enrolmentStates = [
  'applied',
  'school_approved',
  'returned',
  'admitted',
  'not_admitted',
  'withdrawn',
  'dismissed',
  'no_show',
] as const

/** The ways into a programme: an application of one's own, and everything else that draws from the same places. */
export const ways = [
  'application',
  'waiting',
  'invitation',
  'nomination',
  'list',
  'whole',
  'round',
  'selection',
  'substitution',
] as const

/** One person's application to one programme and what became of it. Whoever was returned applies anew: each try keeps its own row. */
export const enrolments = pgTable(
  'enrolment',
  {
    ...tenantOwned,
    /** Chosen by whoever applies, so that a repeated request finds its own earlier one. */
    id: uuid().notNull(),
    programmeId: uuid('programme_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** The school that the person was at when they applied: it is the one that vouches for them. */
    schoolId: uuid('school_id').notNull(),
    state: text({ enum: enrolmentStates }).notNull(),
    /** Whether one of the programme's places is counted for this application now. */
    holdsPlace: boolean('holds_place').notNull(),
    /** Why it was returned, declined or ended. */
    reason: text(),
    appliedAt: instant('applied_at').notNull(),
    /** When and by which account the school vouched or returned. */
    vouchedAt: instant('vouched_at'),
    vouchedBy: uuid('vouched_by'),
    /** When and by which account it was admitted, declined or ended. */
    decidedAt: instant('decided_at'),
    decidedBy: uuid('decided_by'),
    /** The people behind those accounts: never the one who applies. */
    voucherId: uuid('voucher_id'),
    voucherForId: uuid('voucher_for_id'),
    deciderId: uuid('decider_id'),
    deciderForId: uuid('decider_for_id'),
    withdrawnAt: instant('withdrawn_at'),
    /** By which way they came in, and the row that sent them, where there is one. */
    sourceKind: text('source_kind', { enum: ways }).notNull().default('application'),
    sourceId: uuid('source_id'),
  },
  (enrolment) => [
    primaryKey({ name: 'enrolment_pk', columns: [enrolment.tenantId, enrolment.id] }),
    foreignKey({
      name: 'enrolment_programme_fk',
      columns: [enrolment.tenantId, enrolment.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
    foreignKey({
      name: 'enrolment_person_fk',
      columns: [enrolment.tenantId, enrolment.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'enrolment_school_fk',
      columns: [enrolment.tenantId, enrolment.schoolId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    uniqueIndex('enrolment_stands_once')
      .on(enrolment.tenantId, enrolment.programmeId, enrolment.personId)
      .where(sql`${enrolment.state} not in ('returned', 'withdrawn')`),
  ],
)

export const waiterStates = ['waiting', 'offered', 'accepted', 'declined', 'expired', 'left'] as const

/** Somebody who waits for a place, or was asked to take one: an open offer holds a place of the counter. */
export const waiters = pgTable(
  'waiter',
  {
    ...tenantOwned,
    /** Chosen by whoever joins. */
    id: uuid().notNull(),
    programmeId: uuid('programme_id').notNull(),
    personId: uuid('person_id').notNull(),
    schoolId: uuid('school_id').notNull(),
    state: text({ enum: waiterStates }).notNull(),
    /** The order of the list: the moment of joining, unless somebody was moved. */
    turn: numeric().notNull(),
    sourceKind: text('source_kind', { enum: ['waiting', 'invitation', 'round', 'selection'] }).notNull(),
    sourceId: uuid('source_id'),
    joinedAt: instant('joined_at').notNull(),
    offeredAt: instant('offered_at'),
    offerUntil: instant('offer_until'),
    endedAt: instant('ended_at'),
    enrolmentId: uuid('enrolment_id'),
    movedAt: instant('moved_at'),
    movedBy: uuid('moved_by'),
    movedReason: text('moved_reason'),
  },
  (waiter) => [
    primaryKey({ name: 'waiter_pk', columns: [waiter.tenantId, waiter.id] }),
    foreignKey({
      name: 'waiter_programme_fk',
      columns: [waiter.tenantId, waiter.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
    foreignKey({
      name: 'waiter_person_fk',
      columns: [waiter.tenantId, waiter.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'waiter_school_fk',
      columns: [waiter.tenantId, waiter.schoolId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    foreignKey({
      name: 'waiter_enrolment_fk',
      columns: [waiter.tenantId, waiter.enrolmentId],
      foreignColumns: [enrolments.tenantId, enrolments.id],
    }),
    uniqueIndex('waiter_stands_once')
      .on(waiter.tenantId, waiter.programmeId, waiter.personId)
      .where(sql`${waiter.state} in ('waiting', 'offered')`),
  ],
)

/** For how long offers of a programme stand, where somebody has said so. */
export const waitingRules = pgTable(
  'waiting_rule',
  {
    ...tenantOwned,
    programmeId: uuid('programme_id').notNull(),
    termHours: integer('term_hours').notNull(),
    leadHours: integer('lead_hours').notNull(),
  },
  (rule) => [
    primaryKey({ name: 'waiting_rule_pk', columns: [rule.tenantId, rule.programmeId] }),
    foreignKey({
      name: 'waiting_rule_programme_fk',
      columns: [rule.tenantId, rule.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
  ],
)
