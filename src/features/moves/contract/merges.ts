import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayMergePeople, mayUndoMerge } from '../access.ts'

const Side = z.object({
  id: z.uuid(),
  name: z.string(),
  staffNo: z.string(),
  organisationName: z.string(),
  gender: z.string().nullable(),
  bornOn: z.string().nullable(),
  state: z.string(),
  stage: z.string().nullable(),
  title: z.string().nullable(),
  startedOn: z.string().nullable(),
  hasIdNumber: z.boolean(),
  hasAccount: z.boolean(),
  posts: z.int(),
  enrolments: z.int(),
  classes: z.int(),
  attendances: z.int(),
  records: z.int(),
  centihours: z.int(),
  certificates: z.int(),
})
export type Side = z.infer<typeof Side>

export const DuplicatePair = z
  .object({
    first: Side,
    second: Side,
    /** What makes them look like one person. */
    reasons: z.array(z.enum(['id_number', 'name', 'born_on', 'phone', 'school'])),
  })
  .openapi('DuplicatePair')
export type DuplicatePair = z.infer<typeof DuplicatePair>

export const MergeDraft = z
  .object({ id: z.uuid(), keptId: z.uuid(), goneId: z.uuid(), reason: z.string().trim().min(2).max(200) })
  .openapi('PersonMergeDraft')
export type MergeDraft = z.infer<typeof MergeDraft>

const Moves = z.record(z.string(), z.int()).describe('How many rows of each kind move')

export const MergePreview = z
  .object({ kept: Side, gone: Side, moves: Moves, countedOnce: z.int(), refusal: z.string().nullable() })
  .openapi('PersonMergePreview')

export const PersonMerge = z
  .object({
    id: z.uuid(),
    keptId: z.uuid(),
    goneId: z.uuid(),
    name: z.string(),
    keptStaffNo: z.string(),
    goneStaffNo: z.string(),
    reason: z.string(),
    mergedByName: z.string(),
    mergedAt: z.string(),
    undoneAt: z.string().nullable(),
    undoRefusal: z.string().nullable(),
  })
  .openapi('PersonMerge')
export type PersonMerge = z.infer<typeof PersonMerge>

export const Undoing = z.object({ reason: z.string().trim().min(2).max(200) }).openapi('PersonMergeUndoing')

const body = { ...json(MergeDraft, 'Which number stays, which goes, and why'), required: true }

export const listDuplicatesRoute = createRoute({
  method: 'get',
  path: '/duplicates',
  operationId: 'listDuplicates',
  tags: ['People'],
  summary: 'Find numbers that look like one person: name with birthday, phone or school',
  access: mayMergePeople,
  responses: {
    200: json(z.object({ items: z.array(DuplicatePair) }).openapi('DuplicatePairs'), 'At most a hundred pairs'),
    403: refused,
  },
})

export const previewMergeRoute = createRoute({
  method: 'post',
  path: '/person-merge-previews',
  operationId: 'previewPersonMerge',
  tags: ['People'],
  summary: 'See what making two numbers one would move, without doing it',
  access: mayMergePeople,
  request: { body },
  responses: { 200: json(MergePreview, 'What would move'), 400: refused, 403: refused, 404: refused },
})

export const mergePeopleRoute = createRoute({
  method: 'post',
  path: '/person-merges',
  operationId: 'mergePeople',
  tags: ['People'],
  summary: 'Make two numbers of one person one; nothing is deleted',
  access: mayMergePeople,
  request: { body },
  responses: { 201: json(PersonMerge, 'Merged'), 400: refused, 403: refused, 404: refused, 409: refused, 422: refused },
})

export const listMergesRoute = createRoute({
  method: 'get',
  path: '/person-merges',
  operationId: 'listPersonMerges',
  tags: ['People'],
  summary: 'List the latest mergings, and whether each can be taken back',
  access: mayMergePeople,
  responses: {
    200: json(z.object({ items: z.array(PersonMerge) }).openapi('PersonMerges'), 'The latest first'),
    403: refused,
  },
})

export const undoMergeRoute = createRoute({
  method: 'post',
  path: '/person-merges/{mergeId}/undoing',
  operationId: 'undoPersonMerge',
  tags: ['People'],
  summary: 'Take a merging back: what moved moves back',
  access: mayUndoMerge,
  request: { params: idParam('mergeId'), body: { ...json(Undoing, 'Why'), required: true } },
  responses: { 201: json(PersonMerge, 'Taken back'), 400: refused, 404: refused, 409: refused },
})
