import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { plantSessions } from '../bench/check-in.ts'
import type { Product } from '../bench/product.ts'
import { plantProgramme, plantRegion, type Region } from '../bench/region.ts'
import { planDocument } from '../rehearsal/plan-document.ts'
import { randomFrom, type Random } from '../rehearsal/random.ts'
import { systemClock } from '../src/platform/clock.ts'
import { openVault } from '../src/platform/crypto.ts'
import { openPool } from '../src/platform/db/db.ts'
import { openBook, type Book, type Kind } from './book.ts'
import { backupsRead, checkApplied, checkBackups, checkBook, checkWhole, countOpenWork, failedWork } from './check.ts'
import { hireCrew, type Crew } from './crew.ts'
import { deploy, insideOf, victims, type Deployment, type Victim } from './deployment.ts'
import { workAll } from './load.ts'
import { readyRoster } from './rosters.ts'

const people = 400
const places = 120

type Scene = {
  readonly deployment: Deployment
  readonly product: Product
  readonly region: Region
  readonly crew: Crew
  readonly planFile: Uint8Array<ArrayBuffer>
}
type Sums = { written: number; refused: number; unknown: number; wrong: number; readonly kinds: Map<Kind, number> }

const say = (line: string) => process.stdout.write(`${line}\n`)

async function openScene(): Promise<Scene> {
  const deployment = await deploy()
  await deployment.bringUp()
  const inside = insideOf(deployment.folder)
  const [pool, owner] = [openPool(inside.appUrl, 4), openPool(inside.ownerUrl, 2)]
  const stop = async () => {
    await pool.end()
    await owner.end()
    await deployment.stop()
  }
  const product = { port: deployment.port, pid: 0, vault: openVault(inside.keys), pool, owner, stop }
  const region = await plantRegion(product, people)
  const crew = await hireCrew(product, region)
  return { deployment, product, region, crew, planFile: new Uint8Array(await planDocument(2027, 3_000)) }
}

/** One round: everything is written at once, something is killed at a random moment, and all must be as it was said. */
async function killOnce(scene: Scene, random: Random, no: number, sums: Sums): Promise<void> {
  const { deployment, product, region, crew } = scene
  const programmeId = await plantProgramme(product, region, { placesMax: places })
  const sessions = await plantSessions(product, region)
  await readyRoster(product, crew)
  const book = openBook(product.port)
  let going = true
  const work = workAll({ ...scene, book, random, programmeId, sessions, going: () => going })
  const victim = random.weighted<Victim>([
    ['server', 5],
    ['both', 3],
    ['database', 2],
    ['backend', 2],
  ])
  const after = random.int(150, 2_500)
  await pause(after)
  deployment.kill(victim, random)
  // Where the program lives on, its answers while the database is away are part of what is tried.
  await pause(victim === 'server' || victim === 'both' ? 50 : 700)
  going = false
  await work
  const back = await deployment.bringUp()
  const unknown = await book.settle()
  const findings = [
    ...(await checkBook(product, crew, book)),
    ...(await checkWhole(product, region)),
    ...(await checkBackups(deployment.folder)),
  ]
  const wasKilled = victim === 'server' || victim === 'both'
  if (back.starts > (wasKilled ? 1 : 0)) findings.push(`the program ended by itself (${back.starts} starts)`)
  count(book, sums)
  sums.unknown += unknown
  sums.wrong += findings.length
  const written = [...book.entries.values()].filter(({ fate }) => fate.outcome === 'acknowledged').length
  const said = `${written} acknowledged, ${unknown} asked again, back in ${(back.took / 1000).toFixed(1)} s`
  say(
    `${String(no).padStart(3)} ${victim.padEnd(8)} after ${String(after).padStart(4)} ms: ${said} ${verdict(findings)}`,
  )
}

const verdict = (findings: readonly string[]) => (findings.length === 0 ? '✓' : `✗ ${findings.join('; ')}`)

function count(book: Book, sums: Sums): void {
  for (const { write, fate } of book.entries.values()) {
    if (fate.outcome === 'acknowledged') {
      sums.written += 1
      sums.kinds.set(write.kind, (sums.kinds.get(write.kind) ?? 0) + 1)
    }
    if (fate.outcome === 'refused') sums.refused += 1
  }
}

/** Waits until all work that was interrupted has been done; what is left after that is left for ever. */
async function workIsDone(product: Product): Promise<number> {
  const began = systemClock.ticks()
  while ((await countOpenWork(product)) > 0 && systemClock.ticks() - began < 240_000) await pause(500)
  return countOpenWork(product)
}

async function toldOfImports({ owner }: Product): Promise<string> {
  const { rows } = await owner.query<{ applied: number; people: number; seals: number; entries: number }>(
    `select (select count(*)::int from roster_import where state = 'applied') as applied,
       (select coalesce(sum(row_count), 0)::int from roster_import where state = 'applied') as people,
       (select count(*)::int from audit_seal_entry) as seals, (select count(*)::int from audit_entry) as entries`,
  )
  const [sum] = rows
  return (
    `imports applied: ${sum?.applied ?? 0} with ${sum?.people ?? 0} people; audit entries ${sum?.entries ?? 0} ` +
    `in ${sum?.seals ?? 0} seals; backups read whole: ${backupsRead()}`
  )
}

async function main(): Promise<number> {
  const options = { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } } as const
  const { values } = parseArgs({ options })
  const [kills, seed] = [Number(values.kills), Number(values.seed)]
  if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
    process.stderr.write('Usage: npm run crash -- [--kills N] [--seed N]\n')
    return 2
  }
  const began = systemClock.ticks()
  const scene = await openScene()
  const sums: Sums = { written: 0, refused: 0, unknown: 0, wrong: 0, kinds: new Map() }
  try {
    say(`seed ${seed}, ${people} people, ${kills} kills of: ${victims.join(', ')}`)
    for (let no = 1; no <= kills; no += 1) await killOnce(scene, randomFrom('crash', seed, no), no, sums)
    const left = await workIsDone(scene.product)
    const last = [
      ...(await checkWhole(scene.product, scene.region)),
      ...(await failedWork(scene.product)),
      ...(await checkApplied(scene.product)),
      ...(await checkBackups(scene.deployment.folder)),
    ]
    if (left > 0) last.push(`${left} pieces of work left running for ever`)
    sums.wrong += last.length
    const kinds = [...sums.kinds].map(([kind, size]) => `${kind} ${size}`).join(', ')
    say(`acknowledged ${sums.written} (${kinds}); refused ${sums.refused}; asked again ${sums.unknown}`)
    say(await toldOfImports(scene.product))
    say(`work left open: ${left} ${verdict(last)}`)
    say(`${kills} kills in ${Math.round((systemClock.ticks() - began) / 1000)} s: ${sums.wrong} wrong`)
    return sums.wrong === 0 ? 0 : 1
  } finally {
    await scene.product.stop()
  }
}

process.exitCode = await main()
