import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/platform/clock.ts'
import { atMost, type Figure } from './figure.ts'
import { freePort, startProgram } from './product.ts'

/** Seconds until the page answers: on the first start, with the demo county to be founded, and on the next. */
export async function start(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'qinglan-bench-'))
  try {
    return [
      atMost({ name: 'start, first run', value: await seconds(folder), unit: 's', limit: 20 }),
      atMost({ name: 'start, later run', value: await seconds(folder), unit: 's', limit: 4 }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function seconds(folder: string): Promise<number> {
  const port = await freePort()
  const began = systemClock.ticks()
  const program = startProgram(['boot.mjs', 'start'], { QINGLAN_DATA: folder, PORT: String(port) })
  try {
    await program.answers(`http://127.0.0.1:${port}/`)
    return (systemClock.ticks() - began) / 1000
  } finally {
    await program.stop()
  }
}
