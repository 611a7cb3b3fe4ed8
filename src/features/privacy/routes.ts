import type { Readable } from 'node:stream'
import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { fileTypes, mediaTypes } from '../../platform/files/kinds.ts'
import { contentDisposition } from '../../platform/files/names.ts'
import type { PutRefusal } from '../../platform/files/store.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import {
  approveCorrection,
  askCorrection,
  keepProof,
  openProof,
  refuseCorrection,
  tellCorrection,
  tellCorrections,
  withdrawCorrection,
} from './commands/corrections.ts'
import { askOwnData, fetchOwnData, tellOwnData } from './commands/own-data.ts'
import { tellKeys } from './commands/resealing.ts'
import { consent, publishText, setRetention, tellPurposes, tellRetention, tellText } from './commands/rules.ts'
import { exportUnmasked, unmask } from './commands/unmasking.ts'
import * as corrections from './contract/corrections.ts'
import * as own from './contract/own.ts'
import * as rules from './contract/rules.ts'
import * as looks from './contract/unmasking.ts'
import { everySealed } from './sealed.ts'
import { listOwnCorrections } from './store/corrections.ts'
import { listLooks, listLooksAt } from './store/unmasking.ts'

const unmaskRefusals = {
  person_not_found: { status: 404, title: 'There is no such person.' },
  field_not_for_role: { status: 403, title: 'Your role does not see this number.' },
  looked_too_often: { status: 429, title: 'You looked at too many numbers today.' },
  number_missing: { status: 422, title: 'The roster holds no such number.' },
  id_reused: { status: 409, title: 'This id already names something else.' },
} as const satisfies Record<RefusalOf<typeof unmask>, { status: number; title: string }>

const exportRefusals = {
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the tree.' },
  export_too_large: { status: 422, title: 'More than 5,000 people: take one school or town at a time.' },
  export_empty: { status: 422, title: 'Nobody there has such a number on the roster.' },
  id_reused: unmaskRefusals.id_reused,
} as const satisfies Record<RefusalOf<typeof exportUnmasked>, { status: number; title: string }>

const askRefusals = {
  person_not_found: unmaskRefusals.person_not_found,
  id_reused: unmaskRefusals.id_reused,
  nothing_to_correct: { status: 422, title: 'The roster says this already.' },
  already_asked: { status: 409, title: 'You have asked for this field already; it waits for your school.' },
  proof_not_found: { status: 422, title: 'The proof is not one that you handed in.' },
  value_malformed: { status: 422, title: 'This value does not fit the field.' },
  phone_malformed: { status: 422, title: 'This is not a mobile phone number.' },
  id_number_malformed: { status: 422, title: 'This is not an 18-character ID number.' },
  id_number_checksum: { status: 422, title: 'The last character of the ID number does not fit the others.' },
  id_number_ruined: { status: 422, title: 'A spreadsheet has rounded this ID number.' },
} as const satisfies Record<RefusalOf<typeof askCorrection>, { status: number; title: string }>

const decideRefusals = {
  correction_not_found: { status: 404, title: 'There is no such correction.' },
  correction_over: { status: 409, title: 'This correction has been decided or withdrawn.' },
  own_correction: { status: 422, title: 'Nobody decides on a correction of their own.' },
  person_not_found: unmaskRefusals.person_not_found,
  id_number_taken: { status: 409, title: 'Somebody already has this ID number.' },
} as const satisfies Record<RefusalOf<typeof approveCorrection>, { status: number; title: string }>

const withdrawRefusals = {
  correction_not_found: decideRefusals.correction_not_found,
  correction_over: decideRefusals.correction_over,
} as const satisfies Record<RefusalOf<typeof withdrawCorrection>, { status: number; title: string }>

const proofRefusals = {
  person_not_found: unmaskRefusals.person_not_found,
  id_reused: unmaskRefusals.id_reused,
} as const satisfies Record<RefusalOf<typeof keepProof>, { status: number; title: string }>

const ownRefusals = {
  id_reused: unmaskRefusals.id_reused,
} as const satisfies Record<RefusalOf<typeof askOwnData | typeof consent>, { status: number; title: string }>

