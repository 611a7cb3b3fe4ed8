import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { mayListBulletins, mayMarkBulletin, mayReadBulletin } from '../access.ts'
import { participationStates } from '../core/participation.ts'

export const Bulletin = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    programmeId: z.uuid(),
    programmeTitle: z.string(),
    classTitle: z.string(),
    members: z.int(),
    passed: z.int(),
    held: z.int().describe('Sessions held, of all these people together'),
    attended: z.int(),
    sentAt: z.string(),
    readAt: z.string().nullable(),
    readByName: z.string().nullable(),
  })
  .openapi('Bulletin')
export type Bulletin = z.infer<typeof Bulletin>

export const BulletinPerson = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    state: z.enum(participationStates),
    held: z.int().nullable(),
    attended: z.int().nullable(),
    scoreTenths: z.int().nullable(),
    grade: z.string().nullable(),
    centihours: z.int().nullable(),
  })
  .openapi('BulletinPerson')
export type BulletinPerson = z.infer<typeof BulletinPerson>

export const BulletinInFull = Bulletin.extend({ people: z.array(BulletinPerson) }).openapi('BulletinInFull')
export type BulletinInFull = z.infer<typeof BulletinInFull>

export const BulletinsAsked = z.object({
  q: z.string().trim().max(60).default(''),
  unread: z.enum(['1']).optional(),
})
export type BulletinsAsked = z.infer<typeof BulletinsAsked>

export const BulletinPeopleAsked = z.object({ bulletinId: z.uuid().optional() })

const tags = ['Participation']
const one = { params: idParam('bulletinId') }
const word = {
  description: 'A Word document',
  content: { 'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { schema: z.any() } },
}

export const listBulletinsRoute = createRoute({
  method: 'get',
  path: '/bulletins',
  operationId: 'listBulletins',
  tags,
  summary: 'What schools of your part of the tree heard of those they sent, the latest first',
  access: mayListBulletins,
  request: { query: BulletinsAsked.extend(Paging.shape) },
  responses: { 200: json(page(Bulletin), 'A page of bulletins'), 400: refused, 403: refused },
})

export const readBulletinRoute = createRoute({
  method: 'get',
  path: '/bulletins/{bulletinId}',
  operationId: 'readBulletin',
  tags,
  summary: 'One bulletin with its people: presence, result and hours of each',
  access: mayReadBulletin,
  request: one,
  responses: { 200: json(BulletinInFull, 'The bulletin'), 403: refused, 404: refused },
})

export const printBulletinRoute = createRoute({
  method: 'get',
  path: '/bulletins/{bulletinId}/document',
  operationId: 'printBulletin',
  tags,
  summary: 'A bulletin as a Word file, with the figures and everybody it is about',
  access: mayReadBulletin,
  request: one,
  responses: { 200: word, 403: refused, 404: refused },
})

export const markBulletinRoute = createRoute({
  method: 'post',
  path: '/bulletins/{bulletinId}/reading',
  operationId: 'markBulletinRead',
  tags,
  summary: 'Say that the school has read it; the first to say so is kept',
  access: mayMarkBulletin,
  request: one,
  responses: { 200: json(Bulletin, 'Read'), 403: refused, 404: refused },
})
