import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { err, ok, type Result } from '../lib/result.ts'
import type { Keys } from './crypto.ts'
import { codeOf, isDiskFull, writeWhole } from './disk.ts'
import type { StartRefusal } from './start/refusals.ts'

const Key = z.string().regex(/^[0-9a-f]{64}$/)
const KeyFile = z.object({ version: z.literal(1), seal: Key, lookup: Key, sign: Key })

/** The deployment's keys: read from their file, or made there when there is neither a file nor anything that was sealed. */
export function loadKeys(path: string, mayCreate: boolean): Result<Keys, StartRefusal> {
  try {
    if (!existsSync(path)) {
      if (!mayCreate) return err({ code: 'keys_missing', path })
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const [seal, lookup, sign] = [1, 2, 3].map(() => randomBytes(32).toString('hex'))
      writeWhole(path, `${JSON.stringify({ version: 1, seal, lookup, sign }, undefined, 2)}\n`, 0o600)
    }
    const content = KeyFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (!content.success) return err({ code: 'keys_unreadable', path, detail: 'not a key file' })
    const { seal, lookup, sign } = content.data
    return ok({ seal: Buffer.from(seal, 'hex'), lookup: Buffer.from(lookup, 'hex'), sign: Buffer.from(sign, 'hex') })
  } catch (failure) {
    if (isDiskFull(failure)) return err({ code: 'disk_full', place: path })
    const detail = failure instanceof SyntaxError ? 'not a key file' : codeOf(failure) || String(failure)
    return err({ code: 'keys_unreadable', path, detail })
  }
}
