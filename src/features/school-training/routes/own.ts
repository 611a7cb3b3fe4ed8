import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { addPhoto, reflect, tellOwnTraining } from '../commands/own.ts'
import * as own from '../contract/own.ts'
import { evidenceRefusals, putRefusals } from './holding.ts'

const reflectRefusals = {
  session_not_found: { status: 404, title: 'You belong to no such session.' },
  session_not_attended: { status: 409, title: 'You were not there, or the plan is closed.' },
} as const satisfies Record<RefusalOf<typeof reflect>, { status: number; title: string }>

const photoRefusals = { ...evidenceRefusals, ...reflectRefusals } satisfies Record<
  RefusalOf<typeof addPhoto>,
  { status: number; title: string }
>

const photos = { accept: ['png', 'jpeg', 'pdf', 'docx'], maxBytes: 10 * 1024 * 1024 } as const

export const ownTrainingRoutes = createApp()
  .openapi(own.readOwnTrainingRoute, async (c) => {
    const personId = c.var.actor.personId ?? ''
    return c.json(await read(c.var.db, (tx) => tellOwnTraining(tx, personId)), 200)
  })
  .openapi(own.reflectRoute, async (c) => {
    const { schoolSessionId } = c.req.valid('param')
    const personId = c.var.actor.personId ?? ''
    const { text } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => reflect(tx, personId, schoolSessionId, text))
    return done.ok ? c.json(done.value, 200) : refuse(c, reflectRefusals, done.error)
  })
  .openapi(own.addPhotoRoute, async (c) => {
    const { schoolSessionId } = c.req.valid('param')
    const personId = c.var.actor.personId ?? ''
    const put = await c.var.files.put(c.req.raw.body ?? new Uint8Array(), photos)
    if (!put.ok) return refuse(c, putRefusals, put.error)
    const file = c.req.valid('query')
    const done = await transact(c.var.db, (tx) => addPhoto(tx, personId, schoolSessionId, put.value, file))
    return done.ok ? c.json(done.value, 201) : refuse(c, photoRefusals, done.error)
  })