const ruleRefusals = {
  kept_too_short: { status: 422, title: 'This kind of record has to be kept longer.' },
} as const satisfies Record<RefusalOf<typeof setRetention>, { status: number; title: string }>

const textRefusals = {
  text_version_taken: { status: 409, title: 'Another version was published meanwhile; load it and write anew.' },
} as const satisfies Record<RefusalOf<typeof publishText>, { status: number; title: string }>

const putRefusals = {
  file_type_refused: { status: 415, title: 'A proof is a picture or a PDF.' },
  file_too_large: { status: 413, title: 'The file is larger than allowed.' },
  file_empty: { status: 422, title: 'The file is empty.' },
  file_damaged: { status: 422, title: 'The file is damaged or cut short; save it again and retry.' },
  disk_full: { status: 503, title: 'The server has no room for files; tell the system administrator.' },
} as const satisfies Record<PutRefusal, { status: number; title: string }>

const proofs = { accept: ['pdf', 'png', 'jpeg'], maxBytes: 10 * 1024 * 1024 } as const

// Both are small: a list of at most 5,000 people, a picture of at most 10 MB.
async function whole(content: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for await (const piece of content) if (piece instanceof Uint8Array) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

const numberRoutes = createApp()
  .openapi(looks.unmaskRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const shown = await transact(c.var.db, (tx) => unmask(tx, c.var.vault, personId, c.req.valid('json')))
    return shown.ok ? c.json(shown.value, 201) : refuse(c, unmaskRefusals, shown.error)
  })
  .openapi(looks.myLooksRoute, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const personId = c.var.actor.personId ?? ''
    const rows = await read(c.var.db, (tx) => listLooksAt(tx, personId, limit, readCursor(cursor, ['id'])?.id))
    return c.json(cutPage(rows, limit, ['id']), 200)
  })
  .openapi(looks.listLooksRoute, async (c) => {
    const { limit, cursor, pasted } = c.req.valid('query')
    const rows = await read(c.var.db, (tx) => listLooks(tx, limit, readCursor(cursor, ['id'])?.id, pasted))
    return c.json(cutPage(rows, limit, ['id']), 200)
  })
  .openapi(looks.exportUnmaskedRoute, async (c) => {
    const made = await transact(c.var.db, (tx) => exportUnmasked(tx, c.var.vault, c.req.valid('json')))
    if (!made.ok) return refuse(c, exportRefusals, made.error)
    return c.body(await whole(made.value.content), 201, {
      'content-type': mediaTypes.xlsx,
      'content-disposition': contentDisposition(made.value.name),
      'cache-control': 'no-store',
    })
  })

