import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { workbook } from '../../../platform/excel/answers.ts'
import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayLiftRestriction, mayRestrict } from '../access.ts'

const reason = z.string().trim().min(4).max(200)

export const NewRestriction = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    fromOn: z.iso.date(),
    untilOn: z.iso.date().nullable().default(null).describe('From that day on free; none holds until it is lifted'),
    levels: z.array(z.enum(programmeLevels)).max(programmeLevels.length).default([]).describe('None named means all'),
    kinds: z.array(z.enum(programmeKinds)).max(8).default([]).describe('None named means all'),
    reference: z
      .string()
      .trim()
      .min(2)
      .max(60)
      .describe('What names the case where it is kept; never what it is about'),
    contact: z.string().trim().min(2).max(80).describe('Whom the person may ask'),
  })
  .openapi('NewRestriction')
export type NewRestriction = z.infer<typeof NewRestriction>

export const Restriction = NewRestriction.extend({
  personName: z.string(),
  staffNo: z.string(),
  organisationName: z.string(),
  enteredByName: z.string(),
  enteredAt: z.string(),
  liftedByName: z.string().nullable(),
  liftedAt: z.string().nullable(),
  liftedReason: z.string().nullable(),
}).openapi('Restriction')
export type Restriction = z.infer<typeof Restriction>

export const NewLook = z
  .object({
    id: z.uuid(),
    personId: z.uuid().nullable().default(null).describe('Whose; none for all of your part of the tree'),
    all: z.boolean().default(false).describe('Lifted ones as well'),
    reason,
  })
  .openapi('NewRestrictionLook')
export type NewLook = z.infer<typeof NewLook>

const tags = ['Integrity']

export const enterRestrictionRoute = createRoute({
  method: 'post',
  path: '/restrictions',
  operationId: 'enterRestriction',
  tags,
  summary: 'Keep somebody from programmes for a time without saying why; nobody reads more than that it stands',
  access: mayRestrict,
  request: { body: { ...json(NewRestriction, 'Whom, from when, and what names the case'), required: true } },
  responses: {
    201: json(Restriction, 'Entered, or entered with this id before'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const exportRestrictionsRoute = createRoute({
  method: 'post',
  path: '/restriction-exports',
  operationId: 'exportRestrictions',
  tags,
  summary:
    'Take restrictions out as a workbook that bears your name; a look like any other, with a reason, written down',
  access: mayRestrict,
  request: { body: { ...json(NewLook, 'Whose, and why'), required: true } },
  responses: { 200: workbook, 400: refused, 403: refused },
})

export const lookRoute = createRoute({
  method: 'post',
  path: '/restriction-looks',
  operationId: 'lookAtRestrictions',
  tags,
  summary: 'Look at restrictions, with a reason; each that is shown is written down with who looked',
  access: mayRestrict,
  request: { body: { ...json(NewLook, 'Whose, and why'), required: true } },
  responses: {
    201: json(z.object({ items: z.array(Restriction) }).openapi('Restrictions'), 'At most 200, the newest first'),
    400: refused,
    403: refused,
  },
})

export const liftRestrictionRoute = createRoute({
  method: 'post',
  path: '/restrictions/{restrictionId}/lifting',
  operationId: 'liftRestriction',
  tags,
  summary: 'Lift a restriction, with a reason',
  access: mayLiftRestriction,
  request: {
    params: idParam('restrictionId'),
    body: { ...json(z.object({ reason }).openapi('RestrictionLifting'), 'Why'), required: true },
  },
  responses: { 201: json(Restriction, 'Lifted'), 400: refused, 403: refused, 404: refused, 409: refused, 422: refused },
})
