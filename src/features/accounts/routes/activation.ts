import type { RefusalOf } from '../../../lib/result.ts'
import { dateIn } from '../../../lib/dates.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { originOf } from '../../../platform/http/origin.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { renderSlips, type Slip } from '../../../platform/pdf/slips.ts'
import { exportMark, loadTenant } from '../../organisations/public.ts'
import { activate, changeSettings, checkCode, codeHash, endCode, makeCodes } from '../commands/activation.ts'
import {
  activateRoute,
  changeSettingsRoute,
  checkCodeRoute,
  drawSlipsRoute,
  listAccountStatesRoute,
  makeCodesRoute,
  readSettingsRoute,
  withdrawCodeRoute,
} from '../contract/activation.ts'
import { readCode, showCode } from '../core/activation.ts'
import { keepSession, readMe } from '../sign-in.ts'
import { listAccountStates, listLiveCodes, loadSettings } from '../store/activation.ts'

const codeRefusals = {
  code_unknown: { status: 404, title: 'There is no such code.' },
  code_used: { status: 410, title: 'This code was used already.' },
  code_expired: { status: 410, title: 'This code has expired.' },
  code_withdrawn: { status: 410, title: 'This code was withdrawn or replaced by a newer one.' },
} as const satisfies Record<RefusalOf<typeof checkCode>, { status: number; title: string }>

const activateRefusals = {
  ...codeRefusals,
  password_short: { status: 422, title: 'A password has at least ten characters.' },
  password_plain: { status: 422, title: 'This password is one that others would try first.' },
  password_own: { status: 422, title: 'A password holds nothing of one’s own name or numbers.' },
  sign_in_name_taken: { status: 409, title: 'This staff number already opens another account.' },
} as const satisfies Record<RefusalOf<typeof activate>, { status: number; title: string }>

/** The refusals of making codes, shared with the answer to a forgotten password. */
export const makeRefusals = {
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the tree.' },
  person_not_found: { status: 404, title: 'Some of these people are not in your part of the tree.' },
  nobody_to_activate: { status: 422, title: 'Everybody here has an account or a code that is still good.' },
  account_own: { status: 422, title: 'Nobody makes a code for their own account.' },
  account_above: { status: 403, title: 'The bureau gives new passwords to accounts that hold a role.' },
} as const satisfies Record<RefusalOf<typeof makeCodes>, { status: number; title: string }>

const slipRefusals = {
  nobody_to_activate: { status: 422, title: 'None of these codes is still good.' },
  glyph_missing: { status: 422, title: 'A name has a character that the font lacks.' },
} as const

export const activationRoutes = createApp()
  .openapi(listAccountStatesRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['sortKey', 'id'])
    const rows = await read(c.var.db, (tx) => listAccountStates(tx, c.var.scope, query, after))
    const { items, nextCursor } = cutPage(rows, query.limit, ['sortKey', 'id'])
    return c.json({ items: items.map(({ sortKey: _, personId: __, ...item }) => item), nextCursor }, 200)
  })
  .openapi(makeCodesRoute, async (c) => {
    const { vault, actor, scope } = c.var
    const made = await transact(c.var.db, (tx) => makeCodes(tx, vault, actor, c.req.valid('json'), scope))
    return made.ok ? c.json(made.value, 201) : refuse(c, makeRefusals, made.error)
  })
  .openapi(withdrawCodeRoute, async (c) => {
    const { activationCodeId } = c.req.valid('param')
    const ended = await transact(c.var.db, (tx) => endCode(tx, activationCodeId))
    return ended.ok
      ? c.body(null, 204)
      : problem(c, 409, ended.error, { title: 'This code was used or withdrawn already.' })
  })
  .openapi(drawSlipsRoute, async (c) => {
    const codes = new Map(c.req.valid('json').codes.map((code) => [codeHash(c.var.vault, code).toString('hex'), code]))
    const hashes = [...codes.keys()].map((hash) => Buffer.from(hash, 'hex'))
    const found = await read(c.var.db, async (tx) => ({
      rows: await listLiveCodes(tx, hashes, c.var.scope),
      tenant: await loadTenant(tx),
      zone: tx.context.zone,
      today: tx.context.today,
      mark: await exportMark(tx),
    }))
    if (found.rows.length === 0) return refuse(c, slipRefusals, 'nobody_to_activate')
    const origin = originOf(c)
    const bureau = (await c.get('tenants').list()).length > 1 ? `?b=${found.tenant.slug}` : ''
    const slipOf = new Map(
      found.rows.map((row): [string, Slip] => {
        const code = readCode(codes.get(row.codeHash.toString('hex')) ?? '')
        const link = `${origin}/m/activate${bureau}#${code}`
        const expiresOn = dateIn(found.zone, row.expiresAt)
        const { name, organisationName: place, staffNo: signInName, purpose } = row
        const address = `${new URL(origin).host}/activate`
        return [
          row.codeHash.toString('hex'),
          { name, place, signInName, code: showCode(code), link, address, expiresOn, purpose },
        ]
      }),
    )
    const slips = [...codes.keys()].flatMap((hash) => slipOf.get(hash) ?? [])
    const drawn = await renderSlips(slips, { issuer: found.tenant.name, on: found.today, mark: found.mark?.line })
    if (!drawn.ok) return refuse(c, slipRefusals, drawn.error)
    return c.body(new Uint8Array(drawn.value), 200, {
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''slips.pdf",
    })
  })
  .openapi(checkCodeRoute, async (c) => {
    const { code, bureau } = c.req.valid('json')
    if (!(await c.get('signInLimit').take(c.get('address'), `code:${readCode(code)}`)))
      return problem(c, 429, 'too_many_requests')
    const door = await c.get('tenants').door(c, bureau)
    if (!door) return refuse(c, codeRefusals, 'code_unknown')
    const checked = await read(door, (tx) => checkCode(tx, c.var.vault, code))
    return checked.ok ? c.json(checked.value, 200) : refuse(c, codeRefusals, checked.error)
  })
  .openapi(activateRoute, async (c) => {
    const { code, password, bureau } = c.req.valid('json')
    if (!(await c.get('signInLimit').take(c.get('address'), `code:${readCode(code)}`)))
      return problem(c, 429, 'too_many_requests')
    const door = await c.get('tenants').door(c, bureau)
    if (!door) return refuse(c, activateRefusals, 'code_unknown')
    const device = c.req.header('user-agent') ?? ''
    const opened = await transact(door, (tx) => activate(tx, c.var.vault, { code, password, device }))
    if (!opened.ok) return refuse(c, activateRefusals, opened.error)
    c.get('forgetSessions')(opened.value.accountId)
    keepSession(c, door.context, opened.value)
    return c.json(await readMe(door, opened.value), 201)
  })
  .openapi(readSettingsRoute, async (c) => c.json(await read(c.var.db, loadSettings), 200))
  .openapi(changeSettingsRoute, async (c) => {
    const settings = c.req.valid('json')
    await transact(c.var.db, (tx) => changeSettings(tx, settings))
    c.get('forgetSessions')(c.var.actor.accountId)
    return c.json(settings, 200)
  })
