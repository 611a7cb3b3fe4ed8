import { z } from '../../../platform/http/openapi.ts'
import { facts } from '../core/method.ts'

const Limit = z.object({
  of: z.string(),
  is: z.string().optional(),
  atMost: z.int().optional(),
  atLeast: z.int().optional(),
})

const Bounds = z.object({ atLeast: z.int().nullable(), atMost: z.int().nullable() })

const Change = z.object({
  of: z.enum(facts),
  is: z.string().nullable(),
  programmeId: z.string().nullable(),
  blockId: z.string().nullable(),
  before: Bounds,
  after: Bounds,
})

const Block = z.object({
  id: z.string(),
  title: z.string().optional().describe('Places that a table of quotas keeps: for whom'),
  places: z.int(),
  only: z.string().optional(),
  first: z.string().optional(),
  limits: z.array(Limit).readonly(),
})

const Person = z.object({
  id: z.string(),
  tags: z.array(z.string()).readonly(),
  groups: z.record(z.string(), z.string()).readonly(),
  choices: z.array(z.object({ programme: z.string(), score: z.int() })).readonly(),
})

/** What a round was reckoned from and what came of it, as it leaves the house and comes back to be reckoned again. */
export const SelectionFile = z
  .object({
    format: z.literal('qinglan-selection'),
    version: z.literal(1),
    round: z.string(),
    title: z.string(),
    seed: z.string(),
    salt: z.string(),
    commitment: z.string(),
    scoreMost: z.int(),
    programmes: z.array(z.object({ id: z.string(), blocks: z.array(Block).readonly() })).readonly(),
    people: z.array(Person).readonly(),
    pins: z
      .array(
        z.object({
          person: z.string(),
          programme: z.string().nullable(),
          block: z.string().nullable(),
          reason: z.string(),
        }),
      )
      .readonly(),
    method: z.literal('optimal').optional(),
    limits: z
      .array(Limit.extend({ programme: z.string().optional() }))
      .readonly()
      .optional(),
    loosened: z
      .array(z.object({ at: z.string(), reason: z.string(), changes: z.array(Change).readonly() }))
      .optional()
      .describe('Limits that gave after the publication: `limits` and `programmes` say what held in the end'),
    published: z
      .array(z.object({ person: z.string(), programme: z.string().nullable(), block: z.string().nullable() }))
      .readonly()
      .nullable(),
  })
  .openapi('MatchingSelection')
export type SelectionFile = z.infer<typeof SelectionFile>
