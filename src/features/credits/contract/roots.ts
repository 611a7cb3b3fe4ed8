import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadCredits, mayReadLastRoot, mayReadRoots, maySeal } from '../access.ts'

export const LedgerRoot = z
  .object({
    seq: z.int(),
    day: z.iso.date(),
    madeAt: z.string(),
    /** Whose chains it covers, and how many entries they have together. */
    people: z.int(),
    entries: z.int(),
    /** The root of the tree of hashes over the last entries of all chains. */
    tree: z.string(),
    previousHash: z.string(),
    /** SHA-256 of `text`. */
    hash: z.string(),
    /** What was signed: JSON with all that the root says. */
    text: z.string(),
    publicKey: z.string().describe('Ed25519, SubjectPublicKeyInfo in base64'),
    signature: z.string().describe('Ed25519 over the bytes of `text`, in base64'),
    /** Whether the signature is that of this deployment's key over this text. */
    isGenuine: z.boolean(),
  })
  .openapi('LedgerRoot')
export type LedgerRoot = z.infer<typeof LedgerRoot>

export const LastRoot = z
  .object({ publicKey: z.string().nullable(), root: LedgerRoot.nullable() })
  .openapi('LastLedgerRoot')

export const HeadProof = z
  .object({
    root: LedgerRoot.nullable(),
    /** How many entries the person has now. */
    entries: z.int(),
    /** The person's place under the root; null where no root covers them yet. */
    sealed: z
      .object({
        /** The last entry that the root covers. */
        seq: z.int(),
        line: z.string(),
        /** All lines of the leaf. */
        lines: z.array(z.string()),
        /** The hash beside each node, from the leaf up to the root. */
        path: z.array(z.string()),
        /** Whether this way leads to the root. */
        leadsThere: z.boolean(),
      })
      .nullable(),
  })
  .openapi('LedgerProof')
export type HeadProof = z.infer<typeof HeadProof>

export const listRootsRoute = createRoute({
  method: 'get',
  path: '/ledger-roots',
  operationId: 'listLedgerRoots',
  tags: ['Credits'],
  summary: 'The signed roots of the ledger, the latest first',
  access: mayReadRoots,
  request: { query: Paging },
  responses: { 200: json(page(LedgerRoot), 'A page of roots'), 400: refused, 401: refused, 403: refused },
})

export const downloadRootRoute = createRoute({
  method: 'get',
  path: '/ledger-root-files',
  operationId: 'downloadLedgerRoot',
  tags: ['Credits'],
  summary: 'A root as a file to publish: what was signed, the signature and the key',
  access: mayReadRoots,
  request: { query: z.object({ seq: z.coerce.number().int().min(1).max(2_147_483_647) }) },
  responses: {
    200: {
      description: 'The file',
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
    400: refused,
    401: refused,
    403: refused,
    404: refused,
  },
})

export const sealLedgerRoute = createRoute({
  method: 'post',
  path: '/ledger-roots',
  operationId: 'sealLedger',
  tags: ['Credits'],
  summary: 'Seal the ledger as it stands now; where nothing was posted since today’s last root, that one is answered',
  access: maySeal,
  responses: { 201: json(LastRoot, 'The last root'), 401: refused, 403: refused },
})

export const readLastRootRoute = createRoute({
  method: 'get',
  path: '/public/ledger-root',
  operationId: 'readLastLedgerRoot',
  tags: ['Public'],
  summary: 'The last signed root of the ledger, and the key to check it with',
  access: mayReadLastRoot,
  request: {
    query: z.object({
      bureau: z.string().max(40).optional().describe('The bureau’s short name, where a deployment serves several'),
    }),
  },
  responses: { 200: json(LastRoot, 'The root; null where there is none yet'), 400: refused },
})

export const proveHeadRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/credits/proof',
  operationId: 'proveCredits',
  tags: ['Credits'],
  summary: 'That the entries of a person are under the last root',
  access: mayReadCredits,
  request: { params: idParam('personId') },
  responses: { 200: json(HeadProof, 'The proof'), 401: refused, 403: refused, 404: refused },
})
