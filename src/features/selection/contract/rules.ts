import { z } from '../../../platform/http/openapi.ts'
import { stepForms } from '../core/engine.ts'
import { averages } from '../core/scores.ts'

const key = z.string().regex(/^[a-z0-9-]{1,40}$/)
const title = z.string().trim().min(1).max(60)
const centipoints = z.int().min(0).max(100_000)

/** Who goes on after a step. */
const CutOff = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('score'), least: z.int().min(0).max(10_000) }),
  z.object({ kind: z.literal('top'), size: z.int().min(1).max(10_000) }),
])

const Step = z.object({
  id: key,
  title,
  form: z.enum(stepForms),
  weight: z.int().min(0).max(1000).describe('How much it counts in the overall score'),
  criteria: z
    .array(
      z.object({
        id: key,
        title,
        maxCentipoints: centipoints.min(100).describe('The most points, in hundredths'),
        weight: z.int().min(0).max(1000),
      }),
    )
    .max(12),
  experts: z.int().min(0).max(15).describe('How many experts mark each candidate; 0 where the office enters scores'),
  blind: z.boolean().describe('Experts see numbers in place of names'),
  double: z.boolean().describe('A score counts only once two people entered the same'),
  average: z.enum(averages),
  cutOff: CutOff,
})

/** By what a selection is held: its steps in order, what decides between equal scores, and how many are chosen of whom. */
export const SelectionRules = z
  .object({
    steps: z.array(Step).max(6),
    ties: z
      .array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('step'), stepId: key }),
          z.object({ kind: z.literal('criterion'), stepId: key, criterionId: key }),
          z.object({ kind: z.literal('years') }),
        ]),
      )
      .max(10),
    quota: z.object({
      places: z.int().min(0).max(10_000),
      parts: z
        .array(z.object({ stage: z.string().max(10), kind: z.string().max(20), places: z.int().min(0).max(10_000) }))
        .max(60),
    }),
  })
  .openapi('SelectionRules')
export type SelectionRules = z.infer<typeof SelectionRules>
