import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../src/app/config.ts'
import { openGround } from '../src/app/ground.ts'
import { systemClock } from '../src/platform/clock.ts'
import { openVault } from '../src/platform/crypto.ts'
import { openPool, read } from '../src/platform/db/db.ts'
import { openFileStore } from '../src/platform/files/store.ts'
import { buildCounty } from './county.ts'
import { contextOf, must } from './draw.ts'
import { exportCounty } from './export.ts'

// Lives a county through in a database of its own, says how long each part took and what came out:
// node rehearsal/main.ts --seed 1 --size 3000 --date 2026-11-22

const folder = mkdtempSync(join(tmpdir(), 'qinglan-rehearsal-'))
const config = must(readConfig(['--demo', ...process.argv.slice(2)], { ...process.env, QINGLAN_DATA: folder }))
const ground = must(await openGround(config))
const say = (line: string) => process.stdout.write(`${line}\n`)
try {
  const pool = openPool(ground.database.appUrl, 4)
  const vault = openVault(ground.keys)
  const parts = { pool, vault, clock: systemClock, files: await openFileStore(ground.filesFolder) }
  const began = systemClock.ticks()
  const seconds = () => ((systemClock.ticks() - began) / 1000).toFixed(1)
  const county = await buildCounty(parts, config.demo, (done, total, step) => {
    say(`${seconds().padStart(7)} s  ${String(Math.round((done * 100) / total)).padStart(3)} %  ${step}`)
  })
  const context = contextOf(county, undefined, systemClock.now())
  const { sha256, tables } = await read({ pool, context }, exportCounty)
  for (const [table, { rows, sha256: own }] of Object.entries(tables)) {
    say(`${table.padEnd(24)} ${String(rows).padStart(9)}  ${own.slice(0, 16)}`)
  }
  say(`seed ${county.seed} size ${county.size} date ${county.date}: ${sha256}`)
  say(`${seconds()} s altogether`)
  await pool.end()
} finally {
  await ground.stop()
  rmSync(folder, { recursive: true, force: true })
}
