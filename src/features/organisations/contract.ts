import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import { pastedFilter } from '../pastes/public.ts'
import { mayAddOrganisation, mayListOrganisations, mayNameSchools, mayReadOrganisation } from './access.ts'
import { organisationKinds, organisations } from './tables.ts'

export const Organisation = createSelectSchema(organisations)
  .pick({
    id: true,
    parentId: true,
    kind: true,
    name: true,
    shortName: true,
    schoolKind: true,
    stages: true,
    setting: true,
    closedOn: true,
    code: true,
    mergedInto: true,
    openedOn: true,
    address: true,
    phone: true,
  })
  .extend({ teachers: z.int().describe('People on the roster here and below') })
  .openapi('Organisation')
export type Organisation = z.infer<typeof Organisation>

export const NewOrganisation = z
  .object({
    id: z.uuid(),
    parentId: z.uuid(),
    kind: z.enum(['county_bureau', 'town_centre', 'school', 'provider']),
    name: z.string().trim().min(2).max(60),
    shortName: z.string().trim().min(1).max(20).optional(),
    schoolKind: z
      .string()
      .regex(/^\d{3}$/)
      .nullable()
      .default(null),
    stages: z.array(z.string().regex(/^[1-8AZ]$/)).default([]),
    setting: z.enum(['urban', 'town', 'rural']).nullable().default(null),
    code: z.string().trim().min(1).max(30).nullable().optional(),
  })
  .openapi('NewOrganisation')
export type NewOrganisation = z.infer<typeof NewOrganisation>

export const OrganisationQuery = Paging.extend({
  ...pastedFilter,
  q: z.string().trim().max(40).default(''),
  kind: z.enum(organisationKinds).optional(),
  parentId: z.uuid().optional(),
  state: z.enum(['open', 'closed']).optional(),
})
export type OrganisationQuery = z.infer<typeof OrganisationQuery>

export const listOrganisationsRoute = createRoute({
  method: 'get',
  path: '/organisations',
  operationId: 'listOrganisations',
  tags: ['Organisations'],
  summary: 'List the organisations of your part of the tree',
  access: mayListOrganisations,
  request: { query: OrganisationQuery },
  responses: { 200: json(page(Organisation), 'A page of organisations, in pinyin order'), 400: refused, 403: refused },
})

export const readOrganisationRoute = createRoute({
  method: 'get',
  path: '/organisations/{organisationId}',
  operationId: 'readOrganisation',
  tags: ['Organisations'],
  summary: 'Read one organisation and the line of those above it',
  access: mayReadOrganisation,
  request: { params: idParam('organisationId') },
  responses: {
    200: json(
      Organisation.extend({ above: z.array(z.object({ id: z.uuid(), name: z.string() })) }).openapi(
        'OrganisationInTree',
      ),
      'The organisation',
    ),
    404: refused,
  },
})

export const addOrganisationRoute = createRoute({
  method: 'post',
  path: '/organisations',
  operationId: 'addOrganisation',
  tags: ['Organisations'],
  summary: 'Add a school, town centre or provider to the tree',
  access: mayAddOrganisation,
  request: { body: { ...json(NewOrganisation, 'The organisation to add'), required: true } },
  responses: {
    201: json(Organisation, 'Added, or already added with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const TreeItem = z
  .object({
    id: z.uuid(),
    parentId: z.uuid().nullable(),
    kind: z.enum(organisationKinds),
    name: z.string(),
    people: z.int().describe('People on its own roster, without those below'),
  })
  .openapi('OrganisationTreeItem')
export type TreeItem = z.infer<typeof TreeItem>

export const readTreeRoute = createRoute({
  method: 'get',
  path: '/organisation-tree',
  operationId: 'readOrganisationTree',
  tags: ['Organisations'],
  summary: 'Your part of the tree at once: the open organisations, each with the people on its roster',
  access: mayListOrganisations,
  responses: { 200: json(z.object({ items: z.array(TreeItem) }), 'The organisations, in pinyin order'), 403: refused },
})

export const listSchoolsRoute = createRoute({
  method: 'get',
  path: '/schools',
  operationId: 'listSchools',
  tags: ['Organisations'],
  summary: 'Find the open schools of the whole bureau by name',
  access: mayNameSchools,
  request: { query: z.object({ q: z.string().trim().max(40).default('') }) },
  responses: {
    200: json(
      z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }).openapi('SchoolNames'),
      'At most a hundred, in pinyin order',
    ),
    400: refused,
    403: refused,
  },
})
