import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { must } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { csv, freshId, freshNo, head, rosterCounty } from './testing.ts'

const { county, handIn, work, ask, show, rowsOf, personBy } = await rosterCounty()
afterAll(() => county.close())

describe('a list', () => {
  test('201: [003-27] is read with its columns, and nobody on the roster is touched', async () => {
    const staffNo = freshNo()
    const { status, body } = await handIn(county.logins.bureau_officer, [
      ['青石县名单'],
      [...head, '备注'],
      ['林知夏', freshId(), staffNo, '河东镇第一小学', '', '', 'x'],
    ])
    expect(status).toBe(201)
    expect(body).toMatchObject({ rows: 1, state: 'read', counts: null, mayFetch: true })
    expect(body.columns.map(({ field }: { field: string | null }) => field)).toEqual([
      'name',
      'idNumber',
      'staffNo',
      'organisation',
      'title',
      'phone',
      null,
    ])
    expect(body.columns[1].samples[0]).toMatch(/^411\*{4}/)
    expect(await personBy(staffNo)).toBeUndefined()
  })

  test('201: the same id is the same import; 409: another list cannot take it', async () => {
    const path = (name: string, importId: string) => `/roster-imports?id=${importId}&name=${name}`
    const importId = newId()
    const list = csv([head, ['林知夏', freshId(), freshNo(), '河东镇第一小学', '', '']])
    for (const [name, status] of [
      ['a', 201],
      ['a', 201],
      ['b', 409],
    ] as const)
      expect((await county.request(county.logins.bureau_officer, 'POST', path(name, importId), list)).status).toBe(
        status,
      )
  })

  test.each([
    ['head_missing', Buffer.from('a,b\nc,d')],
    ['roster_empty', Buffer.from('姓名,工号\n,')],
    ['sheet_unreadable', Buffer.from([0x50, 0x4b, 3, 4, 9, 9])],
    ['sheet_empty', Buffer.from('\n')],
  ])('422: %s', async (code, bytes) => {
    const { status, body } = await handIn(county.logins.bureau_officer, bytes)
    expect([status, body.code]).toEqual([422, code])
  })

  test('403: a teacher brings no list in; 404: nobody reaches the list of another part', async () => {
    const rows = [head, ['林知夏', freshId(), freshNo(), '', '', '']]
    expect((await handIn(county.logins.teacher, rows)).status).toBe(403)
    const { body } = await handIn(county.logins.school_registrar, rows)
    expect((await county.request(county.logins.otherRegistrar, 'GET', `/roster-imports/${body.id}`)).status).toBe(404)
  })

  test('200: columns are put right by hand; 422: without a name, or a field twice', async () => {
    const { body } = await handIn(county.logins.bureau_officer, [
      ['姓名', '工号', '职评'],
      ['林知夏', freshNo(), '一级教师'],
    ])
    const put = (fields: readonly (string | null)[]) =>
      county.request(county.logins.bureau_officer, 'PUT', `/roster-imports/${body.id}/columns`, { fields })
    expect((await put(['name', 'staffNo', 'title'])).body.columns[2].field).toBe('title')
    expect((await put([null, 'staffNo', null])).body.code).toBe('name_column_missing')
    expect((await put(['name', 'name', null])).body.code).toBe('field_twice')
  })
})

