import { outcomes } from '../../lib/lists/outcomes.ts'
import { workbook } from '../../platform/excel/answers.ts'
import { json, Paging, page, refused, refusedChange, z } from '../../platform/http/openapi.ts'

const counts = z.object({ create: z.int(), change: z.int(), keep: z.int(), refuse: z.int() })

/** What each row of a list says of itself when it was tried; the feature adds what the row is about. */
export const triedFacts = {
  no: z.int().describe('The row of the sheet, counted from 1'),
  outcome: z.enum(outcomes),
}

/** What a list that was tried is answered with beside its rows. */
export const triedSums = {
  counts: counts.describe('Together they are all rows'),
  digest: z.string().describe('Names exactly these outcomes; an application repeats it'),
}

export const AppliedList = z
  .object({
    id: z.uuid(),
    name: z.string(),
    state: z.enum(['applied', 'undone']),
    rows: z.int(),
    counts,
    createdByName: z.string(),
    appliedAt: z.string(),
    undone: z.int().nullable().describe('How many rows were taken back; the others were changed since'),
    undoneByName: z.string().nullable(),
    undoneAt: z.string().nullable(),
  })
  .openapi('AppliedList')
export type AppliedList = z.infer<typeof AppliedList>

const name = z.string().trim().min(1).max(200)

/** A list as it is sent. */
export const listBody = { required: true as const, content: workbook.content }
/** How a list is asked back. */
export const backQuery = z.object({ name })
/** How a list is applied: under an id of the caller's, exactly as it was looked at. */
export const applyQuery = z.object({
  id: z.uuid(),
  name,
  digest: z.string().length(64).describe('Of the rehearsal that was looked at'),
})

/** What trying a list is answered with. */
export const triedAnswers = <S extends z.ZodType>(schema: S) =>
  ({ 200: json(schema, 'Row by row'), ...refusedChange, 413: refused }) as const
/** What a list that is asked back is answered with. */
export const backAnswers = { 200: workbook, ...refusedChange, 413: refused } as const
/** What applying a list, or undoing it, is answered with. */
export const appliedAnswers = { 201: json(AppliedList, 'As it is now'), ...refusedChange, 413: refused } as const
/** What the lists that were applied before are answered with. */
export const listedAnswers = { 200: json(page(AppliedList), 'The newest first'), ...refusedChange } as const
/** How they are asked for. */
export const listedQuery = Paging
