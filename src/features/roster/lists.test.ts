import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { must, type Login } from '../../app/testing.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { exportRows } from '../../platform/excel/rows.ts'
import { csv, freshId, freshNo, head, rosterCounty, type Cells } from './testing.ts'

const { county, handIn, ask, bringIn, show, rowsOf, personBy } = await rosterCounty()
afterAll(() => county.close())

describe('scope', () => {
  test.each([
    ['a registrar', 'school_registrar', ['create', 'refuse', 'refuse']],
    ['a town officer', 'town_officer', ['create', 'create', 'refuse']],
    ['a bureau officer', 'bureau_officer', ['create', 'create', 'create']],
  ] as const)('[003-27] 200: %s imports into their own part alone', async (_, role, outcomes) => {
    const as = county.logins[role]
    const row = (school: string) => ['林小满', freshId(), freshNo(), school, '', '']
    const { body } = await handIn(as, [head, row('河东镇第一小学'), row('河东镇第二小学'), row('河西镇实验小学')])
    must(await ask(as, body.id, 'rehearsal'))
    const rows = await rowsOf(as, body.id)
    expect(rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(outcomes)
    const codes = rows.flatMap(({ reasons }: { reasons: { code: string }[] }) => reasons.map(({ code }) => code))
    expect(new Set(codes)).toEqual(
      new Set(outcomes.some((outcome) => outcome === 'refuse') ? ['school_out_of_scope'] : []),
    )
  })

  test('200: a registrar needs no column of schools; whoever is elsewhere is refused and stays unnamed', async () => {
    const abroad = await county.person({ organisationId: county.tree.c, name: '苏晚晴', staffNo: freshNo() })
    const as = county.logins.school_registrar
    const { body } = await handIn(as, [
      ['姓名', '身份证号', '工号'],
      ['林小满', freshId(), ''],
      ['苏晚晴', '', abroad.staffNo],
    ])
    must(await ask(as, body.id, 'rehearsal'))
    const [first, second] = await rowsOf(as, body.id)
    expect(first.outcome).toBe('create')
    expect(second).toMatchObject({ outcome: 'refuse', personId: null, reasons: [{ code: 'person_out_of_scope' }] })
  })
})

describe('an undoing', () => {
  test('200: takes everything back', async () => {
    const officer = county.logins.bureau_officer
    const [fresh, old] = [freshNo(), freshNo()]
    await county.person({ organisationId: county.tree.a, name: '欧阳静怡', staffNo: old, phone: '13900001111' })
    const before = await personBy(old)
    const importId = await bringIn(officer, [
      [...head, '岗位'],
      ['林小满', freshId(), fresh, '河东镇第一小学', '', '', '班主任'],
      ['欧阳静怡', '', old, '河东镇第二小学', '正高级教师', '13900002222', '教研组长'],
    ])
    expect(await personBy(old)).toMatchObject({ organisationId: county.tree.b, title: 'senior_full' })
    must(await ask(officer, importId, 'undoing'))
    expect(await show(officer, importId)).toMatchObject({
      state: 'undone',
      undone: { removed: 1, restored: 1, left: 0 },
    })
    expect(await personBy(fresh)).toBeUndefined()
    expect(await personBy(old)).toEqual(before)
    const { body } = await county.request(officer, 'GET', `/people/${before.id}`)
    expect(body).toMatchObject({ phoneMasked: '139****1111', posts: [] })
    const again = await county.request(officer, 'POST', `/roster-imports/${importId}/undoing`)
    expect([again.status, again.body.code]).toEqual([409, 'import_not_applied'])
  })

  test('200: keeps whoever has a history and what was changed since, and says so row by row', async () => {
    const officer = county.logins.bureau_officer
    const [held, edited, changed] = [freshNo(), freshNo(), freshNo()]
    await county.person({ organisationId: county.tree.a, name: '赵明远', staffNo: changed })
    const importId = await bringIn(officer, [
      head,
      ['林小满', freshId(), held, '河东镇第一小学', '', ''],
      ['林小雪', freshId(), edited, '河东镇第一小学', '', ''],
      ['赵明远', '', changed, '河东镇第二小学', '高级教师', ''],
    ])
    await county.login('林小满', [], (await personBy(held)).id)
    await county.request(officer, 'PATCH', `/people/${(await personBy(edited)).id}`, { stage: '3' })
    await county.request(officer, 'PATCH', `/people/${(await personBy(changed)).id}`, { title: 'second' })
    must(await ask(officer, importId, 'undoing'))
    expect((await show(officer, importId)).undone).toEqual({ removed: 0, restored: 0, left: 3 })
    const left = await rowsOf(officer, importId, '&left=yes')
    expect(left.map(({ undoneReasons }: { undoneReasons: unknown }) => undoneReasons)).toEqual([
      [{ code: 'has_history' }],
      [{ code: 'changed_since' }],
      [{ code: 'changed_since', fields: ['title'] }],
    ])
    expect(await personBy(changed)).toMatchObject({ title: 'second', organisationId: county.tree.a })
    // What did go back stands in the life and in the trail, and what was changed since does not.
    const { id } = await personBy(changed)
    const life = (await county.request(officer, 'GET', `/people/${id}/life`)).body
    const told = JSON.stringify(life)
    const moves = (life.items ?? life.entries).filter(({ kind }: { kind: string }) => kind === 'school')
    expect([moves.length, told.includes('河东镇第二小学')]).toEqual([2, true])
    const titles = (life.items ?? life.entries).filter(({ kind }: { kind: string }) => kind === 'title')
    expect(titles.map(({ after }: { after: string }) => after)).not.toContain('first')
    const path = `/audit-entries?act=person.changed&objectId=${id}`
    const [entry] = (await county.request(county.logins.auditor, 'GET', path)).body.items
    expect(Object.keys(entry.after)).toContain('organisation_id')
    expect(Object.keys(entry.after)).not.toContain('title')
  })
})

describe('files', () => {
  const gridOf = async (answer: Response) => {
    const read = await readGrid(new Uint8Array(await answer.arrayBuffer()))
    return must(read).rows
  }

  test('200: the list comes back with its rows, the result and the reason, and goes in again', async () => {
    const officer = county.logins.bureau_officer
    const rows = [
      ['青石县名单'],
      [...head, '备注'],
      ['林小满', freshId(), freshNo(), '河东镇第一小学', '', '', '=1+1'],
      [],
      ['苏晚', '411002199001011000', 'X1', '河东镇第一小学', '', '', ''],
    ]
    const made = exportRows({
      sheet: '名单',
      columns: head
        .concat('备注')
        .map((title, place) => ({ title, width: 9, kind: 'text' as const, value: (row: Cells) => row[place] ?? null })),
      rows: rows.slice(2),
    })
    const { body } = await handIn(officer, await buffer(made), '名单.xlsx')
    must(await ask(officer, body.id, 'rehearsal'))
    const path = `/roster-imports/${body.id}/workbook`
    const { answer } = await county.request(officer, 'GET', path)
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('导入结果'))
    const back = await gridOf(answer)
    expect(back[0]).toEqual([...head, '备注', '导入结果', '未导入原因'])
    expect(back[1]).toEqual([...(rows[2] ?? []), '新增'])
    expect(back[2]).toEqual([])
    expect(back[3]?.slice(0, 2)).toEqual(['苏晚', '411002199001011000'])
    expect(back[3]?.at(-1)).toContain('文本')
    expect((await county.request(county.logins.hours_officer, 'GET', path)).status).toBe(403)
    const other = await county.login('另一位局干部', [['bureau_officer', county.tree.bureau]])
    const refused = await county.request(other, 'GET', path)
    expect([refused.status, refused.body.code]).toEqual([409, 'workbook_not_yours'])
    const again = await handIn(officer, csv(back))
    expect(again.body.columns.map(({ field }: { field: string }) => field).slice(-2)).toEqual(['ours', 'ours'])
  })

  test.each(['xlsx', 'csv'])(
    '200: [003-27] what is exported as %s is imported as it is: every row is kept',
    async (format) => {
      const officer = county.logins.bureau_officer
      const traps = {
        organisationId: county.tree.a,
        staffNo: freshNo(),
        idNumber: freshId(),
        phone: '13800005678',
        subjects: ['13', 'L1', '11'],
      }
      await county.person({
        ...traps,
        name: '单雨桐',
        title: 'senior',
        talentLevel: 'county_backbone',
        posts: [{ kind: '23', fromOn: '2020-09-01', toOn: null }],
      })
      await county.person({ ...traps, staffNo: freshNo(), idNumber: null, name: '@解', phone: null })
      const { answer } = await county.request(officer, 'GET', `/roster-export?format=${format}`)
      expect(answer.status).toBe(200)
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(bytes.includes('13800005678')).toBe(false)
      const { body } = await handIn(officer, bytes, `名单.${format}`)
      expect(body.columns.every(({ field }: { field: string | null }) => field !== null)).toBe(true)
      must(await ask(officer, body.id, 'rehearsal'))
      const { counts, rows } = await show(officer, body.id)
      // A name that no import would take is the only one refused.
      expect(counts).toEqual({ create: 0, change: 0, keep: rows - counts.refuse, refuse: counts.refuse })
      const refused = await rowsOf(officer, body.id, '&outcome=refuse')
      expect(
        refused.every(({ reasons }: { reasons: { code: string }[] }) => reasons[0]?.code === 'name_malformed'),
      ).toBe(true)
    },
  )

  test('200: an export holds the part of whoever asks, by the filters asked', async () => {
    const names = async (as: Login, query = '') => {
      const { answer } = await county.request(as, 'GET', `/roster-export?format=csv${query}`)
      return new Set((await gridOf(answer)).slice(1).map((row) => row[3]))
    }
    expect(await names(county.logins.principal)).toEqual(new Set(['河东镇第一小学']))
    expect((await names(county.logins.bureau_officer)).size).toBe(3)
    expect(await names(county.logins.bureau_officer, `&organisationId=${county.tree.c}`)).toEqual(
      new Set(['河西镇实验小学']),
    )
    expect(await names(county.logins.bureau_officer, '&state=01')).toEqual(new Set())
    expect((await county.request(county.logins.teacher, 'GET', '/roster-export')).status).toBe(403)
  })

  test('200: the template offers choices and is recognised when it comes back', async () => {
    const { answer } = await county.request(county.logins.school_registrar, 'GET', '/roster-template')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const read = must(await readGrid(bytes))
    expect(read.sheet).toBe('名单')
    const filled = csv([read.rows[0] ?? [], ['林小满', freshId()]])
    const { body } = await handIn(county.logins.school_registrar, filled)
    must(await ask(county.logins.school_registrar, body.id, 'rehearsal'))
    expect((await show(county.logins.school_registrar, body.id)).counts.create).toBe(1)
  })
})
