import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addressOf } from './cluster.ts'
import { findHome } from './home.ts'
import { isPostgresOf } from './processes.ts'
import { appRole, ownerRole } from './roles.ts'

/** The addresses of the database that comes with Qinglan, where it runs already: for commands beside a running product. */
export function findRunning(dataFolder: string): { ownerUrl: string; appUrl: string } | undefined {
  const found = findHome(dataFolder)
  if (!found.ok || found.value.isNew) return undefined
  const { place, secrets } = found.value
  // PostgreSQL writes its process id in the first line of this file, and the folder of its socket in the fifth.
  const lines = linesOf(join(place.folder, 'postmaster.pid'))
  const [pid, socketFolder] = [Number(lines[0]), lines[4]?.trim()]
  if (!socketFolder || !Number.isInteger(pid) || !isPostgresOf(pid, place.folder)) return undefined
  return {
    ownerUrl: addressOf(socketFolder, ownerRole, secrets.owner, 'qinglan'),
    appUrl: addressOf(socketFolder, appRole, secrets.app, 'qinglan'),
  }
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}
