import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import { pastedFilter } from '../pastes/public.ts'
import { mayAddPerson, mayChangeLife, mayChangePerson, mayListPeople, mayReadPerson } from './access.ts'
import { lifeKinds, people } from './tables.ts'

const Shown = createSelectSchema(people).pick({
  id: true,
  organisationId: true,
  staffNo: true,
  name: true,
  gender: true,
  stage: true,
  subjects: true,
  title: true,
  talentLevel: true,
  state: true,
  startedOn: true,
})

export const Person = Shown.extend({ organisationName: z.string() }).openapi('Person')
export type Person = z.infer<typeof Person>

export const Post = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    fromOn: z.string(),
    toOn: z.string().nullable(),
    organisationName: z.string(),
  })
  .openapi('Post')

export const PersonInFull = Person.extend({
  bornOn: z.string().nullable(),
  retiresOn: z.string().nullable(),
  joinedOn: z.string().nullable(),
  nationalNo: z.string().nullable(),
  staffKind: z.string().nullable(),
  politicalStatus: z.string().nullable(),
  education: z.string().nullable(),
  degree: z.string().nullable(),
  mandarin: z.string().nullable(),
  /** Whose number this one turned out to be. */
  mergedInto: z.uuid().nullable(),
  /** Masked: the whole number is shown to nobody by this route. */
  idNumberMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  posts: z.array(Post),
}).openapi('PersonInFull')
export type PersonInFull = z.infer<typeof PersonInFull>

const date = z.iso.date()

/** A state that people can be put into; `09` is kept for a number that was merged into another. */
const stateCode = z.string().regex(/^(0[1-8]|1\d)$/)

export const NewPost = z.object({
  kind: z.string().min(2).max(4),
  fromOn: date,
  toOn: date.nullable().default(null),
})

export const NewPerson = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    staffNo: z.string().trim().min(2).max(30),
    name: z.string().trim().min(1).max(40),
    gender: z.enum(['male', 'female']).nullable().default(null),
    bornOn: date.nullable().default(null),
    idNumber: z.string().max(30).nullable().default(null),
    phone: z.string().max(30).nullable().default(null),
    stage: z.string().max(2).nullable().default(null),
    subjects: z.array(z.string().max(4)).max(8).default([]),
    title: z.string().max(20).nullable().default(null),
    talentLevel: z.string().max(30).nullable().default(null),
    state: stateCode.default('11'),
    startedOn: date.nullable().default(null),
    retiresOn: date.nullable().default(null),
    joinedOn: date.nullable().optional(),
    nationalNo: z.string().trim().min(8).max(19).nullable().optional(),
    staffKind: z.string().length(2).nullable().optional(),
    politicalStatus: z.string().length(2).nullable().optional(),
    education: z.string().length(2).nullable().optional(),
    degree: z.string().max(3).nullable().optional(),
    mandarin: z.string().length(1).nullable().optional(),
    posts: z.array(NewPost).max(10).default([]),
  })
  .openapi('NewPerson')
export type NewPerson = z.infer<typeof NewPerson>

export const PersonChange = NewPerson.omit({ id: true, organisationId: true, idNumber: true, posts: true })
  .partial()
  .openapi('PersonChange')
export type PersonChange = z.infer<typeof PersonChange>

export const PeopleQuery = Paging.extend({
  ...pastedFilter,
  q: z.string().trim().max(40).default(''),
  organisationId: z.uuid().optional(),
  stage: z.string().max(2).optional(),
  subject: z.string().max(4).optional(),
  state: z.string().max(2).optional(),
})
export type PeopleQuery = z.infer<typeof PeopleQuery>

export const listPeopleRoute = createRoute({
  method: 'get',
  path: '/people',
  operationId: 'listPeople',
  tags: ['People'],
  summary: 'Find people by name, pinyin, initials, school, subject or staff number in your part of the tree',
  access: mayListPeople,
  request: { query: PeopleQuery },
  responses: {
    200: json(page(Person), 'A page of people, in pinyin order of their surnames'),
    400: refused,
    403: refused,
  },
})

