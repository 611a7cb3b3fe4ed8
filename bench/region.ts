import { setTimeout as pause } from 'node:timers/promises'
import { openDoor } from '../src/app/tenants.ts'
import { must } from '../rehearsal/draw.ts'
import { sessionCookie } from '../src/features/accounts/routes.ts'
import { addOrganisation, foundRegion } from '../src/features/organisations/public.ts'
import { ok } from '../src/lib/result.ts'
import { systemClock } from '../src/platform/clock.ts'
import { randomToken, sha256 } from '../src/platform/crypto.ts'
import { transact, type Db } from '../src/platform/db/db.ts'
import { newId } from '../src/platform/ids.ts'
import type { Product } from './product.ts'

/** A teacher who is signed in. */
export type Teacher = {
  readonly personId: string
  readonly accountId: string
  readonly schoolId: string
  readonly cookie: string
}

/** A region that was planted for a measurement. */
export type Region = {
  readonly tenantId: string
  readonly bureauId: string
  readonly providerId: string
  readonly teachers: readonly Teacher[]
  readonly door: () => Db
}

const zone = 'Asia/Shanghai'
const schools = 40

/** Plants a region with so many teachers in forty schools, every one of them signed in. */
export async function plantRegion(product: Product, size: number): Promise<Region> {
  const { pool, owner } = product
  const tenantId = newId()
  const bureauId = newId()
  const door = () =>
    openDoor(pool, systemClock, { id: tenantId, zone }, { actor: undefined, requestId: 'bench', from: 'bench' })
  const places = must(
    await transact(door(), async (tx) => {
      const year = Number(tx.context.today.slice(0, 4))
      const slug = `b${tenantId.slice(-12)}`
      await foundRegion(tx, { bureauId, bureauName: '青石县教育局', slug, regionCode: '410001', timeZone: zone, year })
      const add = async (kind: 'town_centre' | 'school' | 'provider', parentId: string, name: string) => {
        const id = newId()
        const ofSchool =
          kind === 'school'
            ? { schoolKind: '211', stages: ['2'], setting: 'rural' as const }
            : { schoolKind: null, stages: [], setting: null }
        must(await addOrganisation(tx, { id, parentId, kind, name, ...ofSchool }, [bureauId]))
        return id
      }
      const providerId = await add('provider', bureauId, '青石县教师进修学校')
      const town = await add('town_centre', bureauId, '河东镇中心学校')
      const schoolIds: string[] = []
      for (let no = 1; no <= schools; no += 1) schoolIds.push(await add('school', town, `河东镇第${no}小学`))
      return ok({ providerId, schoolIds })
    }),
  )
  const people = Array.from({ length: size }, (_, index) => ({
    personId: newId(),
    accountId: newId(),
    schoolId: places.schoolIds[index % schools] ?? '',
    token: randomToken(),
  }))
  const column = (name: 'personId' | 'accountId' | 'schoolId') => people.map((person) => person[name])
  const columns = [tenantId, column('personId'), column('accountId'), column('schoolId')]
  await owner.query(
    `insert into person (tenant_id, id, organisation_id, staff_no, name, pinyin, initials, stage, subjects, title, state,
       started_on, created_at)
     select $1, person, school, 'T' || lpad(no::text, 8, '0'), '林知夏', 'lin zhi xia', 'lzx', '2', '{13}', 'first', '11',
       '2015-09-01', now()
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as one (person, account, school, no)
     where account is not null`,
    columns,
  )
  await owner.query(
    `insert into account (tenant_id, id, person_id, name, password_hash, created_at)
     select $1, account, person, '林知夏', '-', now()
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as one (person, account, school) where school is not null`,
    columns,
  )
  await owner.query(
    `insert into session (tenant_id, id, account_id, token_hash, created_at, seen_at, expires_at, from_address, device)
     select $1, gen_random_uuid(), account, hash, now(), now(), now() + interval '1 day', '127.0.0.1', 'bench'
     from unnest($2::uuid[], $3::bytea[]) as one (account, hash)`,
    [tenantId, column('accountId'), people.map(({ token }) => sha256(token))],
  )
  await owner.query('analyze person, account, session, organisation, organisation_closure')
  await isKnownTo(product)
  const teachers = people.map(({ token, ...person }) => ({
    ...person,
    cookie: `${sessionCookie}=${tenantId}.${token}`,
  }))
  return { tenantId, bureauId, providerId: places.providerId, teachers, door }
}

// The product looks at its list of bureaus every few seconds, and this one was founded behind its back.
async function isKnownTo({ port }: Product): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/setup`)
    if ((await answer.text()).includes('"needed":false')) return
    await pause(100)
  }
}

/** Publishes a programme of the bureau that takes applications now; gives its id. */
export async function plantProgramme(
  { owner }: Product,
  { tenantId, bureauId, providerId }: Region,
  { placesMax }: { readonly placesMax: number | null },
): Promise<string> {
  const id = newId()
  await owner.query(
    `insert into programme (tenant_id, id, organisation_id, provider_id, year, title, level, kind, audience, centihours,
       places_max, enrol_opens_at, enrol_closes_at, starts_on, ends_on, state, justification, scheme, approved_at,
       published_at, created_at)
     select $1, $2, $3, $4, extract(year from now())::int, '青年教师课堂教学能力提升', 'county', 'young', '{}', 1600, $5,
       now() - interval '1 day', now() + interval '10 days', now()::date, now()::date + 20, 'enrolling', '需求调研', '方案',
       now(), now(), now()`,
    [tenantId, id, bureauId, providerId, placesMax],
  )
  return id
}