const correctionRoutes = createApp()
  .openapi(corrections.askCorrectionRoute, async (c) => {
    const asked = await transact(c.var.db, (tx) => askCorrection(tx, c.var.vault, c.req.valid('json')))
    return asked.ok ? c.json(asked.value, 201) : refuse(c, askRefusals, asked.error)
  })
  .openapi(corrections.myCorrectionsRoute, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const personId = c.var.actor.personId ?? ''
    const rows = await read(c.var.db, (tx) => listOwnCorrections(tx, personId, limit, readCursor(cursor, ['id'])?.id))
    const { items, nextCursor } = cutPage(rows, limit, ['id'])
    return c.json({ items: items.map((row) => tellCorrection(c.var.vault, row)), nextCursor }, 200)
  })
  .openapi(corrections.withdrawCorrectionRoute, async (c) => {
    const { correctionId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => withdrawCorrection(tx, c.var.vault, correctionId))
    return done.ok ? c.json(done.value, 200) : refuse(c, withdrawRefusals, done.error)
  })
  .openapi(corrections.storeProofRoute, async (c) => {
    const put = await c.var.files.put(c.req.raw.body ?? new Uint8Array(), proofs)
    if (!put.ok) return refuse(c, putRefusals, put.error)
    const kept = await transact(c.var.db, (tx) => keepProof(tx, put.value, c.req.valid('query')))
    return kept.ok ? c.json(kept.value, 201) : refuse(c, proofRefusals, kept.error)
  })
  .openapi(corrections.listCorrectionsRoute, async (c) => {
    const { limit, cursor, state, pasted } = c.req.valid('query')
    const asked = { state, limit, after: readCursor(cursor, ['id'])?.id, pasted }
    const rows = await read(c.var.db, (tx) => tellCorrections(tx, c.var.vault, c.var.scope, asked))
    return c.json(cutPage(rows, limit, ['id']), 200)
  })
  .openapi(corrections.readProofRoute, async (c) => {
    const found = await transact(c.var.db, (tx) => openProof(tx, c.req.valid('param').correctionId))
    const content = found.ok && (await c.var.files.get(found.value.sha256))
    if (!found.ok || !content) return problem(c, 404, 'not_found')
    const { size, name } = found.value
    const type = fileTypes.find((each) => each === found.value.type)
    return c.body(await whole(content), 200, {
      'content-type': type ? mediaTypes[type] : 'application/octet-stream',
      'content-length': String(size),
      'content-disposition': contentDisposition(name),
      'cache-control': 'no-store',
    })
  })
  .openapi(corrections.approveCorrectionRoute, async (c) => {
    const { correctionId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => approveCorrection(tx, c.var.vault, correctionId))
    return done.ok ? c.json(done.value, 200) : refuse(c, decideRefusals, done.error)
  })
  .openapi(corrections.refuseCorrectionRoute, async (c) => {
    const { correctionId } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => refuseCorrection(tx, c.var.vault, correctionId, reason))
    return done.ok ? c.json(done.value, 200) : refuse(c, decideRefusals, done.error)
  })

const ownRoutes = createApp()
  .openapi(own.askOwnDataRoute, async (c) => {
    const asked = await transact(c.var.db, (tx) => askOwnData(tx, c.req.valid('json')))
    return asked.ok ? c.json(asked.value, 202) : refuse(c, ownRefusals, asked.error)
  })
  .openapi(own.listOwnDataRoute, async (c) => {
    const items = await read(c.var.db, (tx) => tellOwnData(tx, c.var.actor.personId ?? ''))
    return c.json({ items }, 200)
  })
  .openapi(own.readOwnDataRoute, async (c) => {
    const { dataFileId } = c.req.valid('param')
    const found = await transact(c.var.db, (tx) => fetchOwnData(tx, c.var.vault, dataFileId))
    if (!found.ok) return problem(c, 404, 'not_found')
    return c.body(new Uint8Array(found.value), 200, {
      'content-type': mediaTypes.zip,
      'content-disposition': contentDisposition('my-data.zip'),
      'cache-control': 'no-store',
    })
  })
  .openapi(own.readPurposesRoute, async (c) =>
    c.json(await read(c.var.db, (tx) => tellPurposes(tx, c.var.actor.personId ?? '')), 200),
  )
  .openapi(own.consentRoute, async (c) => {
    const said = await transact(c.var.db, (tx) => consent(tx, c.req.valid('json')))
    return said.ok ? c.json(said.value, 201) : refuse(c, ownRefusals, said.error)
  })

const ruleRoutes = createApp()
  .openapi(rules.readRulesRoute, async (c) => {
    const told = await read(c.var.db, async (tx) => ({
      retention: await tellRetention(tx),
      keys: await tellKeys(tx, c.var.vault, everySealed()),
      text: await tellText(tx),
    }))
    return c.json(told, 200)
  })
  .openapi(rules.setRetentionRoute, async (c) => {
    const set = await transact(c.var.db, (tx) => setRetention(tx, c.req.valid('json')))
    return set.ok ? c.json(set.value, 200) : refuse(c, ruleRefusals, set.error)
  })
  .openapi(rules.publishTextRoute, async (c) => {
    const published = await transact(c.var.db, (tx) => publishText(tx, c.req.valid('json')))
    return published.ok ? c.json(published.value, 201) : refuse(c, textRefusals, published.error)
  })

export const privacyRoutes = createApp()
  .route('/', numberRoutes)
  .route('/', correctionRoutes)
  .route('/', ownRoutes)
  .route('/', ruleRoutes)
