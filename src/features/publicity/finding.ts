import { sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/db/db.ts'
import { findByCode } from './store.ts'

/** What became of the objection that a stranger was given this code for; nothing else of it is told. */
export async function findAnswer(tx: Tx, noticeId: string, typed: string) {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  const found = await findByCode(tx, [sha256(code)])
  return found?.noticeId === noticeId ? { state: found.state, answer: found.answer } : undefined
}
