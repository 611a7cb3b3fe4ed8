import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { addOrganisation } from './commands.ts'
import {
  addOrganisationRoute,
  listOrganisationsRoute,
  listSchoolsRoute,
  readOrganisationRoute,
  readTreeRoute,
} from './contract.ts'
import { findBureau, listAbove, listOrganisations, showOrganisation } from './store.ts'
import { listTree } from './store/tree.ts'

const refusals = {
  parent_not_found: { status: 404, title: 'There is no such organisation to add it under.' },
  id_reused: { status: 409, title: 'This id already names a different organisation.' },
  organisation_misplaced: { status: 422, title: 'An organisation of this kind cannot stand there.' },
  school_kind_missing: { status: 422, title: 'A school needs its kind, and only a school has one.' },
  parent_closed: { status: 422, title: 'The organisation above is closed.' },
} as const satisfies Record<RefusalOf<typeof addOrganisation>, { status: number; title: string }>

export const organisationRoutes = createApp()
  .openapi(listOrganisationsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['pinyin', 'id'])
    const rows = await read(c.var.db, (tx) => listOrganisations(tx, c.var.scope, query, after))
    const { items, nextCursor } = cutPage(rows, query.limit, ['pinyin', 'id'])
    return c.json({ items: items.map(({ pinyin: _, ...item }) => item), nextCursor }, 200)
  })
  .openapi(readOrganisationRoute, async (c) => {
    const { organisationId } = c.req.valid('param')
    const found = await read(c.var.db, async (tx) => {
      const organisation = await showOrganisation(tx, organisationId)
      return organisation && { ...organisation, above: await listAbove(tx, organisationId) }
    })
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(addOrganisationRoute, async (c) => {
    const added = await transact(c.var.db, (tx) => addOrganisation(tx, c.req.valid('json'), c.var.scope))
    return added.ok ? c.json(added.value, 201) : refuse(c, refusals, added.error)
  })
  .openapi(readTreeRoute, async (c) => {
    const items = await read(c.var.db, (tx) => listTree(tx, c.var.scope))
    return c.json({ items }, 200)
  })
  .openapi(listSchoolsRoute, async (c) => {
    const { q } = c.req.valid('query')
    const rows = await read(c.var.db, async (tx) => {
      const bureau = await findBureau(tx)
      const asked = { q, kind: 'school' as const, state: 'open' as const, limit: 100 }
      return bureau ? listOrganisations(tx, [bureau.id], asked, undefined) : []
    })
    return c.json({ items: rows.slice(0, 100).map(({ id, name }) => ({ id, name })) }, 200)
  })
