import { z } from '../../../platform/http/openapi.ts'
import { facts } from '../core/method.ts'

const few = z.int().min(0).max(100_000).nullable().default(null)
const Bounds = z.object({ atLeast: few, atMost: few })

const Change = z.object({
  of: z.enum(facts),
  is: z.string().max(20).nullable().default(null),
  programmeId: z.uuid().nullable().default(null).describe('Null: over the whole round'),
  blockId: z.string().max(20).nullable().default(null).describe('A limit within one kind of places of the programme'),
  before: Bounds.describe('What the limit says now'),
  after: Bounds.describe('What it is to say; without either number it is taken away'),
})

export const NewLoosening = z
  .object({
    id: z.uuid(),
    reason: z.string().trim().min(4).max(200),
    changes: z.array(Change).min(1).max(100),
  })
  .openapi('NewMatchingLoosening')
export type NewLoosening = z.infer<typeof NewLoosening>

/** Limits that gave after the publication, as everybody reads it. */
export const Loosened = z
  .object({
    id: z.uuid(),
    at: z.string(),
    byName: z.string(),
    reason: z.string(),
    changes: z.array(Change.extend({ programmeTitle: z.string().nullable(), blockTitle: z.string().nullable() })),
  })
  .openapi('MatchingLoosening')
export type Loosened = z.infer<typeof Loosened>
