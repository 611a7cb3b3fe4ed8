import { randomBytes } from 'node:crypto'
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../../lib/result.ts'
import { markOf } from '../db/embedded/processes.ts'
import { codeOf } from '../disk.ts'
import type { StartRefusal } from './refusals.ts'

/** The right to use a data folder. It ends with the process, however that ends. */
export type DataLock = { release(): void }

const name = 'qinglan.lock'

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (failure) {
    if (codeOf(failure) === 'ENOENT') return undefined
    throw failure
  }
}

// The holder is named by its process id and the moment that process began, since ids are used again.
function holderOf(content: string): number | undefined {
  const [pid, mark] = content.trim().split(' ')
  return pid !== undefined && mark !== undefined && markOf(Number(pid)) === mark ? Number(pid) : undefined
}

function place(draft: string, path: string, content: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (failure) {
    const code = codeOf(failure)
    if (code === 'EEXIST') return false
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw failure
  }
  // A file system without links: creating it is still exclusive, if not with its content in one step.
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (failure) {
    if (codeOf(failure) === 'EEXIST') return false
    throw failure
  }
}

// Moved aside before it is judged again: two starters that both saw it stale cannot both remove the other's new one.
function putAside(folder: string, stale: string): void {
  const aside = join(folder, `${name}.${randomBytes(4).toString('hex')}`)
  try {
    renameSync(join(folder, name), aside)
  } catch (failure) {
    if (codeOf(failure) === 'ENOENT') return
    throw failure
  }
  if (contentOf(aside) !== stale) renameSync(aside, join(folder, name))
  else rmSync(aside, { force: true })
}

/** Takes the data folder for this process; one left by a process that is gone is taken over. */
export function takeLock(folder: string): Result<DataLock, StartRefusal> {
  const path = join(folder, name)
  const content = `${process.pid} ${markOf(process.pid) ?? ''}\n`
  const draft = join(folder, `${name}.${randomBytes(4).toString('hex')}`)
  writeFileSync(draft, content, { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      if (place(draft, path, content)) return ok(heldLock(folder, content))
      const present = contentOf(path)
      if (present === undefined) continue
      const pid = holderOf(present)
      if (pid !== undefined) return err({ code: 'data_in_use', folder, pid })
      putAside(folder, present)
    }
    return err({ code: 'data_in_use', folder, pid: 0 })
  } finally {
    rmSync(draft, { force: true })
  }
}

function heldLock(folder: string, content: string): DataLock {
  const path = join(folder, name)
  const release = () => {
    process.off('exit', release)
    if (contentOf(path) === content) rmSync(path, { force: true })
  }
  process.once('exit', release)
  // What others left behind who were killed while they asked.
  for (const other of readdirSync(folder)) {
    if (other.startsWith(`${name}.`) && holderOf(contentOf(join(folder, other)) ?? '') === undefined) {
      rmSync(join(folder, other), { force: true })
    }
  }
  return { release }
}
