import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayConfirmKey, mayReadKeys, mayRegisterKey } from '../access.ts'

export const BureauKey = z
  .object({
    id: z.uuid(),
    bureau: z.string(),
    publicKey: z.string(),
    /** Told once somebody confirmed it: until then whoever does has to know it from the other bureau. */
    fingerprint: z.string().nullable(),
    state: z.enum(['registered', 'confirmed', 'withdrawn']),
    registeredByName: z.string(),
    registeredAt: z.string(),
    confirmedByName: z.string().nullable(),
    confirmedAt: z.string().nullable(),
    withdrawnByName: z.string().nullable(),
    withdrawnAt: z.string().nullable(),
    withdrawnReason: z.string().nullable(),
    /** Why whoever asks may not confirm it; null when they may. */
    confirmRefusal: z.string().nullable(),
  })
  .openapi('BureauKey')
export type BureauKey = z.infer<typeof BureauKey>

export const BureauKeys = z
  .object({
    items: z.array(BureauKey),
    /** The key of this bureau, for others to register. */
    own: z.object({ bureau: z.string(), publicKey: z.string(), fingerprint: z.string() }),
  })
  .openapi('BureauKeys')
export type BureauKeys = z.infer<typeof BureauKeys>

export const NewBureauKey = z
  .object({
    id: z.uuid(),
    bureau: z.string().trim().min(2).max(80),
    publicKey: z.string().trim().min(50).max(80),
  })
  .openapi('NewBureauKey')
export type NewBureauKey = z.infer<typeof NewBureauKey>

export const listKeysRoute = createRoute({
  method: 'get',
  path: '/bureau-keys',
  operationId: 'listBureauKeys',
  tags: ['Credits'],
  summary: 'List the keys that other bureaus sign statements of hours with, and the key of this one',
  access: mayReadKeys,
  responses: { 200: json(BureauKeys, 'The keys'), 401: refused, 403: refused },
})

export const registerKeyRoute = createRoute({
  method: 'post',
  path: '/bureau-keys',
  operationId: 'registerBureauKey',
  tags: ['Credits'],
  summary: 'Register the key of another bureau; nothing is taken over under it until somebody else confirms it',
  access: mayRegisterKey,
  request: { body: { ...json(NewBureauKey, 'Whose key, and the key'), required: true } },
  responses: { 201: json(BureauKey, 'Registered'), 400: refused, 403: refused, 409: refused, 422: refused },
})

const params = idParam('bureauKeyId')

export const confirmKeyRoute = createRoute({
  method: 'post',
  path: '/bureau-keys/{bureauKeyId}/confirmation',
  operationId: 'confirmBureauKey',
  tags: ['Credits'],
  summary: 'Confirm a key by the fingerprint that the other bureau told some other way; never by whoever registered it',
  access: mayConfirmKey,
  request: {
    params,
    body: { ...json(z.object({ fingerprint: z.string().trim().min(32).max(60) }), 'As told'), required: true },
  },
  responses: {
    201: json(BureauKey, 'Confirmed'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const withdrawKeyRoute = createRoute({
  method: 'post',
  path: '/bureau-keys/{bureauKeyId}/withdrawal',
  operationId: 'withdrawBureauKey',
  tags: ['Credits'],
  summary: 'Withdraw a key: nothing more is handed in under it; what was stays',
  access: mayConfirmKey,
  request: {
    params,
    body: { ...json(z.object({ reason: z.string().trim().min(2).max(200) }), 'Why'), required: true },
  },
  responses: {
    201: json(BureauKey, 'Withdrawn'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})
