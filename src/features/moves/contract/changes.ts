import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayChangeTree, mayReadChanges } from '../access.ts'

const dated = { id: z.uuid(), on: z.iso.date(), reason: z.string().trim().min(2).max(200) }

const NewSchool = z.object({
  id: z.uuid(),
  name: z.string().trim().min(2).max(60),
  schoolKind: z.string().regex(/^\d{3}$/),
  stages: z.array(z.string().regex(/^[1-8AZ]$/)),
  setting: z.enum(['urban', 'town', 'rural']).nullable(),
})

export const OrganisationChange = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('renamed'),
      ...dated,
      name: z.string().trim().min(2).max(60),
      shortName: z.string().trim().min(1).max(20).optional(),
    }),
    z.object({ kind: z.literal('moved'), ...dated, parentId: z.uuid() }),
    z.object({ kind: z.literal('merged'), ...dated, intoId: z.uuid() }),
    z.object({
      kind: z.literal('split'),
      ...dated,
      personIds: z.array(z.uuid()).min(1).max(2_000),
      /** A school that is there already, or one to be founded beside this one. */
      into: z.union([z.object({ id: z.uuid() }).strict(), NewSchool.strict()]),
    }),
    z.object({ kind: z.literal('closed'), ...dated }),
  ])
  .openapi('OrganisationChange')
export type OrganisationChange = z.infer<typeof OrganisationChange>

export const ChangeEntry = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    kind: z.enum(['renamed', 'moved', 'merged', 'split', 'closed', 'reopened']),
    datedOn: z.string(),
    reason: z.string(),
    oldName: z.string().nullable(),
    newName: z.string().nullable(),
    fromName: z.string().nullable(),
    toName: z.string().nullable(),
    people: z.int(),
    changedByName: z.string(),
    changedAt: z.string(),
  })
  .openapi('OrganisationChangeEntry')
export type ChangeEntry = z.infer<typeof ChangeEntry>
const Changes = z.object({ items: z.array(ChangeEntry) }).openapi('OrganisationChanges')

export const Impact = z
  .object({
    inPost: z.int().describe('People in post on its roster'),
    others: z.int().describe('People on its roster who are no longer in post'),
    accounts: z.int().describe('Accounts of those people'),
    grants: z.int().describe('Roles that are held over it today'),
    below: z.int().describe('Open organisations below it, at any depth'),
    openEnrolments: z.int().describe('Applications of its people that nobody has decided'),
    openClasses: z.int().describe('Classes under way with its people, or led by it'),
    entries: z.int().describe('Ledger entries of its people, which stay as they are'),
    certificates: z.int().describe('Certificates of its people, which stay as they are'),
    refusal: z.string().nullable().describe('Why the change would be refused'),
  })
  .openapi('OrganisationImpact')
export type Impact = z.infer<typeof Impact>

export const listChangesRoute = createRoute({
  method: 'get',
  path: '/organisations/{organisationId}/changes',
  operationId: 'listOrganisationChanges',
  tags: ['Organisations'],
  summary: 'Read what became of an organisation, the latest first',
  access: mayReadChanges,
  request: { params: idParam('organisationId') },
  responses: { 200: json(Changes, 'The changes'), 404: refused },
})

export const previewChangeRoute = createRoute({
  method: 'post',
  path: '/organisations/{organisationId}/change-previews',
  operationId: 'previewOrganisationChange',
  tags: ['Organisations'],
  summary: 'See what a change would touch, without making it',
  access: mayChangeTree,
  request: { params: idParam('organisationId'), body: { ...json(OrganisationChange, 'The change'), required: true } },
  responses: { 200: json(Impact, 'What it would touch'), 400: refused, 404: refused },
})

export const changeOrganisationRoute = createRoute({
  method: 'post',
  path: '/organisations/{organisationId}/changes',
  operationId: 'changeOrganisation',
  tags: ['Organisations'],
  summary: 'Rename, move, merge, split or close an organisation from a day on',
  access: mayChangeTree,
  request: { params: idParam('organisationId'), body: { ...json(OrganisationChange, 'The change'), required: true } },
  responses: { 201: json(Changes, 'Changed'), 400: refused, 404: refused, 409: refused, 422: refused },
})
