import type { Policy } from '../../../lib/policy/language.ts'
import { z } from '../../../platform/http/openapi.ts'
import { PopulationRule } from '../../populations/public.ts'

const name = z.string().trim().min(1).max(60)
const names = z.array(name).min(1).max(40).readonly()
const units = z.int().min(0).max(10_000_000)
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

const Said = z.strictObject({ zh: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(300) })
const Source = z.strictObject({
  cites: z.string().trim().min(1).max(300),
  citesEn: z.string().trim().max(300).optional(),
  sure: z.enum(['stated', 'found', 'general']),
})

const dimensions = {
  categories: names.optional(),
  levels: names.optional(),
  modes: names.optional(),
  kinds: names.optional(),
}
const Dimensions = z.strictObject(dimensions).optional()
const meant = { ...dimensions, or: Dimensions }
const Selector = z.strictObject({ ...meant, except: z.strictObject(meant).optional() })

const year = z.int().min(1990).max(2100)
const Year = z.strictObject({ kind: z.literal('year') })
const Cycle = z.strictObject({ kind: z.literal('cycle') })
const Span = z.strictObject({ kind: z.literal('span'), from: year, to: year })
const Entry = z.strictObject({ kind: z.literal('entry'), years: z.int().min(1).max(10) })
const Ever = z.strictObject({ kind: z.literal('ever') })
const Period = z.discriminatedUnion('kind', [Year, Cycle, Span, Entry, Ever])

const Who = z.strictObject({
  population: PopulationRule.optional(),
  retires: z.literal('in_cycle').optional(),
  entered: z.enum(['in_year', 'in_cycle']).optional(),
})

const common = { id, title: Said, of: Selector, source: Source.optional() }
const Rule = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('least'),
    period: Period,
    units,
    who: Who.optional(),
    insteadOf: z.array(id).min(1).max(20).readonly().optional(),
    byMonths: z.boolean().optional(),
    carry: units.optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('most'),
    period: z.discriminatedUnion('kind', [Year, Cycle, Span]),
    units,
    who: Who.optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('evidence'), needs: names }),
  z.strictObject({ ...common, kind: z.literal('average'), period: Period, units, who: Who.optional() }),
  z.strictObject({
    ...common,
    kind: z.literal('ratio'),
    period: Period,
    percent: z.number().positive().max(100).multipleOf(0.01),
    per: z.enum(['subject', 'stage', 'school']),
    who: Who.optional(),
  }),
])

// The ledger keeps kinds of evidence with commas between them.
const proof = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^,]+$/)
const key = z.string().regex(/^[a-z][a-z0-9_]{0,29}$/)
const Ask = z.discriminatedUnion('kind', [
  z.strictObject({ key, title: Said, kind: z.literal('choice'), options: names }),
  z.strictObject({ key, title: Said, kind: z.literal('number'), unit: name, most: z.int().min(1).max(100_000) }),
])
const Award = z.strictObject({
  id,
  title: Said,
  asks: z.array(Ask).max(8).readonly(),
  rows: z
    .array(
      z.strictObject({
        when: z.record(key, name),
        centihours: z.union([units, z.tuple([units, units]).readonly()]),
        per: key.optional(),
        source: Source.optional(),
      }),
    )
    .max(200)
    .readonly(),
  category: name.nullable(),
  level: name.nullable().optional(),
  mode: name.nullable(),
  kind: name.nullable().optional(),
  evidence: z.array(name).max(10).readonly(),
  proves: z.array(proof).max(10).readonly().optional(),
  mostEach: units.optional(),
  mostYearly: units.optional(),
  onceYearly: z.boolean().optional(),
  source: Source.optional(),
})

/** The text of a policy as it travels: the language of `src/lib/policy`, with the size of everything bounded. */
export const PolicyContent = z
  .strictObject({
    title: Said,
    jurisdiction: name,
    unit: z.strictObject({
      name: z.enum(['hour', 'credit']),
      minutes: z.int().min(1).max(240),
      step: z.int().min(1).max(10_000),
      mostDaily: z.int().min(1).max(2_400).optional(),
    }),
    cycle: z.strictObject({ years: z.int().min(1).max(20), from: year }),
    categories: z
      .array(z.strictObject({ name, under: name }))
      .max(100)
      .readonly()
      .optional(),
    rates: z
      .array(
        z.strictObject({
          of: Selector,
          hours: z.int().min(1).max(10_000),
          units: z.int().min(1).max(10_000),
          source: Source.optional(),
        }),
      )
      .max(40)
      .readonly()
      .optional(),
    rules: z.array(Rule).max(100).readonly(),
    awards: z.array(Award).max(100).readonly().optional(),
    exemptions: z.array(name).max(40).readonly().optional(),
    source: Source,
  })
  .openapi('HourPolicyContent') satisfies z.ZodType<Policy>
