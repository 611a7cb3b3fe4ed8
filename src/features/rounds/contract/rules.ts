import { shareEnds } from '../../../lib/matching/shares.ts'
import { z } from '../../../platform/http/openapi.ts'
import { facts } from '../core/method.ts'

const tag = z.string().regex(/^(rural|subject:[\w.-]{1,20}|stage:[\w.-]{1,20})$/)
const few = z.int().min(0).max(100_000)

const share = z.int().min(shareEnds.least).max(shareEnds.most).nullable().optional()

export const Block = z
  .object({
    id: z.string().regex(/^[a-z0-9-]{1,20}$/),
    title: z.string().trim().min(1).max(40),
    places: few,
    only: tag.nullable().default(null).describe('Nobody else sits here; what is left stays empty'),
    first: tag.nullable().default(null).describe('Stands before everybody else, who come after'),
    schoolMost: z.int().min(1).max(100_000).nullable().default(null),
    ruralLeast: few.nullable().default(null).describe('Filled with teachers of rural schools before anything else'),
    placesShare: share.describe(
      'In hundredths of the places that the programme has left: `places` is reckoned from it, up',
    ),
    ruralShare: share.describe('In hundredths of these places: `ruralLeast` is reckoned from it, up'),
  })
  .openapi('MatchingBlock')

export const Criterion = z
  .object({
    id: z.string().regex(/^[a-z0-9-]{1,20}$/),
    title: z.string().trim().min(1).max(60),
    weight: z.int().min(0).max(100),
    max: z.int().min(1).max(1000),
  })
  .openapi('MatchingCriterion')

export const RoundLimit = z
  .object({
    of: z.enum(facts).describe('Each school, each area, rural teachers, teachers of one subject or stage'),
    is: z.string().max(20).nullable().default(null).describe('The code of the subject or stage'),
    programmeId: z.uuid().nullable().default(null).describe('Null: over the whole round'),
    atLeast: few.nullable().default(null),
    atMost: few.nullable().default(null),
    leastShare: share.describe('In hundredths of the places it stands over: `atLeast` is reckoned from it, up'),
    mostShare: share.describe('In hundredths of the places it stands over: `atMost` is reckoned from it, down'),
  })
  .openapi('MatchingRoundLimit')

/** What a round says of one of its programmes. */
export const Rules = z
  .object({
    programmeId: z.uuid(),
    blocks: z.array(Block).min(1).max(12),
    criteria: z.array(Criterion).min(1).max(12),
    isBlind: z.boolean().default(false),
  })
  .openapi('MatchingProgrammeRules')

const placesFree = z.int().nullable().describe('Neither held nor offered to somebody; null without a limit')
const hasQuotas = z.boolean().describe('Whether a table of quotas shares its places out')

export const RoundProgramme = Rules.extend({
  title: z.string(),
  providerName: z.string().nullable(),
  placesMax: z.int().nullable(),
  placesFree,
  hasQuotas,
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  mayScore: z.boolean().describe('Whether you may score its applicants'),
  wanted: z.int().describe('How many rank it'),
  wantedFirst: z.int().describe('How many rank it first'),
  scored: z.int(),
}).openapi('MatchingRoundProgramme')
export type RoundProgramme = z.infer<typeof RoundProgramme>

export const Candidate = z
  .object({
    id: z.uuid(),
    title: z.string(),
    providerName: z.string().nullable(),
    placesMax: z.int().nullable(),
    placesFree,
    hasQuotas,
    startsOn: z.string().nullable(),
  })
  .openapi('MatchingCandidate')
export type Candidate = z.infer<typeof Candidate>
