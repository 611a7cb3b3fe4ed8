import { type RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { askAddress, chooseMail, confirmAddress, forgetAddress, tellMail } from '../commands/addresses.ts'
import { sendAgain } from '../commands/letters.ts'
import {
  askAddressRoute,
  chooseMailRoute,
  confirmAddressRoute,
  forgetAddressRoute,
  listLettersRoute,
  readMailRoute,
  retryLettersRoute,
} from '../contract/mail.ts'
import { showLetter } from '../letter.ts'
import { sendsMail } from '../mailing.ts'
import { countLetters, listLetters } from '../store/letters.ts'

const askRefusals = {
  mail_off: { status: 409, title: 'No letters go out from here: no mail server is set.' },
  mail_address_malformed: { status: 422, title: 'This is not an e-mail address.' },
  mail_asked_too_soon: { status: 429, title: 'A code was sent less than a minute ago.' },
  mail_asked_too_often: { status: 429, title: 'Five codes were sent within a day; ask again tomorrow.' },
} as const satisfies Record<RefusalOf<typeof askAddress>, { status: number; title: string }>

const confirmRefusals = {
  mail_nothing_to_confirm: { status: 404, title: 'No address waits for a code.' },
  mail_code_spent: { status: 409, title: 'Too many wrong codes: ask for another.' },
  mail_code_expired: { status: 409, title: 'The code has expired: ask for another.' },
  mail_code_wrong: { status: 422, title: 'This is not the code.' },
} as const

const chooseRefusals = {
  mail_address_missing: { status: 404, title: 'You have no confirmed address.' },
} as const satisfies Record<RefusalOf<typeof chooseMail>, { status: number; title: string }>

export const mailRoutes = createApp()
  .openapi(readMailRoute, async (c) =>
    c.json(await read(c.var.db, (tx) => tellMail(tx, c.var.vault, c.var.actor.accountId)), 200),
  )
  .openapi(askAddressRoute, async (c) => {
    const { accountId } = c.var.actor
    const asked = await transact(c.var.db, (tx) => askAddress(tx, c.var.vault, accountId, c.req.valid('json')))
    return asked.ok ? c.json(asked.value, 201) : refuse(c, askRefusals, asked.error)
  })
  .openapi(confirmAddressRoute, async (c) => {
    const { accountId } = c.var.actor
    const { code } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => confirmAddress(tx, c.var.vault, accountId, code))
    if (!done.ok) throw new Error('the transaction commits whatever the answer')
    return done.value.ok ? c.json(done.value.value, 200) : refuse(c, confirmRefusals, done.value.error)
  })
  .openapi(chooseMailRoute, async (c) => {
    const { accountId } = c.var.actor
    const chosen = await transact(c.var.db, (tx) => chooseMail(tx, c.var.vault, accountId, c.req.valid('json')))
    return chosen.ok ? c.json(chosen.value, 200) : refuse(c, chooseRefusals, chosen.error)
  })
  .openapi(forgetAddressRoute, async (c) => {
    await transact(c.var.db, (tx) => forgetAddress(tx, c.var.actor.accountId))
    return c.body(null, 204)
  })

export const letterRoutes = createApp()
  .openapi(listLettersRoute, async (c) => {
    const { cursor, limit, state } = c.req.valid('query')
    const before = readCursor(cursor, ['id'])?.id
    const { rows, counts } = await read(c.var.db, async (tx) => ({
      rows: await listLetters(tx, { state, limit, before }),
      counts: await countLetters(tx),
    }))
    const { items, nextCursor } = cutPage(rows, limit, ['id'])
    const of = (one: string) => counts.get(one) ?? 0
    const sums = {
      waiting: of('waiting') + of('sending'),
      sent: of('sent'),
      failed: of('failed'),
      dropped: of('dropped'),
    }
    return c.json({ items: items.map(showLetter), nextCursor, isOn: sendsMail(), sums }, 200)
  })
  .openapi(retryLettersRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => sendAgain(tx, c.req.valid('json').ids))
    return c.json(done.ok ? done.value : { retried: 0 }, 200)
  })
