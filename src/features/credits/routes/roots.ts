import { sha256, type Vault } from '../../../platform/crypto.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { readCursor, writeCursor } from '../../../platform/http/paging.ts'
import { problem } from '../../../platform/http/problem.ts'
import { isSigned } from '../../../platform/signing.ts'
import { proveHead, rootKeyOf, sealLedger } from '../commands/roots.ts'
import {
  downloadRootRoute,
  listRootsRoute,
  proveHeadRoute,
  readLastRootRoute,
  sealLedgerRoute,
  type LedgerRoot,
} from '../contract/roots.ts'
import { rootText, type SealedRoot } from '../core/roots.ts'
import { rootOf } from '../core/tree.ts'
import { lastRoot, listRoots, rootsAfter } from '../store/roots.ts'

const digest = (text: string) => sha256(text).toString('hex')

function toShown(vault: Vault, root: SealedRoot): LedgerRoot {
  const { tenantId, madeAt, ...rest } = root
  const text = rootText(root)
  const isOurs = root.publicKey === rootKeyOf(vault, tenantId)
  const isGenuine = isOurs && digest(text) === root.hash && isSigned(text, root.signature, root.publicKey)
  return { ...rest, madeAt: madeAt.toISOString(), text, isGenuine }
}

export const rootRoutes = createApp()
  .openapi(listRootsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const before = readCursor(cursor, ['seq'])
    const found = await read(c.var.db, (tx) => listRoots(tx, limit, before && Number(before.seq)))
    const items = found.slice(0, limit).map((root) => toShown(c.var.vault, root))
    const last = found.length > limit ? items.at(-1) : undefined
    return c.json({ items, nextCursor: last ? writeCursor([String(last.seq)]) : null }, 200)
  })
  .openapi(downloadRootRoute, async (c) => {
    const { seq } = c.req.valid('query')
    const [root] = await read(c.var.db, (tx) => rootsAfter(tx, seq - 1, 1))
    if (root?.seq !== seq) return problem(c, 404, 'not_found')
    const { text, hash, publicKey, signature, day } = toShown(c.var.vault, root)
    return c.body(`${JSON.stringify({ text, sha256: hash, ed25519: { publicKey, signature } }, undefined, 2)}\n`, 200, {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="ledger-root-${String(seq)}-${day}.json"`,
    })
  })
  .openapi(sealLedgerRoute, async (c) => {
    const sealed = await transact(c.var.db, (tx) => sealLedger(tx, c.var.vault))
    const root = sealed.ok && sealed.value ? toShown(c.var.vault, sealed.value) : null
    return c.json({ publicKey: rootKeyOf(c.var.vault, c.var.db.context.tenantId), root }, 201)
  })
  .openapi(readLastRootRoute, async (c) => {
    const [first] = await c.get('tenants').list()
    const door = await c.get('tenants').door(c, c.req.valid('query').bureau ?? first?.slug)
    if (!door) return c.json({ publicKey: null, root: null }, 200)
    const root = await read(door, lastRoot)
    const publicKey = rootKeyOf(c.var.vault, door.context.tenantId)
    return c.json({ publicKey, root: root ? toShown(c.var.vault, root) : null }, 200)
  })
  .openapi(proveHeadRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const { root, sealed, entries } = await read(c.var.db, (tx) => proveHead(tx, personId))
    const [, seq, hash] = sealed?.line.split(' ') ?? []
    const head = { personId, seq: Number(seq), hash: hash ?? '' }
    const shown = root && toShown(c.var.vault, root)
    return c.json(
      {
        root: shown,
        entries,
        sealed: sealed && { ...sealed, leadsThere: rootOf(head, sealed, digest) === root?.tree },
      },
      200,
    )
  })
