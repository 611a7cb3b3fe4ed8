import { createRoute, json, noContent, refused, z } from '../../platform/http/openapi.ts'
import { mayMakeBackup, mayReadBackups, maySetBackups } from './access.ts'
import { origins, shownStates } from './core.ts'

export const Backup = z
  .object({
    name: z.string().nullable().describe('The name of its file; null before it was begun'),
    origin: z.enum(origins),
    at: z.string(),
    size: z.int().nullable(),
    rows: z.int().nullable(),
    files: z.int().nullable(),
    tookMs: z.int().nullable(),
    state: z.enum(shownStates),
    verifiedAt: z.string().nullable().describe('When its file was last read whole and found as its hashes say'),
    byName: z.string().nullable(),
    failure: z.string().nullable(),
    detail: z.record(z.string(), z.string()).nullable(),
    done: z.int(),
    total: z.int().nullable(),
  })
  .openapi('Backup')
export type Backup = z.infer<typeof Backup>

export const BackupSchedule = z
  .object({
    isOn: z.boolean(),
    atMinute: z.int().min(0).max(1439).describe('Minutes after midnight, in the bureau’s zone'),
    folder: z.string().trim().min(1).max(500).nullable().describe('Null for the program’s own folder'),
    keepDays: z.int().min(1).max(90),
    keepWeeks: z.int().min(0).max(60),
    keepMonths: z.int().min(0).max(120),
  })
  .openapi('BackupSchedule')
export type BackupSchedule = z.infer<typeof BackupSchedule>

export const BackupShelf = z
  .object({
    schedule: BackupSchedule,
    folder: z.string().describe('Where backups lie on the server'),
    dataFolder: z.string(),
    keysAreSealed: z.boolean(),
    freeBytes: z.number().nullable(),
    lastGood: Backup.nullable(),
    nextAt: z.string().nullable(),
    isLate: z.boolean().describe('No good backup is younger than two days'),
    items: z.array(Backup),
  })
  .openapi('BackupShelf')
export type BackupShelf = z.infer<typeof BackupShelf>

export const readBackupsRoute = createRoute({
  method: 'get',
  path: '/backups',
  operationId: 'readBackups',
  tags: ['Backups'],
  summary: 'The backups of the whole deployment, when the next is made, and how the last ended',
  access: mayReadBackups,
  responses: { 200: json(BackupShelf, 'The backups'), 401: refused, 403: refused, 422: refused },
})

export const makeBackupRoute = createRoute({
  method: 'post',
  path: '/backups',
  operationId: 'makeBackup',
  tags: ['Backups'],
  summary: 'Make a backup of the whole deployment now',
  access: mayMakeBackup,
  request: {
    body: { ...json(z.object({ id: z.uuid() }).openapi('NewBackup'), 'The id of the backup'), required: true },
  },
  responses: {
    202: json(z.object({ id: z.uuid() }), 'It is being made'),
    400: refused,
    401: refused,
    403: refused,
    409: refused,
    422: refused,
  },
})

export const cancelBackupRoute = createRoute({
  method: 'post',
  path: '/backup-cancellations',
  operationId: 'cancelBackup',
  tags: ['Backups'],
  summary: 'Ask the backup that is being made to stop',
  access: mayMakeBackup,
  responses: { 204: noContent, 401: refused, 403: refused, 409: refused },
})

export const verifyBackupRoute = createRoute({
  method: 'post',
  path: '/backup-verifications',
  operationId: 'verifyBackup',
  tags: ['Backups'],
  summary: 'Read one backup again and check every hash in it',
  access: mayMakeBackup,
  request: {
    body: {
      ...json(z.object({ name: z.string().max(100) }).openapi('BackupVerification'), 'Which file'),
      required: true,
    },
  },
  responses: {
    202: json(z.object({ jobId: z.uuid() }), 'It is being read'),
    400: refused,
    401: refused,
    403: refused,
    404: refused,
    422: refused,
  },
})

export const setScheduleRoute = createRoute({
  method: 'put',
  path: '/backup-schedule',
  operationId: 'setBackupSchedule',
  tags: ['Backups'],
  summary: 'Say when backups are made, where to, and how many are kept',
  access: maySetBackups,
  request: { body: { ...json(BackupSchedule, 'The schedule'), required: true } },
  responses: { 204: noContent, 400: refused, 401: refused, 403: refused, 422: refused },
})
