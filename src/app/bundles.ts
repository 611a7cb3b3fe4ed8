import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../lib/result.ts'
import { isDiskFull, writeWhole } from '../platform/disk.ts'
import type { StartRefusal } from '../platform/start/refusals.ts'
import { projectFolder } from './config.ts'
import { webFolder } from './web-build.ts'

const stamp = join(webFolder, '.sources')

// Tests are no part of a page; everything else may be imported by one.
const sources = ['src/**/*.{ts,tsx,css,html,svg,png,ico,json,webmanifest,woff2}', 'vite.config.ts', 'package-lock.json']

function hashOfSources(): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: projectFolder, exclude: (name) => name.endsWith('.test.ts') }).toSorted()
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(projectFolder, file)))
  return hash.digest('hex')
}

/** Builds the pages unless those that are there were made from these very sources. */
export async function ensureBundles(): Promise<Result<'built' | 'fresh', StartRefusal>> {
  try {
    const hash = hashOfSources()
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return ok('fresh')
    rmSync(stamp, { force: true })
    const { code, said } = await build()
    if (isDiskFull(said)) return err({ code: 'disk_full', place: webFolder })
    if (code !== 0) return err({ code: 'bundles_failed', detail: `vite ${code ?? ''}`.trim() })
    mkdirSync(webFolder, { recursive: true })
    writeWhole(stamp, hash, 0o644)
    return ok('built')
  } catch (failure) {
    if (isDiskFull(failure)) return err({ code: 'disk_full', place: webFolder })
    return err({ code: 'bundles_failed', detail: String(failure) })
  }
}

async function build(): Promise<{ code: number | null; said: string }> {
  const args = [join(projectFolder, 'src/app/web-build.ts')]
  const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', resolve)
  })
  if (code !== 0) process.stderr.write(said)
  return { code, said }
}

if (import.meta.main) {
  const outcome = await ensureBundles()
  process.exitCode = outcome.ok ? 0 : 1
}
