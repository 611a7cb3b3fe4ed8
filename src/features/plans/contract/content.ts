import { programmeKinds, programmeLevels, programmeModes } from '../../../lib/programmes/codes.ts'
import { z } from '../../../platform/http/openapi.ts'
import { Audience, AudienceInput } from '../../programmes/public.ts'
import { comparators, memberRoles } from '../tables.ts'

const line = (most: number) => z.string().trim().min(1).max(most)
const date = z.iso.date()

const programme = {
  no: z.int().min(1).max(999).nullable(),
  name: line(120),
  heading: line(200).nullable(),
  headcount: z.union([z.int().min(1).max(1_000_000), z.literal('all')]).nullable(),
  approximate: z.boolean(),
  modes: z.array(z.enum(programmeModes)).max(15).readonly(),
  months: z.union([z.array(z.int().min(1).max(12)).max(12).readonly(), z.literal('year-round')]),
  place: line(80).nullable(),
  level: z.enum(programmeLevels),
  kind: z.enum(programmeKinds),
  category: line(20).nullable(),
  centihours: z.int().min(0).max(100_000),
}

const target = z.object({
  measure: line(120),
  comparator: z.enum(comparators),
  value: z.number().min(0).max(1e12),
  upper: z.number().min(0).max(1e12).nullable(),
  unit: line(10),
  population: line(120).nullable(),
  baseline: z.number().min(0).max(1e12).nullable(),
  figure: z.enum(['goal', 'current']),
})

const hourRule = z.object({
  scope: line(120),
  category: line(40).nullable(),
  min: z.number().min(0).max(10_000).nullable(),
  max: z.number().min(0).max(10_000).nullable(),
  period: z.enum(['year', 'cycle']).nullable(),
  average: z.boolean(),
})

const quota = z.object({ group: line(120), count: z.int().min(1).max(1_000_000) })
const phase = z.object({
  name: line(80),
  from: date.nullable(),
  to: date.nullable(),
  deliverables: z.array(line(200)).max(20).readonly(),
})
const member = z.object({ role: z.enum(memberRoles), who: line(120) })

const others = [
  z.object({ kind: z.literal('target'), fields: target }),
  z.object({ kind: z.literal('hourRule'), fields: hourRule }),
  z.object({ kind: z.literal('quota'), fields: quota }),
  z.object({ kind: z.literal('phase'), fields: phase }),
  z.object({ kind: z.literal('member'), fields: member }),
] as const

/** What an officer may put into an item of a draft. */
const ContentInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('programme'), fields: z.object({ ...programme, audience: AudienceInput }) }),
  ...others,
])

const id = z.string().min(1).max(400)

/** One step of a review. */
export const Op = z
  .discriminatedUnion('op', [
    z.object({ op: z.literal('accept'), item: id }),
    z.object({ op: z.literal('accept_open'), document: z.int().min(0), least: z.enum(['high', 'medium', 'low']) }),
    z.object({ op: z.literal('correct'), item: id, content: ContentInput }),
    z.object({ op: z.literal('drop'), item: id }),
    z.object({ op: z.literal('restore'), item: id }),
    z.object({ op: z.literal('split'), item: id, into: z.array(ContentInput).max(20) }),
    z.object({ op: z.literal('merge'), items: z.array(id).max(20), content: ContentInput }),
    z.object({ op: z.literal('add'), id: z.uuid(), document: z.int().min(0), content: ContentInput }),
    z.object({
      op: z.literal('head'),
      document: z.int().min(0),
      title: line(200),
      issuer: line(120).nullable(),
      year: z.int().min(2000).max(2100).nullable(),
    }),
  ])
  .openapi('DraftStep')

const At = z.object({
  block: z.int(),
  start: z.int(),
  end: z.int(),
  row: z.int().optional(),
  column: z.int().optional(),
})

const itemHead = {
  id: z.string(),
  document: z.int(),
  at: At.nullable(),
  sure: z.enum(['high', 'medium', 'low']),
  why: z.string(),
  decision: z.enum(['open', 'accepted', 'corrected', 'split', 'merged', 'dropped']),
  from: z.array(z.string()).readonly(),
}

// What was read may be longer than what may be typed: on the way out only the shape is told.
export const Draft = z
  .object({
    documents: z
      .array(
        z.object({
          title: z.string(),
          kind: z.string(),
          issuer: z.string().nullable(),
          year: z.int().nullable(),
          cycle: z.string().nullable(),
          truncated: z.boolean(),
        }),
      )
      .readonly(),
    items: z
      .array(
        z.discriminatedUnion('kind', [
          z.object({
            ...itemHead,
            kind: z.literal('programme'),
            fields: z.object({ ...programme, audience: Audience }),
          }),
          z.object({ ...itemHead, kind: z.literal('target'), fields: target }),
          z.object({ ...itemHead, kind: z.literal('hourRule'), fields: hourRule }),
          z.object({ ...itemHead, kind: z.literal('quota'), fields: quota }),
          z.object({ ...itemHead, kind: z.literal('phase'), fields: phase }),
          z.object({ ...itemHead, kind: z.literal('member'), fields: member }),
        ]),
      )
      .readonly(),
  })
  .openapi('PlanDraft')

export const DraftWarning = z
  .object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).readonly(),
    items: z.array(z.string()).readonly(),
    at: At.nullable(),
  })
  .openapi('DraftWarning')

export const Block = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('paragraph'), text: z.string(), style: z.enum(['title', 'heading']).optional() }),
    z.object({
      kind: z.literal('table'),
      name: z.string().optional(),
      rows: z
        .array(z.array(z.object({ text: z.string(), merged: z.enum(['across', 'down']).optional() })).readonly())
        .readonly(),
    }),
  ])
  .openapi('SourceBlock')
