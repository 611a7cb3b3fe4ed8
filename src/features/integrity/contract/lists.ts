import { z } from '../../../platform/http/openapi.ts'
import { triedFacts } from '../../applied-lists/public.ts'
import { causes } from '../core.ts'
import { factReasons } from '../core/fact-lists.ts'
import { restrictionReasons } from '../core/restriction-lists.ts'

const who = { name: z.string(), staffNo: z.string() }

export const FactRow = z
  .object({
    ...triedFacts,
    ...who,
    title: z.string(),
    cause: z.enum(causes).nullable(),
    happenedOn: z.string().nullable(),
    evidence: z.string(),
    reasons: z.array(z.enum(factReasons)),
  })
  .openapi('IntegrityFactListRow')
export type FactRow = z.infer<typeof FactRow>

export const RestrictionRow = z
  .object({
    ...triedFacts,
    ...who,
    fromOn: z.string().nullable(),
    untilOn: z.string().nullable(),
    reasons: z.array(z.enum(restrictionReasons)),
  })
  .openapi('RestrictionListRow')
export type RestrictionRow = z.infer<typeof RestrictionRow>
