import { checkCharacter } from '../src/lib/identity.ts'
import { systemClock } from '../src/platform/clock.ts'
import { spellPerson } from '../src/platform/pinyin.ts'
import { newId } from '../src/platform/ids.ts'
import { atMost, exactly, type Figure } from './figure.ts'
import { forgetPeak, heldMb, peakMb } from './memory.ts'
import { openProduct, type Product } from './product.ts'
import { plantRegion, type Region } from './region.ts'
import { officerOf } from './roster.ts'

const people = 100_000
const atOnce = 5_000

/** The whole list of 100,000 people as a file, fetched over HTTP by an officer of the bureau. */
export async function exportList(): Promise<Figure[]> {
  const product = await openProduct()
  try {
    const region = await plantRegion(product, 1)
    await plantPeople(product, region)
    const officer = await officerOf(region)
    // What is compiled at the first use is not what a list costs.
    await fetched(product, officer, 'csv')
    const csv = await fetched(product, officer, 'csv')
    const xlsx = await fetched(product, officer, 'xlsx')
    return [
      atMost({ name: 'export csv, 100,000 people', value: csv.seconds, unit: 's', limit: 1.5 }),
      exactly({ name: 'export csv, lines', value: csv.lines, unit: 'lines', limit: people + 2 }),
      atMost({ name: 'export csv, memory beside', value: csv.mb, unit: 'MB', limit: 100 }),
      atMost({ name: 'export xlsx, 100,000 people', value: xlsx.seconds, unit: 's', limit: 4 }),
      atMost({ name: 'export xlsx, memory beside', value: xlsx.mb, unit: 'MB', limit: 100 }),
    ]
  } finally {
    await product.stop()
  }
}

async function fetched({ port, pid }: Product, cookie: string, format: 'csv' | 'xlsx') {
  forgetPeak(pid)
  const held = heldMb(pid) ?? 0
  const began = systemClock.ticks()
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/roster-export?format=${format}`, { headers: { cookie } })
  if (!answer.ok || !answer.body) throw new Error(`the export answered ${answer.status}`)
  let lines = 0
  for await (const chunk of answer.body) for (const byte of chunk) if (byte === 10) lines += 1
  const seconds = (systemClock.ticks() - began) / 1000
  return { seconds, lines, mb: Math.max(0, (peakMb(pid) ?? 0) - held) }
}

const names = ['陈一诺', '赵明远', '单雨桐', '解文博', '仇子墨', '欧阳静怡', '林知夏', '苏晚晴']

async function plantPeople({ owner, vault }: Product, { tenantId, teachers }: Region): Promise<void> {
  const schoolId = teachers[0]?.schoolId
  for (let from = 0; from < people; from += atOnce) {
    const rows = Array.from({ length: atOnce }, (_, index) => {
      const no = from + index
      const name = names[no % names.length] ?? ''
      const first17 = `410003${1968 + (no % 30)}0${(no % 9) + 1}1${no % 10}${String(Math.floor(no / 100)).padStart(3, '0')}`
      const number = first17 + checkCharacter(first17)
      const phone = `139${String(no).padStart(8, '0')}`
      const sealed = {
        id: `\\x${vault.seal(number).toString('hex')}`,
        phone: `\\x${vault.seal(phone).toString('hex')}`,
      }
      return { no, id: newId(), name, ...spellPerson(name), id_sealed: sealed.id, phone_sealed: sealed.phone }
    })
    await owner.query(
      `insert into person (tenant_id, id, organisation_id, staff_no, name, pinyin, initials, gender, born_on, stage, subjects, title,
         state, started_on, created_at, id_number_sealed, id_number_hash, phone_sealed, phone_hash)
       select $1, id, $3, 'E' || lpad(no::text, 8, '0'), name, pinyin, initials, 'female', '1990-01-01', '2', '{13}', 'first', '11',
         '2015-09-01', now(), id_sealed::bytea, sha256(convert_to('i' || no, 'UTF8')), phone_sealed::bytea,
         sha256(convert_to('p' || no, 'UTF8'))
       from jsonb_to_recordset($2::jsonb) as one (no int, id uuid, name text, pinyin text, initials text, id_sealed text, phone_sealed text)`,
      [tenantId, JSON.stringify(rows), schoolId],
    )
  }
  await owner.query('vacuum analyze person')
}
