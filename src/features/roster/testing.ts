import { must, testCounty, type Login } from '../../app/testing.ts'
import { checkCharacter } from '../../lib/identity.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { rosterHandlers } from './handlers.ts'

export type Cells = readonly (string | number)[]

const id = (first17: string) => first17 + checkCharacter(first17)
let serial = 0

/** An ID number that nobody of the test has. */
export const freshId = () => id(`411002199${String((serial += 1) % 10)}0101${String(100 + serial).padStart(3, '0')}`)

/** A staff number that nobody of the test has. */
export const freshNo = () => `r${newId().slice(-10)}`

/** The head that most lists of the tests have. */
export const head = ['姓名', '身份证号', '工号', '学校', '职称', '手机']

/** Rows as CSV. */
export const csv = (rows: readonly Cells[]) =>
  Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n'))

/** A county, and what is done with lists in it. */
export async function rosterCounty() {
  const county = await testCounty()
  async function handIn(as: Login, rows: readonly Cells[] | Buffer, name = '名单.csv') {
    const path = `/roster-imports?id=${newId()}&name=${encodeURIComponent(name)}`
    return county.request(as, 'POST', path, Buffer.isBuffer(rows) ? rows : csv(rows))
  }

  /** Does the work that was asked for, as the queue would; `stopAt`: the question at which it is told to stop. */
  async function work(jobId: string, stopAt = Infinity) {
    const [run] = await county.commit(async (tx) => {
      const { rows } = await tx.$client.query<{ name: string; payload: unknown; requested_by: string }>(
        `update job_run set state = 'done' where id = $1 returning name, payload, requested_by`,
        [jobId],
      )
      return ok(rows)
    })
    const handler = rosterHandlers({ vault: county.vault }).find(({ name }) => name === run?.name)
    if (!run || !handler) throw new Error('no such work')
    const actor = { accountId: run.requested_by, personId: null, name: '培训专干', grants: [], sessionId: jobId }
    let asked = 0
    return handler.run(run.payload, {
      db: county.door(actor),
      runId: jobId,
      progress: () => Promise.resolve(),
      cancelled: () => Promise.resolve((asked += 1) >= stopAt),
    })
  }

  async function ask(as: Login, importId: string, what: 'rehearsal' | 'application' | 'undoing', stopAt?: number) {
    const { body: seen } = await county.request(as, 'GET', `/roster-imports/${importId}`)
    const body = what === 'application' ? { rehearsal: seen.rehearsal } : {}
    const asked = await county.request(as, 'POST', `/roster-imports/${importId}/${what}`, body)
    if (asked.status !== 202) throw new Error(`${what} was refused: ${asked.body.code}`)
    return work(asked.body.jobId, stopAt)
  }

  /** Hands a list in, rehearses and applies it; gives the import's id. */
  async function bringIn(as: Login, rows: readonly Cells[]): Promise<string> {
    const { body } = await handIn(as, rows)
    must(await ask(as, body.id, 'rehearsal'))
    must(await ask(as, body.id, 'application'))
    return body.id
  }

  const show = async (as: Login, importId: string) =>
    (await county.request(as, 'GET', `/roster-imports/${importId}`)).body
  const rowsOf = async (as: Login, importId: string, query = '') =>
    (await county.request(as, 'GET', `/roster-imports/${importId}/rows?limit=200${query}`)).body.items
  const personBy = async (staffNo: string) =>
    (await county.request(county.logins.bureau_officer, 'GET', `/people?q=${staffNo}`)).body.items[0]

  return { county, handIn, work, ask, bringIn, show, rowsOf, personBy }
}
