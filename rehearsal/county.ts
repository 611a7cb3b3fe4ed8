import type { Parts } from '../src/app/application.ts'
import { openDoor } from '../src/app/tenants.ts'
import { openAccounts } from '../src/features/accounts/commands.ts'
import { foundRegion } from '../src/features/organisations/public.ts'
import { insertOrganisations } from '../src/features/organisations/store.ts'
import { sealNumbers } from '../src/features/people/public.ts'
import { insertPeople, insertPosts } from '../src/features/people/store.ts'
import { dateIn, yearOf, type CalendarDate } from '../src/lib/dates.ts'
import { ok } from '../src/lib/result.ts'
import type { Vault } from '../src/platform/crypto.ts'
import { actAs, note, transact, type Tx } from '../src/platform/db/db.ts'
import { withIds } from '../src/platform/ids.ts'
import { enqueue } from '../src/platform/jobs/queue.ts'
import { spell, spellPerson } from '../src/platform/pinyin.ts'
import { contextOf, drawCounty, must, zone, type County } from './draw.ts'
import { rehearsalHistory } from './job.ts'
import { live } from './life.ts'
import { demoPassword } from './logins.ts'
import type { Someone } from './people.ts'
import { randomFrom } from './random.ts'
import { stepsOf } from './steps.ts'
import { place, type Tree } from './tree.ts'

export { demoAccounts, demoPassword } from './logins.ts'
export { rehearsalHandlers } from './job.ts'

/**
 * Founds the county that the first page needs: its tree, its people and their accounts, in one transaction; the years that it
 * has lived through are asked for as a job of the demo's bureau officer, in that transaction too.
 */
export async function prepareCounty(
  parts: Pick<Parts, 'pool' | 'vault' | 'clock'>,
  { seed, size, date }: { readonly seed: number; readonly size: number; readonly date?: CalendarDate | undefined },
): Promise<County> {
  const county = drawCounty({ seed, size, date: date ?? dateIn(zone, parts.clock.now()) })
  const tenant = { id: county.tenantId, zone }
  const door = openDoor(parts.pool, parts.clock, tenant, {
    actor: undefined,
    requestId: 'rehearsal',
    from: 'rehearsal',
  })
  const founder = contextOf(county, undefined, county.founded)
  // The trail is written when the transaction ends: its ids are drawn from the seed too.
  await withIds({ now: () => county.founded.getTime(), bytes: randomFrom(seed, 'founding').bytes }, () =>
    transact(door, async (tx) => {
      await actAs(tx, founder, (then) => found(then, parts.vault, county))
      const officer = { ...tx.context, actor: contextOf(county, county.cast.officer, tx.context.now).actor }
      const title = `载入示范县${yearOf(county.date) - 2}—${yearOf(county.date)}年的培训`
      await actAs(tx, officer, (now) => enqueue(now, rehearsalHistory, { seed, size, date: county.date }, { title }))
      return ok()
    }),
  )
  return county
}

async function found(tx: Tx, vault: Vault, { tree, people, cast, date }: County): Promise<void> {
  const { bureau } = tree
  await foundRegion(tx, {
    bureauId: bureau.id,
    bureauName: bureau.name,
    slug: 'qingshi',
    regionCode: place.regionCode,
    timeZone: zone,
    year: yearOf(date),
  })
  await insertOrganisations(tx, bureau.id, organisationRows(tree))
  note(tx, {
    act: 'organisations.added',
    object: { kind: 'organisation', id: bureau.id },
    after: { schools: tree.schools.length },
  })
  await insertPeople(
    tx,
    people.map((someone) => personRow(vault, someone)),
  )
  await insertPosts(
    tx,
    people.flatMap(({ id: personId, schoolId: organisationId, posts }) =>
      posts.map((post) => ({ ...post, personId, organisationId })),
    ),
  )
  note(tx, { act: 'people.added', object: { kind: 'organisation', id: bureau.id }, after: { people: people.length } })
  must(await openAccounts(tx, vault, { accounts: cast.all, password: demoPassword, reason: '示范县' }))
}

function organisationRows({ countyBureaus, towns, schools, providers }: Tree) {
  const office = (kind: 'county_bureau' | 'town_centre' | 'provider') => (each: Tree['towns'][number]) => ({
    ...each,
    kind,
    shortName: each.name.slice(0, 20),
    schoolKind: null,
    stages: [],
    setting: null,
    ...spell(each.name),
  })
  return [
    ...countyBureaus.map(office('county_bureau')),
    ...towns.map(office('town_centre')),
    ...providers.map(office('provider')),
    ...schools.map(({ id, parentId, name, shortName, kind, stages, setting }) => ({
      ...{ id, parentId, name, shortName, setting, ...spell(name) },
      kind: 'school' as const,
      schoolKind: kind,
      stages: [...stages],
    })),
  ]
}

function personRow(vault: Vault, { schoolId, idNumber, phone, posts: _, subjects, ...someone }: Someone) {
  const sealed = must(sealNumbers(vault, { idNumber, phone }))
  return { ...someone, organisationId: schoolId, subjects: [...subjects], ...spellPerson(someone.name), ...sealed }
}

/** Says how far a life is, and what was lived last. */
export type Progress = (done: number, total: number, step: string) => void

/** Founds a county and lives its years through at once: for tests, measurements and load. */
export async function buildCounty(
  parts: Pick<Parts, 'pool' | 'vault' | 'clock' | 'files'>,
  options: Parameters<typeof prepareCounty>[1],
  progress: Progress = () => undefined,
): Promise<County> {
  const county = await prepareCounty(parts, options)
  progress(0, 1, 'founded')
  const context = contextOf(county, undefined, parts.clock.now())
  const onlookers = { progress, cancelled: async () => false }
  await live({ pool: parts.pool, context }, { ...parts, county }, stepsOf(county), onlookers)
  return county
}