describe('a rehearsal and its application', () => {
  test('200: rows are created, changed, kept and refused exactly as rehearsed, and the counts are all rows', async () => {
    const officer = county.logins.bureau_officer
    const known = await county.person({ organisationId: county.tree.a, name: '单小雅', staffNo: freshNo() })
    const [created, idNumber] = [freshNo(), freshId()]
    const { body } = await handIn(officer, [
      head,
      ['林小满', idNumber, created, '河东镇第一小学', '二级教师', '13800001234'],
      ['单小雅', '', known.staffNo, '河东镇第二小学', '高级教师', ''],
      ['单小雅', '', known.staffNo, '', '', ''],
      ['赵无号', '', '', '河东镇第一小学', '', ''],
      ['苏晚', '411002199001011000', freshNo(), '河东镇第一小学', '', ''],
    ])
    must(await ask(officer, body.id, 'rehearsal'))
    expect(await show(officer, body.id)).toMatchObject({
      state: 'ready',
      rows: 5,
      counts: { create: 1, change: 1, keep: 0, refuse: 3 },
    })
    expect(await personBy(created)).toBeUndefined()
    const rows = await rowsOf(officer, body.id)
    expect(rows.map(({ no, outcome }: { no: number; outcome: string }) => [no, outcome])).toEqual([
      [2, 'create'],
      [3, 'change'],
      [4, 'refuse'],
      [5, 'refuse'],
      [6, 'refuse'],
    ])
    expect(rows[1].changes).toEqual([
      { field: 'organisation', from: '河东镇第一小学', to: '河东镇第二小学' },
      { field: 'title', from: 'first', to: 'senior' },
    ])
    expect(rows[2].reasons).toEqual([{ code: 'row_repeated', row: 3 }])
    expect(JSON.stringify(rows)).not.toContain(idNumber)

    must(await ask(officer, body.id, 'application'))
    expect(await show(officer, body.id)).toMatchObject({
      state: 'applied',
      counts: { create: 1, change: 1, keep: 0, refuse: 3 },
    })
    expect(await personBy(created)).toMatchObject({ name: '林小满', title: 'second', organisationId: county.tree.a })
    expect(await personBy(known.staffNo)).toMatchObject({ title: 'senior', organisationId: county.tree.b })
  })

  test('200: a row whose person changed since is refused with the reason, the others go on', async () => {
    const officer = county.logins.bureau_officer
    const [one, two] = [freshNo(), freshNo()]
    const known = await county.person({ organisationId: county.tree.a, name: '解文博', staffNo: one })
    await county.person({ organisationId: county.tree.a, name: '仇子墨', staffNo: two })
    const taken = freshNo()
    const { body } = await handIn(officer, [
      head,
      ['解文博', '', one, '', '高级教师', ''],
      ['仇子墨', '', two, '', '高级教师', ''],
      ['新人', freshId(), taken, '河东镇第一小学', '', ''],
    ])
    must(await ask(officer, body.id, 'rehearsal'))
    await county.request(officer, 'PATCH', `/people/${known.id}`, { title: 'second' })
    await county.person({ organisationId: county.tree.c, name: '别人', staffNo: taken })
    must(await ask(officer, body.id, 'application'))
    expect((await show(officer, body.id)).counts).toEqual({ create: 0, change: 1, keep: 0, refuse: 2 })
    const refused = await rowsOf(officer, body.id, '&outcome=refuse')
    expect(refused.map(({ reasons }: { reasons: unknown }) => reasons)).toEqual([
      [{ code: 'changed_meanwhile' }],
      [{ code: 'changed_meanwhile' }],
    ])
    expect(await personBy(one)).toMatchObject({ title: 'second' })
    expect(await personBy(two)).toMatchObject({ title: 'senior' })
  })

  test('200: cancelled work leaves nothing, and delivered twice it is done once', async () => {
    const officer = county.logins.bureau_officer
    const staffNo = freshNo()
    const { body } = await handIn(officer, [head, ['林小满', freshId(), staffNo, '河东镇第一小学', '', '']])
    expect(await ask(officer, body.id, 'rehearsal', 1)).toEqual({ ok: false, error: 'cancelled' })
    expect((await show(officer, body.id)).state).toBe('read')
    must(await ask(officer, body.id, 'rehearsal'))
    expect(await ask(officer, body.id, 'application', 2)).toEqual({ ok: false, error: 'cancelled' })
    expect(await personBy(staffNo)).toBeUndefined()
    const asked = await county.request(officer, 'POST', `/roster-imports/${body.id}/application`, { rehearsal: 1 })
    must(await work(asked.body.jobId))
    expect(must(await work(asked.body.jobId))).toMatchObject({ create: 1 })
    const { body: people } = await county.request(officer, 'GET', `/people?q=${staffNo}`)
    expect(people.items).toHaveLength(1)
  })

  test('409: neither without a rehearsal, nor by an older one, nor while work is under way', async () => {
    const officer = county.logins.bureau_officer
    const { body } = await handIn(officer, [head, ['林小满', freshId(), freshNo(), '河东镇第一小学', '', '']])
    const apply = (rehearsal: number) =>
      county.request(officer, 'POST', `/roster-imports/${body.id}/application`, { rehearsal })
    expect((await apply(0)).body.code).toBe('import_not_ready')
    must(await ask(officer, body.id, 'rehearsal'))
    must(await ask(officer, body.id, 'rehearsal'))
    expect((await apply(1)).body.code).toBe('import_rehearsed_anew')
    expect((await apply(2)).status).toBe(202)
    expect((await apply(2)).body.code).toBe('import_busy')
  })

  test('200: however many rows of whatever kind, counts in are counts out', async () => {
    const officer = county.logins.bureau_officer
    const cell = fc.oneof(
      fc.constantFrom('林知夏', '河东镇第一小学', '一级教师', '13800001234', '', '-'),
      fc.string({ maxLength: 8 }),
    )
    const row = fc.array(cell, { minLength: 6, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        const clean = rows.map((cells) => cells.map((text) => text.replace(/["\u0000-\u001f\ud800-\udfff]/g, '')))
        const filled = clean.filter((cells) => cells.some((text) => text.trim() !== '')).length
        const handed = await handIn(officer, [head, ...clean])
        if (handed.status === 422) return
        expect(handed.body.rows).toBe(filled)
        must(await ask(officer, handed.body.id, 'rehearsal'))
        must(await ask(officer, handed.body.id, 'application'))
        const { create, change, keep, refuse } = (await show(officer, handed.body.id)).counts
        expect(create + change + keep + refuse).toBe(filled)
      }),
      { numRuns: 12 },
    )
  }, 60_000)
})
