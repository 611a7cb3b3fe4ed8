import { boolean, foreignKey, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Conflict } from '../../lib/matching/conflict.ts'
import type { Selection } from '../../lib/matching/selection.ts'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { enrolments, waiters } from '../enrolment/tables.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import { programmes } from '../programmes/tables.ts'
import type { LimitChange } from './core/loosening.ts'
import { methods, type RoundLimit } from './core/method.ts'
import { roundStates, type Criterion, type RoundBlock } from './core/rules.ts'

/** A round of two-way selection over several programmes of one bureau. */
export const rounds = pgTable(
  'matching_round',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    title: text().notNull(),
    state: text({ enum: roundStates }).notNull(),
    choicesMax: integer('choices_max').notNull(),
    method: text({ enum: methods }).notNull().default('deferred'),
    /** Over all programmes, or all places of one; only of the optimal method. */
    limits: jsonb().$type<readonly RoundLimit[]>().notNull().default([]),
    /** Which limits the last attempt could not keep together; null after one that could. */
    conflict: jsonb().$type<readonly Conflict[]>(),
    opensAt: instant('opens_at').notNull(),
    rankingClosesAt: instant('ranking_closes_at').notNull(),
    /** Until when those who ranked may still change their order. */
    adjustingClosesAt: instant('adjusting_closes_at').notNull(),
    scoringClosesAt: instant('scoring_closes_at').notNull(),
    /** The round whose unplaced people this one is for. */
    followsId: uuid('follows_id'),
    /** Sealed until the round is shown or confirmed, committed to from the start. */
    seedSealed: bytes('seed_sealed').notNull(),
    saltSealed: bytes('salt_sealed').notNull(),
    commitment: text().notNull(),
    /** Since when everybody may know the seed: from then on no score changes. */
    seedToldAt: instant('seed_told_at'),
    /** The reckoning that is shown, or was shown last; taken back it is not shown again. */
    shownRunId: uuid('shown_run_id'),
    confirmedRunId: uuid('confirmed_run_id'),
    confirmedAt: instant('confirmed_at'),
    confirmedByName: text('confirmed_by_name'),
    cancelReason: text('cancel_reason'),
    createdBy: uuid('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: instant('created_at').notNull(),
    publishedAt: instant('published_at'),
  },
  (round) => [
    primaryKey({ name: 'matching_round_pk', columns: [round.tenantId, round.id] }),
    foreignKey({
      name: 'matching_round_organisation_fk',
      columns: [round.tenantId, round.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    foreignKey({
      name: 'matching_round_follows_fk',
      columns: [round.tenantId, round.followsId],
      foreignColumns: [round.tenantId, round.id],
    }),
  ],
)

/** A programme of a round: its places by kind, in the order in which they are filled, and what its applicants are scored by. */
export const roundProgrammes = pgTable(
  'matching_round_programme',
  {
    ...tenantOwned,
    roundId: uuid('round_id').notNull(),
    programmeId: uuid('programme_id').notNull(),
    position: integer().notNull(),
    blocks: jsonb().$type<readonly RoundBlock[]>().notNull(),
    criteria: jsonb().$type<readonly Criterion[]>().notNull(),
    /** Whether whoever scores sees no names. */
    isBlind: boolean('is_blind').notNull(),
    /** How many places the programme had when the round was confirmed: what it has beyond was added later. */
    confirmedPlacesMax: integer('confirmed_places_max'),
  },
  (one) => [
    primaryKey({ name: 'matching_round_programme_pk', columns: [one.tenantId, one.roundId, one.programmeId] }),
    foreignKey({
      name: 'matching_round_programme_round_fk',
      columns: [one.tenantId, one.roundId],
      foreignColumns: [rounds.tenantId, rounds.id],
    }),
    foreignKey({
      name: 'matching_round_programme_programme_fk',
      columns: [one.tenantId, one.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
  ],
)

/** Somebody who takes part in a round, with their choices, the dearest first. */
export const applicants = pgTable(
  'matching_applicant',
  {
    ...tenantOwned,
    roundId: uuid('round_id').notNull(),
    personId: uuid('person_id').notNull(),
    schoolId: uuid('school_id').notNull(),
    /** Stands for the person in everything that leaves the house, and draws their lot. */
    code: text().notNull(),
    choices: uuid().array().notNull(),
    rankedAt: instant('ranked_at').notNull(),
  },
  (one) => [
    primaryKey({ name: 'matching_applicant_pk', columns: [one.tenantId, one.roundId, one.personId] }),
    unique('matching_applicant_code_unique').on(one.tenantId, one.roundId, one.code),
    foreignKey({
      name: 'matching_applicant_round_fk',
      columns: [one.tenantId, one.roundId],
      foreignColumns: [rounds.tenantId, rounds.id],
    }),
    foreignKey({
      name: 'matching_applicant_person_fk',
      columns: [one.tenantId, one.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'matching_applicant_school_fk',
      columns: [one.tenantId, one.schoolId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** What a programme thinks of one applicant. */
export const scores = pgTable(
  'matching_score',
  {
    ...tenantOwned,
    roundId: uuid('round_id').notNull(),
    programmeId: uuid('programme_id').notNull(),
    personId: uuid('person_id').notNull(),
    marks: jsonb().$type<Readonly<Record<string, number>>>().notNull(),
    /** Hundredths, from 0 to 10000; null where the person is not suitable. */
    score: integer(),
    unsuitableReason: text('unsuitable_reason'),
    scoredBy: uuid('scored_by').notNull(),
    scoredByName: text('scored_by_name').notNull(),
    scoredAt: instant('scored_at').notNull(),
  },
  (one) => [
    primaryKey({ name: 'matching_score_pk', columns: [one.tenantId, one.roundId, one.programmeId, one.personId] }),
    foreignKey({
      name: 'matching_score_programme_fk',
      columns: [one.tenantId, one.roundId, one.programmeId],
      foreignColumns: [roundProgrammes.tenantId, roundProgrammes.roundId, roundProgrammes.programmeId],
    }),
    foreignKey({
      name: 'matching_score_applicant_fk',
      columns: [one.tenantId, one.roundId, one.personId],
      foreignColumns: [applicants.tenantId, applicants.roundId, applicants.personId],
    })
      .onUpdate('cascade')
      .onDelete('cascade'),
  ],
)

/** Somebody whom an officer placed by hand, or kept out, for a reason that everybody reads. */
export const pins = pgTable(
  'matching_pin',
  {
    ...tenantOwned,
    roundId: uuid('round_id').notNull(),
    personId: uuid('person_id').notNull(),
    programmeId: uuid('programme_id'),
    blockId: text('block_id'),
    reason: text().notNull(),
    pinnedBy: uuid('pinned_by').notNull(),
    pinnedByName: text('pinned_by_name').notNull(),
    pinnedAt: instant('pinned_at').notNull(),
  },
  (one) => [
    primaryKey({ name: 'matching_pin_pk', columns: [one.tenantId, one.roundId, one.personId] }),
    foreignKey({
      name: 'matching_pin_applicant_fk',
      columns: [one.tenantId, one.roundId, one.personId],
      foreignColumns: [applicants.tenantId, applicants.roundId, applicants.personId],
    }).onUpdate('cascade'),
    foreignKey({
      name: 'matching_pin_programme_fk',
      columns: [one.tenantId, one.roundId, one.programmeId],
      foreignColumns: [roundProgrammes.tenantId, roundProgrammes.roundId, roundProgrammes.programmeId],
    }),
  ],
)

/** One reckoning of a round, word for word: what went in and what came of it. Append-only. */
export const runs = pgTable(
  'matching_run_entry',
  {
    ...tenantOwned,
    roundId: uuid('round_id').notNull(),
    id: uuid().notNull(),
    selection: jsonb().$type<Selection>().notNull(),
    /** Choices without a score when it ran. */
    missing: integer().notNull(),
    placed: integer().notNull(),
    ranBy: uuid('ran_by').notNull(),
    ranByName: text('ran_by_name').notNull(),
    ranAt: instant('ran_at').notNull(),
  },
  (run) => [
    primaryKey({ name: 'matching_run_entry_pk', columns: [run.tenantId, run.id] }),
    foreignKey({
      name: 'matching_run_entry_round_fk',
      columns: [run.tenantId, run.roundId],
      foreignColumns: [rounds.tenantId, rounds.id],
    }),
  ],
)

/** What a round that is shown or confirmed brings each person. */
export const results = pgTable(
  'matching_result',
  {
    ...tenantOwned,
    roundId: uuid('round_id').notNull(),
    personId: uuid('person_id').notNull(),
    programmeId: uuid('programme_id'),
    blockId: text('block_id'),
    /** Which of the person's choices it is, 1 the dearest. */
    choice: integer(),
    pinReason: text('pin_reason'),
    /** Why the place could not be written into the enrolments, where it could not. */
    enrolmentRefusal: text('enrolment_refusal'),
    /** Why somebody who was shown was not admitted in the end: an objection was upheld. The place is free then. */
    struckReason: text('struck_reason'),
  },
  (one) => [
    primaryKey({ name: 'matching_result_pk', columns: [one.tenantId, one.roundId, one.personId] }),
    foreignKey({
      name: 'matching_result_applicant_fk',
      columns: [one.tenantId, one.roundId, one.personId],
      foreignColumns: [applicants.tenantId, applicants.roundId, applicants.personId],
    }).onUpdate('cascade'),
    foreignKey({
      name: 'matching_result_programme_fk',
      columns: [one.tenantId, one.roundId, one.programmeId],
      foreignColumns: [roundProgrammes.tenantId, roundProgrammes.roundId, roundProgrammes.programmeId],
    }),
  ],
)

/** Limits of a published round that an officer loosened, with the reason that everybody reads. Append-only. */
export const loosenings = pgTable(
  'matching_loosening_entry',
  {
    ...tenantOwned,
    roundId: uuid('round_id').notNull(),
    id: uuid().notNull(),
    changes: jsonb().$type<readonly LimitChange[]>().notNull(),
    reason: text().notNull(),
    loosenedBy: uuid('loosened_by').notNull(),
    loosenedByName: text('loosened_by_name').notNull(),
    loosenedAt: instant('loosened_at').notNull(),
  },
  (one) => [
    primaryKey({ name: 'matching_loosening_entry_pk', columns: [one.tenantId, one.id] }),
    foreignKey({
      name: 'matching_loosening_entry_round_fk',
      columns: [one.tenantId, one.roundId],
      foreignColumns: [rounds.tenantId, rounds.id],
    }),
  ],
)

/** Which place of a round somebody who comes next was offered; who they are and what they said is in their offer (`waiter`). Append-only. */
export const successions = pgTable(
  'matching_succession_entry',
  {
    ...tenantOwned,
    waiterId: uuid('waiter_id').notNull(),
    /** The round in which the person waits. */
    roundId: uuid('round_id').notNull(),
    programmeId: uuid('programme_id').notNull(),
    /** The round that gave the place, and its kind. */
    seatRoundId: uuid('seat_round_id').notNull(),
    blockId: text('block_id').notNull(),
    /** The application of whoever left it; null for a place that was added. */
    inPlaceOf: uuid('in_place_of'),
    offeredAt: instant('offered_at').notNull(),
  },
  (one) => [
    primaryKey({ name: 'matching_succession_entry_pk', columns: [one.tenantId, one.waiterId] }),
    foreignKey({
      name: 'matching_succession_entry_waiter_fk',
      columns: [one.tenantId, one.waiterId],
      foreignColumns: [waiters.tenantId, waiters.id],
    }),
    foreignKey({
      name: 'matching_succession_entry_programme_fk',
      columns: [one.tenantId, one.roundId, one.programmeId],
      foreignColumns: [roundProgrammes.tenantId, roundProgrammes.roundId, roundProgrammes.programmeId],
    }),
    foreignKey({
      name: 'matching_succession_entry_seat_fk',
      columns: [one.tenantId, one.seatRoundId, one.programmeId],
      foreignColumns: [roundProgrammes.tenantId, roundProgrammes.roundId, roundProgrammes.programmeId],
    }),
    foreignKey({
      name: 'matching_succession_entry_left_fk',
      columns: [one.tenantId, one.inPlaceOf],
      foreignColumns: [enrolments.tenantId, enrolments.id],
    }),
  ],
)
