import { boolean, date, foreignKey, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Policy } from '../../lib/policy/language.ts'
import type { Population } from '../../lib/population/population.ts'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import { trialChanges, type TrialFound } from './core/trial.ts'

/** How many hours are asked of whom, over a year or a cycle: data that a plan or a province brings, never code. */
export const hourRequirements = pgTable(
  'hour_requirement',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** Asked of people here and below. */
    organisationId: uuid('organisation_id').notNull(),
    fromYear: integer('from_year').notNull(),
    toYear: integer('to_year').notNull(),
    /** Null asks about all hours together. */
    category: text(),
    minCentihours: integer('min_centihours'),
    /** What is earned beyond it is shown and not counted. */
    maxCentihours: integer('max_centihours'),
    /** Asked of everybody on average (人均). */
    average: boolean().notNull(),
    population: jsonb().$type<Population>().notNull(),
    /** 学时 or 学分. */
    unit: text({ enum: ['hour', 'credit'] }).notNull(),
    /** The document and the words it comes from. */
    source: text().notNull(),
    addedBy: uuid('added_by'),
    addedAt: instant('added_at').notNull(),
  },
  (requirement) => [
    primaryKey({ name: 'hour_requirement_pk', columns: [requirement.tenantId, requirement.id] }),
    foreignKey({
      name: 'hour_requirement_organisation_fk',
      columns: [requirement.tenantId, requirement.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** A policy of an organisation, asked of everybody there and below. What it says stands in its draft and its versions. */
export const hourPolicies = pgTable(
  'hour_policy',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    title: text().notNull(),
    /** The shipped pack it began as; null for one written here. */
    packId: text('pack_id'),
    packEdition: date('pack_edition', { mode: 'string' }),
    madeBy: uuid('made_by').notNull(),
    madeAt: instant('made_at').notNull(),
    /** From this day nobody is asked it any more. */
    endedOn: date('ended_on', { mode: 'string' }),
    endedBy: uuid('ended_by'),
    endedReason: text('ended_reason'),
  },
  (policy) => [
    primaryKey({ name: 'hour_policy_pk', columns: [policy.tenantId, policy.id] }),
    foreignKey({
      name: 'hour_policy_organisation_fk',
      columns: [policy.tenantId, policy.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** The text of a policy that is being written: changed freely, in force for nobody. */
export const hourPolicyDrafts = pgTable(
  'hour_policy_draft',
  {
    ...tenantOwned,
    policyId: uuid('policy_id').notNull(),
    /** Grows with every change, so that two who write at once notice each other. */
    revision: integer().notNull(),
    content: jsonb().$type<Policy>().notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (draft) => [primaryKey({ name: 'hour_policy_draft_pk', columns: [draft.tenantId, draft.policyId] })],
)

/** A text that was adopted: never changed, in force from its day until the next version's. */
export const hourPolicyVersions = pgTable(
  'hour_policy_version',
  {
    ...tenantOwned,
    policyId: uuid('policy_id').notNull(),
    version: integer().notNull(),
    content: jsonb().$type<Policy>().notNull(),
    /** SHA-256 over the content. */
    hash: bytes().notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    reason: text().notNull(),
    draftedBy: uuid('drafted_by').notNull(),
    adoptedBy: uuid('adopted_by').notNull(),
    adoptedAt: instant('adopted_at').notNull(),
  },
  (version) => [
    primaryKey({ name: 'hour_policy_version_pk', columns: [version.tenantId, version.policyId, version.version] }),
  ],
)

export const exemptionStates = ['asked', 'granted', 'refused', 'withdrawn'] as const

/** Who is excused from what, for how long, on which evidence. Two people: one asks, another grants. */
export const hourExemptions = pgTable(
  'hour_exemption',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    /** The rules it excuses from, each as policy and rule; null excuses from every rule. */
    ruleIds: text('rule_ids').array(),
    kind: text().notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }).notNull(),
    reason: text().notNull(),
    fileId: uuid('file_id').notNull(),
    state: text({ enum: exemptionStates }).notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedFor: uuid('asked_for').notNull(),
    askedAt: instant('asked_at').notNull(),
    decidedBy: uuid('decided_by'),
    decidedFor: uuid('decided_for'),
    deciderPersonId: uuid('decider_person_id'),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
  },
  (exemption) => [
    primaryKey({ name: 'hour_exemption_pk', columns: [exemption.tenantId, exemption.id] }),
    foreignKey({
      name: 'hour_exemption_person_fk',
      columns: [exemption.tenantId, exemption.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** What trying the draft of a policy found: the last trial alone. */
export const hourTrials = pgTable(
  'hour_trial',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    policyId: uuid('policy_id').notNull(),
    /** Of the draft that was tried. */
    revision: integer().notNull(),
    year: integer().notNull(),
    found: jsonb().$type<TrialFound>().notNull(),
    madeBy: uuid('made_by').notNull(),
    madeByName: text('made_by_name').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (trial) => [
    primaryKey({ name: 'hour_trial_pk', columns: [trial.tenantId, trial.id] }),
    unique('hour_trial_one_a_policy').on(trial.tenantId, trial.policyId),
    foreignKey({
      name: 'hour_trial_policy_fk',
      columns: [trial.tenantId, trial.policyId],
      foreignColumns: [hourPolicies.tenantId, hourPolicies.id],
    }),
  ],
)

/** Whom the draft would change something for, as they were on the roster when it was tried. */
export const hourTrialPeople = pgTable(
  'hour_trial_person',
  {
    ...tenantOwned,
    trialId: uuid('trial_id').notNull(),
    /** In the order of the list. */
    place: integer().notNull(),
    personId: uuid('person_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    stage: text(),
    subjects: text().array().notNull(),
    setting: text(),
    /** Null where only what counts is another amount. */
    change: text({ enum: trialChanges }),
    missingBefore: integer('missing_before').notNull(),
    missingAfter: integer('missing_after').notNull(),
    countedBefore: integer('counted_before').notNull(),
    countedAfter: integer('counted_after').notNull(),
  },
  (one) => [
    primaryKey({ name: 'hour_trial_person_pk', columns: [one.tenantId, one.trialId, one.place] }),
    foreignKey({
      name: 'hour_trial_person_trial_fk',
      columns: [one.tenantId, one.trialId],
      foreignColumns: [hourTrials.tenantId, hourTrials.id],
    }),
    foreignKey({
      name: 'hour_trial_person_person_fk',
      columns: [one.tenantId, one.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)
