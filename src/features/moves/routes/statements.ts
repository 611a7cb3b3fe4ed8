import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { confirmKey, readKeys, registerKey, withdrawKey } from '../commands/keys.ts'
import { acceptStatement, issueStatement, listStatements } from '../commands/statements.ts'
import { confirmKeyRoute, listKeysRoute, registerKeyRoute, withdrawKeyRoute } from '../contract/keys.ts'
import { acceptStatementRoute, issueStatementRoute, listStatementsRoute } from '../contract/statements.ts'

const issueRefusals = {
  person_not_found: { status: 404, title: 'There is no such person.' },
  id_reused: { status: 409, title: 'This id already names another statement.' },
  person_merged: { status: 409, title: 'This number was merged into another.' },
  person_not_in_post: { status: 409, title: 'This person has moved away already.' },
  change_in_future: { status: 422, title: 'The move cannot bear a day to come.' },
  change_before_last: { status: 422, title: 'The move cannot be older than the last change.' },
} as const satisfies Record<RefusalOf<typeof issueStatement>, { status: number; title: string }>

const acceptRefusals = {
  person_not_found: { status: 404, title: 'There is no such person.' },
  person_merged: { status: 409, title: 'This number was merged into another.' },
  statement_used: { status: 409, title: 'This statement was handed in for somebody else.' },
  record_own_hours: { status: 422, title: 'Nobody decides on their own hours; ask a colleague.' },
  statement_unreadable: { status: 422, title: 'This is not a statement of hours.' },
  statement_not_signed: { status: 422, title: 'The signature does not fit: the statement was changed.' },
  statement_key_unknown: { status: 422, title: 'The key of the other bureau is not registered under its name.' },
  statement_key_unconfirmed: { status: 422, title: 'Nobody has confirmed the key of the other bureau yet.' },
  statement_empty: { status: 422, title: 'The statement tells of no hours.' },
  late_reason_needed: { status: 422, title: 'A year of it is closed: say why its hours come late.' },
  opening_rows_opened: { status: 409, title: 'Hours of it were brought by a list or another statement.' },
  id_reused: { status: 409, title: 'This id already names another list.' },
  statement_of_somebody_else: { status: 422, title: 'The statement is about somebody else.' },
  statement_is_ours: { status: 422, title: 'This bureau gave the statement out itself.' },
  statement_in_future: { status: 422, title: 'The statement bears a day to come.' },
} as const satisfies Record<RefusalOf<typeof acceptStatement>, { status: number; title: string }>

const registerRefusals = {
  not_whole_bureau: { status: 403, title: 'Keys are registered for the whole bureau.' },
  key_unreadable: { status: 422, title: 'This is not a public key.' },
  key_is_ours: { status: 422, title: 'This is the key of this bureau.' },
  key_known: { status: 409, title: 'This key is registered for this bureau already.' },
  id_reused: { status: 409, title: 'This id already names another key.' },
} as const satisfies Record<RefusalOf<typeof registerKey>, { status: number; title: string }>

const confirmRefusals = {
  key_not_found: { status: 404, title: 'There is no such key.' },
  key_withdrawn: { status: 409, title: 'This key was withdrawn.' },
  key_by_same_hands: { status: 422, title: 'Somebody else confirms a key than registered it.' },
  key_fingerprint_differs: { status: 422, title: 'This is not the fingerprint of the key.' },
} as const satisfies Record<RefusalOf<typeof confirmKey>, { status: number; title: string }>

/** What people take to another bureau and bring from one, and the keys that vouch for it. */
export const statementMoveRoutes = createApp()
  .openapi(listStatementsRoute, async (c) => {
    const items = await read(c.var.db, (tx) => listStatements(tx, c.req.valid('param').personId))
    return c.json({ items }, 200)
  })
  .openapi(issueStatementRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const issued = await transact(c.var.db, (tx) => issueStatement(tx, c.var.vault, personId, c.req.valid('json')))
    return issued.ok ? c.json(issued.value, 201) : refuse(c, issueRefusals, issued.error)
  })
  .openapi(acceptStatementRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const opened = await transact(c.var.db, (tx) => acceptStatement(tx, c.var.vault, personId, c.req.valid('json')))
    return opened.ok ? c.json(opened.value, 201) : refuse(c, acceptRefusals, opened.error)
  })
  .openapi(listKeysRoute, async (c) => {
    return c.json(await read(c.var.db, (tx) => readKeys(tx, c.var.vault)), 200)
  })
  .openapi(registerKeyRoute, async (c) => {
    const draft = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => registerKey(tx, c.var.vault, draft, c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, registerRefusals, done.error)
  })
  .openapi(confirmKeyRoute, async (c) => {
    const { bureauKeyId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => confirmKey(tx, bureauKeyId, c.req.valid('json').fingerprint))
    return done.ok ? c.json(done.value, 201) : refuse(c, confirmRefusals, done.error)
  })
  .openapi(withdrawKeyRoute, async (c) => {
    const { bureauKeyId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => withdrawKey(tx, bureauKeyId, c.req.valid('json').reason))
    return done.ok ? c.json(done.value, 201) : refuse(c, confirmRefusals, done.error)
  })
