import { date, foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { programmeKinds, programmeLevels } from '../../lib/programmes/codes.ts'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import { causes, requestKinds, requestStates, sourceKinds } from './core.ts'

/** What a bureau sets for itself about bans; without a row the program's own holds. */
export const integritySettings = pgTable(
  'integrity_setting',
  {
    ...tenantOwned,
    /** For how many months from the day of the fact. */
    banMonths: integer('ban_months').notNull(),
    levels: text({ enum: programmeLevels }).array().notNull(),
    /** Which kinds of these levels; none means all. */
    kinds: text({ enum: programmeKinds }).array().notNull(),
    causes: text({ enum: causes }).array().notNull(),
    appealDays: integer('appeal_days').notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (setting) => [primaryKey({ name: 'integrity_setting_pk', columns: [setting.tenantId] })],
)

/** A fact about somebody's conduct in a training, with the ban that follows; append-only. */
export const integrityFacts = pgTable(
  'integrity_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    /** None for a training that was held elsewhere. */
    programmeId: uuid('programme_id'),
    programmeTitle: text('programme_title').notNull(),
    programmeLevel: text('programme_level', { enum: programmeLevels }).notNull(),
    programmeKind: text('programme_kind', { enum: programmeKinds }).notNull(),
    cause: text({ enum: causes }).notNull(),
    happenedOn: date('happened_on', { mode: 'string' }).notNull(),
    reason: text(),
    /** The document that says so, where the fact came by a signed list. */
    evidence: text(),
    sourceKind: text('source_kind', { enum: sourceKinds }).notNull(),
    sourceId: uuid('source_id').notNull(),
    /** From that day on free; none where no ban follows. */
    barredUntil: date('barred_until', { mode: 'string' }),
    barredLevels: text('barred_levels', { enum: programmeLevels }).array().notNull(),
    barredKinds: text('barred_kinds', { enum: programmeKinds }).array().notNull(),
    appealDueOn: date('appeal_due_on', { mode: 'string' }).notNull(),
    /** None where a job wrote it down. */
    recordedBy: uuid('recorded_by'),
    recordedFor: uuid('recorded_for'),
    recordedByName: text('recorded_by_name').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (fact) => [
    primaryKey({ name: 'integrity_entry_pk', columns: [fact.tenantId, fact.id] }),
    foreignKey({
      name: 'integrity_entry_person_fk',
      columns: [fact.tenantId, fact.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'integrity_entry_organisation_fk',
      columns: [fact.tenantId, fact.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    unique('integrity_entry_once').on(fact.tenantId, fact.sourceKind, fact.sourceId, fact.personId, fact.cause),
  ],
)

/** That a fact was taken back; append-only. */
export const integrityReversals = pgTable(
  'integrity_reversal_entry',
  {
    ...tenantOwned,
    factId: uuid('fact_id').notNull(),
    reason: text().notNull(),
    requestId: uuid('request_id'),
    reversedBy: uuid('reversed_by').notNull(),
    reversedFor: uuid('reversed_for').notNull(),
    reversedByName: text('reversed_by_name').notNull(),
    reversedAt: instant('reversed_at').notNull(),
  },
  (reversal) => [
    primaryKey({ name: 'integrity_reversal_entry_pk', columns: [reversal.tenantId, reversal.factId] }),
    foreignKey({
      name: 'integrity_reversal_entry_fact_fk',
      columns: [reversal.tenantId, reversal.factId],
      foreignColumns: [integrityFacts.tenantId, integrityFacts.id],
    }),
  ],
)

/** What is asked about a fact: to be excused, or that it be taken back. */
export const integrityRequests = pgTable(
  'integrity_request',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    factId: uuid('fact_id').notNull(),
    kind: text({ enum: requestKinds }).notNull(),
    text: text().notNull(),
    fileId: uuid('file_id'),
    state: text({ enum: requestStates }).notNull(),
    againstBy: uuid('against_by'),
    againstFor: uuid('against_for'),
    personId: uuid('person_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedFor: uuid('asked_for').notNull(),
    askedByName: text('asked_by_name').notNull(),
    askedAt: instant('asked_at').notNull(),
    decidedBy: uuid('decided_by'),
    decidedFor: uuid('decided_for'),
    deciderId: uuid('decider_id'),
    deciderForId: uuid('decider_for_id'),
    decidedByName: text('decided_by_name'),
    decidedAt: instant('decided_at'),
    decision: text(),
  },
  (request) => [
    primaryKey({ name: 'integrity_request_pk', columns: [request.tenantId, request.id] }),
    foreignKey({
      name: 'integrity_request_fact_fk',
      columns: [request.tenantId, request.factId],
      foreignColumns: [integrityFacts.tenantId, integrityFacts.id],
    }),
  ],
)

/** That somebody may not join for a time, without a word of why. */
export const restrictions = pgTable(
  'restriction',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    /** From that day on free; none holds until it is lifted. */
    untilOn: date('until_on', { mode: 'string' }),
    levels: text({ enum: programmeLevels }).array().notNull(),
    kinds: text({ enum: programmeKinds }).array().notNull(),
    /** Names the case to whoever keeps it, and says nothing to anybody else. */
    reference: text().notNull(),
    /** Whom the person may ask. */
    contact: text().notNull(),
    enteredBy: uuid('entered_by').notNull(),
    enteredFor: uuid('entered_for').notNull(),
    enteredByName: text('entered_by_name').notNull(),
    enteredAt: instant('entered_at').notNull(),
    liftedBy: uuid('lifted_by'),
    liftedByName: text('lifted_by_name'),
    liftedAt: instant('lifted_at'),
    liftedReason: text('lifted_reason'),
  },
  (restriction) => [
    primaryKey({ name: 'restriction_pk', columns: [restriction.tenantId, restriction.id] }),
    foreignKey({
      name: 'restriction_person_fk',
      columns: [restriction.tenantId, restriction.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** A look at somebody's restriction: by whom and why; append-only. One look at several shares its id. */
export const restrictionLooks = pgTable(
  'restriction_look_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    restrictionId: uuid('restriction_id').notNull(),
    personId: uuid('person_id').notNull(),
    reason: text().notNull(),
    accountId: uuid('account_id').notNull(),
    accountName: text('account_name').notNull(),
    fromAddress: text('from_address').notNull(),
    at: instant('at').notNull(),
  },
  (look) => [
    primaryKey({ name: 'restriction_look_entry_pk', columns: [look.tenantId, look.id, look.restrictionId] }),
    foreignKey({
      name: 'restriction_look_entry_restriction_fk',
      columns: [look.tenantId, look.restrictionId],
      foreignColumns: [restrictions.tenantId, restrictions.id],
    }),
  ],
)
