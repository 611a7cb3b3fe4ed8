import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf } from '../../disk.ts'

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function ps(pid: number, column: string): string | undefined {
  const answer = spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() || undefined : undefined
}

/** Tells one life of a process id from the next: undefined when no such process lives. */
export function markOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart')
  const stat = contentOf(`/proc/${pid}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, started] = [fields?.[0], fields?.[19]]
  if (state === undefined || started === undefined || state === 'Z') return undefined
  return `${contentOf('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${started}`
}

/** Whether a process is the PostgreSQL server of this data folder, and not a stranger that was given its old number. */
export function isPostgresOf(pid: number, folder: string): boolean {
  if (markOf(pid) === undefined) return false
  const command =
    process.platform === 'linux' ? contentOf(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') : ps(pid, 'command')
  return command?.includes('postgres') === true && command.includes(folder)
}

/** The processes of a dead server that still work in its folder and hold its memory; known on Linux only. */
export function orphansOf(folder: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolder(pid) === folder && contentOf(`/proc/${pid}/comm`)?.startsWith('postgres') === true)
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/** Whether the system still counts a process of this number: a stranger, or a dead one that nobody has buried. */
export function isNumberInUse(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (failure) {
    return codeOf(failure) === 'EPERM'
  }
}

/** Sends a signal; a process that is gone already is no failure. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended between the look and the signal.
  }
}

/** Waits until a process is gone; false when it still lives after `milliseconds`. */
export async function isGoneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const mark = markOf(pid)
  for (let waited = 0; mark !== undefined && markOf(pid) === mark; waited += 25) {
    if (waited >= milliseconds) return false
    await pause(25)
  }
  return true
}
