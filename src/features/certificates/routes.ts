import type { RefusalOf } from '../../lib/result.ts'
import { ok } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { originOf } from '../../platform/http/origin.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { newId } from '../../platform/ids.ts'
import {
  archiveCertificates,
  changeRule,
  readRule,
  reissueCertificate,
  reverseHours,
  revokeCertificate,
  verifyHours,
} from './commands.ts'
import {
  answerCertificateRoute,
  archiveCertificatesRoute,
  changeRuleRoute,
  drawCertificateRoute,
  listCertificatesRoute,
  listOwnCertificatesRoute,
  readCertificateRoute,
  readRuleRoute,
  reissueCertificateRoute,
  reverseEntryRoute,
  revokeCertificateRoute,
  verifyRecordsRoute,
} from './contract.ts'
import { drawCertificate } from './document.ts'
import { countCertificates, listCertificates, showCertificate } from './store.ts'
import { verifierOf } from './verifier.ts'

const reverseRefusals = {
  entry_not_found: { status: 404, title: 'There is no such entry.' },
  id_reused: { status: 409, title: 'This id already names another entry.' },
  entry_already_reversed: { status: 409, title: 'This entry has been reversed already.' },
  entry_is_reversal: { status: 422, title: 'A reversal cannot be reversed.' },
  record_own_hours: { status: 422, title: 'Nobody decides on their own hours.' },
} as const satisfies Record<RefusalOf<typeof reverseHours>, { status: number; title: string }>

const ruleRefusals = {
  seal_not_found: { status: 404, title: 'There is no such file.' },
  seal_not_an_image: { status: 422, title: 'A seal is a whole PNG or JPG image of at most 2000 pixels a side.' },
  pattern_malformed: { status: 422, title: 'The pattern has a mark or character that is not known.' },
  pattern_without_year: { status: 422, title: 'The pattern lacks {year}.' },
  pattern_without_sequence: { status: 422, title: 'The pattern needs exactly one running number, such as {seq:6}.' },
} as const satisfies Record<RefusalOf<typeof changeRule>, { status: number; title: string }>

const endRefusals = {
  certificate_not_found: { status: 404, title: 'There is no such certificate.' },
  certificate_not_genuine: { status: 409, title: 'This certificate has been replaced or revoked already.' },
} as const satisfies Record<RefusalOf<typeof revokeCertificate>, { status: number; title: string }>

const reissueRefusals = {
  ...endRefusals,
  id_reused: { status: 409, title: 'This id already names another certificate.' },
} as const satisfies Record<RefusalOf<typeof reissueCertificate>, { status: number; title: string }>

const archiveRefusals = {
  id_reused: { status: 409, title: 'This id already names another archive.' },
  nothing_to_archive: { status: 422, title: 'None of these certificates lies in your part of the region.' },
} as const satisfies Record<RefusalOf<typeof archiveCertificates>, { status: number; title: string }>

const drawRefusals = {
  certificate_not_found: endRefusals.certificate_not_found,
  glyph_missing: { status: 422, title: 'The certificate has a character that the font lacks.' },
} as const satisfies Record<RefusalOf<typeof drawCertificate>, { status: number; title: string }>

export const certificateRoutes = createApp()
  .openapi(verifyRecordsRoute, async (c) => {
    const { ids } = c.req.valid('json')
    const done = await transact(c.var.db, async (tx) => ok(await verifyHours(tx, ids, c.var.scope)))
    return c.json({ outcomes: done.ok ? done.value : [] }, 200)
  })
  .openapi(reverseEntryRoute, async (c) => {
    const { entryId } = c.req.valid('param')
    const reversed = await transact(c.var.db, (tx) => reverseHours(tx, entryId, c.req.valid('json')))
    return reversed.ok ? c.json(reversed.value, 201) : refuse(c, reverseRefusals, reversed.error)
  })
  .openapi(listCertificatesRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['issuedOn', 'id'])
    const found = await read(c.var.db, async (tx) => ({
      rows: await listCertificates(tx, c.var.scope, query, after),
      total: await countCertificates(tx, c.var.scope, query),
    }))
    return c.json({ ...cutPage(found.rows, query.limit, ['issuedOn', 'id']), total: found.total }, 200)
  })
  .openapi(listOwnCertificatesRoute, async (c) => {
    const paging = c.req.valid('query')
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 403, 'not_a_person')
    const query = { ...paging, q: '', personId }
    const after = readCursor(paging.cursor, ['issuedOn', 'id'])
    const rows = await read(c.var.db, (tx) => listCertificates(tx, undefined, query, after))
    return c.json(cutPage(rows, paging.limit, ['issuedOn', 'id']), 200)
  })
  .openapi(readCertificateRoute, async (c) => {
    const { certificateId } = c.req.valid('param')
    const found = await read(c.var.db, (tx) => showCertificate(tx, certificateId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(drawCertificateRoute, async (c) => {
    const { certificateId } = c.req.valid('param')
    const drawn = await drawCertificate(c.var.db, c.var.files, certificateId, originOf(c))
    if (!drawn.ok) return refuse(c, drawRefusals, drawn.error)
    const name = encodeURIComponent(`${drawn.value.name}.pdf`)
    return c.body(new Uint8Array(drawn.value.pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename*=UTF-8''${name}`,
    })
  })
  .openapi(archiveCertificatesRoute, async (c) => {
    const { id = newId(), ids } = c.req.valid('json')
    const asked = await transact(c.var.db, (tx) => archiveCertificates(tx, { id, ids }, c.var.scope, originOf(c)))
    return asked.ok ? c.json({ jobId: asked.value }, 202) : refuse(c, archiveRefusals, asked.error)
  })
  .openapi(readRuleRoute, async (c) => c.json(await read(c.var.db, readRule), 200))
  .openapi(changeRuleRoute, async (c) => {
    const changed = await transact(c.var.db, (tx) => changeRule(tx, c.var.files, c.req.valid('json')))
    return changed.ok ? c.json(changed.value, 200) : refuse(c, ruleRefusals, changed.error)
  })
  .openapi(reissueCertificateRoute, async (c) => {
    const { certificateId } = c.req.valid('param')
    const reissued = await transact(c.var.db, (tx) => reissueCertificate(tx, certificateId, c.req.valid('json')))
    return reissued.ok ? c.json(reissued.value, 201) : refuse(c, reissueRefusals, reissued.error)
  })
  .openapi(revokeCertificateRoute, async (c) => {
    const { certificateId } = c.req.valid('param')
    const revoked = await transact(c.var.db, (tx) => revokeCertificate(tx, certificateId, c.req.valid('json').reason))
    return revoked.ok ? c.json(revoked.value, 200) : refuse(c, endRefusals, revoked.error)
  })
  .openapi(answerCertificateRoute, async (c) => {
    const [tenant] = await c.get('tenants').list()
    const door = await c.get('tenants').door(c, tenant?.slug)
    const { number } = c.req.valid('param')
    if (!door) return c.json({ state: 'unknown' as const, number, certificate: null }, 200)
    const verifier = verifierOf(door.pool)
    const seconds = verifier.wait(c.get('address'))
    if (seconds !== undefined) {
      c.header('retry-after', String(seconds))
      return problem(c, 429, 'too_many_requests')
    }
    return c.json(await verifier.answer(number, c.req.valid('query').code), 200)
  })