export const readPersonRoute = createRoute({
  method: 'get',
  path: '/people/{personId}',
  operationId: 'readPerson',
  tags: ['People'],
  summary: 'Read one person, with ID and phone numbers masked',
  access: mayReadPerson,
  request: { params: idParam('personId') },
  responses: { 200: json(PersonInFull, 'The person'), 404: refused },
})

export const addPersonRoute = createRoute({
  method: 'post',
  path: '/people',
  operationId: 'addPerson',
  tags: ['People'],
  summary: 'Put a person on the roster of an organisation',
  access: mayAddPerson,
  request: { body: { ...json(NewPerson, 'The person to add'), required: true } },
  responses: {
    201: json(Person, 'Added, or already added with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const changePersonRoute = createRoute({
  method: 'patch',
  path: '/people/{personId}',
  operationId: 'changePerson',
  tags: ['People'],
  summary: 'Change what the roster says of a person',
  access: mayChangePerson,
  request: { params: idParam('personId'), body: { ...json(PersonChange, 'What changes'), required: true } },
  responses: { 200: json(Person, 'Changed'), 400: refused, 404: refused, 409: refused, 422: refused },
})

const reason = z.string().trim().min(2).max(200)

export const StateChange = z.object({ id: z.uuid(), state: stateCode, on: date, reason }).openapi('PersonStateChange')
export type StateChange = z.infer<typeof StateChange>

export const PostDraft = z
  .object({
    id: z.uuid(),
    kind: z.string().min(2).max(4),
    fromOn: date,
    toOn: date.nullable().default(null),
  })
  .openapi('PostDraft')
export type PostDraft = z.infer<typeof PostDraft>

export const PostEnding = z.object({ postId: z.uuid(), toOn: date }).openapi('PostEnding')
export type PostEnding = z.infer<typeof PostEnding>

/** One thing that became of a person; names of schools are those of that day. */
export const LifeEvent = z
  .object({
    id: z.string(),
    kind: z.enum([...lifeKinds, 'began', 'post_began', 'post_ended', 'retires']),
    on: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    reason: z.string().nullable(),
    by: z.string().nullable(),
  })
  .openapi('LifeEvent')
export type LifeEvent = z.infer<typeof LifeEvent>

export const readLifeRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/life',
  operationId: 'readLife',
  tags: ['People'],
  summary: 'Read what became of a person, the latest first',
  access: mayReadPerson,
  request: { params: idParam('personId') },
  responses: { 200: json(z.object({ items: z.array(LifeEvent) }).openapi('Life'), 'The life'), 404: refused },
})

export const changeStateRoute = createRoute({
  method: 'post',
  path: '/people/{personId}/state-changes',
  operationId: 'changeState',
  tags: ['People'],
  summary: 'Say what became of a person from a day on',
  access: mayChangeLife,
  request: {
    params: idParam('personId'),
    body: { ...json(StateChange, 'The state, the day and the reason'), required: true },
  },
  responses: { 201: json(Person, 'Changed'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const addPostRoute = createRoute({
  method: 'post',
  path: '/people/{personId}/posts',
  operationId: 'addPost',
  tags: ['People'],
  summary: 'Record a post that a person holds at their school',
  access: mayChangeLife,
  request: { params: idParam('personId'), body: { ...json(PostDraft, 'The post'), required: true } },
  responses: { 201: json(Post, 'Recorded'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const endPostRoute = createRoute({
  method: 'post',
  path: '/people/{personId}/post-endings',
  operationId: 'endPost',
  tags: ['People'],
  summary: 'Say on which day a person stopped holding a post',
  access: mayChangeLife,
  request: { params: idParam('personId'), body: { ...json(PostEnding, 'The post and its last day'), required: true } },
  responses: { 201: json(Post, 'Ended'), 400: refused, 404: refused, 409: refused, 422: refused },
})
