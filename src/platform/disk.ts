import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const fullCodes = new Set(['ENOSPC', 'EDQUOT', '53100'])
const fullWords = /No space left on device|Disk quota exceeded/

/** The code a failure carries (`ENOSPC`, `42501`), or an empty text. */
export function codeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : ''
}

/** Whether a failure, or what a program wrote before it ended, says that the disk is full. */
export function isDiskFull(failure: unknown): boolean {
  if (typeof failure === 'string') return fullWords.test(failure)
  if (!(failure instanceof Error)) return false
  return fullCodes.has(codeOf(failure)) || fullWords.test(failure.message) || isDiskFull(failure.cause)
}

/** Writes a small file that is either there whole or not there at all, whatever happens meanwhile. */
export function writeWhole(path: string, content: string, mode: number): void {
  const draft = `${path}.${randomBytes(4).toString('hex')}.new`
  try {
    const file = openSync(draft, 'wx', mode)
    try {
      writeSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    chmodSync(draft, mode)
    renameSync(draft, path)
    syncFolder(dirname(path))
  } catch (failure) {
    rmSync(draft, { force: true })
    throw failure
  }
}

/** Makes the names in a folder last through a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
