import { Paging, z } from '../../../platform/http/openapi.ts'
import { facts } from '../core/method.ts'

const BoardBlock = z.object({
  id: z.string(),
  title: z.string(),
  places: z.int(),
  filled: z.int().nullable().describe('In the newest reckoning; null before there is one'),
  cutOff: z.int().nullable(),
})

/** A limit as people read it: where, whom, how many. */
export const SaidBound = z
  .object({
    kind: z.enum(['places', 'most', 'least']),
    programmeTitle: z.string().nullable().describe('Null: over the whole round'),
    blockTitle: z.string().nullable().describe('Null: over all places of the programme'),
    fact: z
      .enum([...facts, 'quota'])
      .nullable()
      .describe('Null: everybody; `quota`: whom a table of quotas means'),
    group: z.string().nullable().describe('The name of the school or area, the code of the subject or stage'),
    number: z.int(),
    there: z.int().nullable().describe('How many people could count in it at all'),
  })
  .openapi('MatchingSaidLimit')
export type SaidBound = z.infer<typeof SaidBound>

export const Board = z
  .object({
    funnel: z.object({
      applicants: z.int(),
      choices: z.int(),
      scored: z.int(),
      unsuitable: z.int(),
      placed: z.int().nullable(),
      firstChoice: z.int().nullable(),
      unplaced: z.int().nullable(),
      byHand: z.int(),
    }),
    programmes: z.array(
      z.object({
        programmeId: z.uuid(),
        title: z.string(),
        wanted: z.int(),
        wantedFirst: z.int(),
        scored: z.int(),
        blocks: z.array(BoardBlock),
      }),
    ),
    clashes: z.array(
      z.object({
        personId: z.uuid(),
        name: z.string(),
        schoolName: z.string(),
        title: z.string(),
        other: z.string().describe('What they are admitted to on the same days'),
      }),
    ),
    conflict: z.array(SaidBound).nullable().describe('Limits that the last attempt could not keep together'),
    binding: z.array(SaidBound).describe('Limits without room, or with nothing to spare, in the newest reckoning'),
    work: z
      .object({
        id: z.uuid().describe('The work, for /jobs'),
        state: z.enum(['waiting', 'running', 'failed', 'cancelling', 'cancelled']),
        byName: z.string(),
        isOwn: z.boolean().describe('Whether you asked for it: whoever did follows it as a job'),
        startedAt: z.string(),
        failure: z.string().nullable(),
      })
      .nullable()
      .describe('The reckoning that somebody asked for, until it is done'),
    unshared: z
      .array(z.string())
      .describe('Programmes whose quotas the matching cannot keep: a confirmation asks them'),
    run: z
      .object({ id: z.uuid(), ranAt: z.string(), ranByName: z.string(), missing: z.int(), isCurrent: z.boolean() })
      .nullable(),
  })
  .openapi('MatchingBoard')
export type Board = z.infer<typeof Board>

export const OutcomeQuery = Paging.extend({
  q: z.string().trim().max(40).default(''),
  programmeId: z.uuid().optional(),
  outcome: z.enum(['placed', 'unplaced', 'by_hand']).optional(),
})
export type OutcomeQuery = z.infer<typeof OutcomeQuery>

export const OutcomeRow = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    schoolName: z.string(),
    rural: z.boolean(),
    choices: z.array(z.object({ programmeId: z.uuid(), title: z.string(), score: z.int().nullable() })),
    programmeId: z.uuid().nullable(),
    programmeTitle: z.string().nullable(),
    blockTitle: z.string().nullable(),
    choice: z.int().nullable(),
    pinReason: z.string().nullable(),
    pinnedByName: z.string().nullable(),
    enrolmentRefusal: z.string().nullable(),
    struckReason: z.string().nullable().describe('Why somebody who was shown was not admitted'),
  })
  .openapi('MatchingOutcome')
export type OutcomeRow = z.infer<typeof OutcomeRow>
