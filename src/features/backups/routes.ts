import type { Context } from 'hono'
import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import type { Env } from '../../platform/http/guard.ts'
import { refuse } from '../../platform/http/problem.ts'
import { askBackup, askVerification, cancelBackup, setSchedule, tellShelf, whyNotYours } from './commands.ts'
import * as contract from './contract.ts'

const standing = {
  backups_not_yours: { status: 403, title: 'Backups hold every bureau; the first bureau’s administrator keeps them.' },
} as const
const absence = {
  backups_not_here: { status: 422, title: 'This process keeps no backups.' },
} as const

const askRefusals = {
  backup_running: { status: 409, title: 'A backup is being made already.' },
  id_reused: { status: 409, title: 'This id already names something else.' },
} as const satisfies Record<RefusalOf<typeof askBackup>, { status: number; title: string }>

const cancelRefusals = {
  backup_not_running: { status: 409, title: 'No backup is being made.' },
} as const satisfies Record<RefusalOf<typeof cancelBackup>, { status: number; title: string }>

const verifyRefusals = {
  backup_file_gone: { status: 404, title: 'The folder holds no such backup.' },
} as const satisfies Record<RefusalOf<typeof askVerification>, { status: number; title: string }>

const scheduleRefusals = {
  folder_not_absolute: { status: 422, title: 'Name the folder by its whole path.' },
  folder_missing: { status: 422, title: 'There is no such folder on the server.' },
  folder_of_the_program: { status: 422, title: 'This folder holds the data itself.' },
  folder_unwritable: { status: 422, title: 'The server may not write there.' },
} as const satisfies Record<RefusalOf<typeof setSchedule>, { status: number; title: string }>

const isShut = (c: Context<Env>) => read(c.var.db, (tx) => whyNotYours(tx, c.var.scope))

export const backupRoutes = createApp()
  .openapi(contract.readBackupsRoute, async (c) => {
    const shut = await isShut(c)
    if (shut) return refuse(c, standing, shut)
    const deployment = c.get('deployment')
    if (!deployment) return refuse(c, absence, 'backups_not_here')
    return c.json(await read(c.var.db, (tx) => tellShelf(tx, deployment)), 200)
  })
  .openapi(contract.makeBackupRoute, async (c) => {
    const shut = await isShut(c)
    if (shut) return refuse(c, standing, shut)
    if (!c.get('deployment')) return refuse(c, absence, 'backups_not_here')
    const asked = await transact(c.var.db, (tx) => askBackup(tx, c.req.valid('json').id))
    return asked.ok ? c.json({ id: asked.value }, 202) : refuse(c, askRefusals, asked.error)
  })
  .openapi(contract.cancelBackupRoute, async (c) => {
    const shut = await isShut(c)
    if (shut) return refuse(c, standing, shut)
    const done = await transact(c.var.db, (tx) => cancelBackup(tx))
    return done.ok ? c.body(null, 204) : refuse(c, cancelRefusals, done.error)
  })
  .openapi(contract.verifyBackupRoute, async (c) => {
    const shut = await isShut(c)
    if (shut) return refuse(c, standing, shut)
    const deployment = c.get('deployment')
    if (!deployment) return refuse(c, absence, 'backups_not_here')
    const asked = await transact(c.var.db, (tx) => askVerification(tx, deployment, c.req.valid('json').name))
    return asked.ok ? c.json({ jobId: asked.value }, 202) : refuse(c, verifyRefusals, asked.error)
  })
  .openapi(contract.setScheduleRoute, async (c) => {
    const shut = await isShut(c)
    if (shut) return refuse(c, standing, shut)
    const deployment = c.get('deployment')
    if (!deployment) return refuse(c, absence, 'backups_not_here')
    const set = await transact(c.var.db, (tx) => setSchedule(tx, deployment, c.req.valid('json')))
    return set.ok ? c.body(null, 204) : refuse(c, scheduleRefusals, set.error)
  })
