import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantObjects } from '../../app/matrix-objects.ts'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { read, type Tx } from '../../platform/db/db.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { closureOf } from '../organisations/core.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
  await plantObjects(county)
})
afterAll(() => county.close())

type Rows = readonly (readonly string[])[]
const officer = () => county.logins.bureau_officer
const csv = (rows: Rows) => Buffer.from(rows.map((row) => row.join(',')).join('\n'))
const head = ['单位名称', '单位类别', '上级单位', '单位代码', '办学类型', '停办日期']
const serial = () => newId().slice(-6)

async function handIn(rows: Rows | Uint8Array, as: Login = officer(), name = '机构.csv') {
  const path = `/directory-imports?id=${newId()}&name=${encodeURIComponent(name)}`
  return county.request(as, 'POST', path, rows instanceof Uint8Array ? rows : csv([head, ...rows]))
}
const step = (id: string, what: 'rehearsal' | 'application' | 'undoing', body: object = {}) =>
  county.request(officer(), 'POST', `/directory-imports/${id}/${what}`, body)
const rowsOf = async (id: string) =>
  (await county.request(officer(), 'GET', `/directory-imports/${id}/rows?limit=200`)).body.items
async function bringIn(rows: Rows) {
  const { body } = await handIn(rows)
  const applied = await step(body.id, 'application', { rehearsal: body.rehearsal })
  expect(applied.status).toBe(201)
  return { id: String(body.id), rows: await rowsOf(body.id) }
}
const organisation = async (id: string) => (await county.request(officer(), 'GET', `/organisations/${id}`)).body
const historyOf = async (id: string) =>
  (await county.request(officer(), 'GET', `/organisations/${id}/changes`)).body.items

const textOf = (tx: Tx, table: string, order: string) =>
  tx.execute(sql`select coalesce(string_agg(t::text, ';' order by ${sql.raw(order)}), '') as all
    from ${sql.raw(table)} t where tenant_id = ${tx.context.tenantId}`)
const bytesOf = (...tables: readonly (readonly [string, string])[]) =>
  read(county.door(), async (tx) => {
    const all = []
    for (const [table, order] of tables) all.push((await textOf(tx, table, order)).rows)
    return all
  })
const money = () => bytesOf(['credit_entry', 'id'], ['certificate', 'id'])
const shape = () => bytesOf(['organisation', 'id'], ['organisation_closure', 'ancestor_id, descendant_id'])
const download = async (path: string) => {
  const { answer } = await county.request(officer(), 'GET', path)
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

describe('[003-27] a list of organisations', () => {
  test('201: says what each row would do and changes nothing', async () => {
    const before = await shape()
    const { status, body } = await handIn([
      ['河北镇中心学校', '乡镇中心学校', '', 'N0', '', ''],
      ['河北镇第一小学', '学校', '河北镇中心学校', 'N1', '小学', ''],
      ['河东镇第一小学', '', '河西镇中心学校', '', '', ''],
      ['河东镇第二小学', '', '河东镇中心学校', '', '', ''],
      ['没有的学校', '学校', '没有的中心校', '', '小学', ''],
    ])
    expect([status, body.state, body.rows, body.counts]).toEqual([
      201,
      'ready',
      5,
      { create: 2, change: 1, keep: 1, refuse: 1 },
    ])
    expect((await rowsOf(body.id)).map((row: { outcome: string }) => row.outcome)).toEqual([
      'create',
      'create',
      'change',
      'keep',
      'refuse',
    ])
    expect(await shape()).toEqual(before)
  })

  test('201: reads GB18030 and cells that were pasted', async () => {
    // 单位名称<tab>单位类别<tab>办学类型 / 镇东小学<tab>学校<tab>小学
    const gb = Buffer.from(
      'b5a5cebbc3fbb3c609b5a5cebbc0e0b1f009b0ecd1a7c0e0d0cd0ad5f2b6abd0a1d1a709d1a7d0a309d0a1d1a7',
      'hex',
    )
    const { status, body } = await handIn(new Uint8Array(gb))
    expect([status, body.counts]).toEqual([201, { create: 1, change: 0, keep: 0, refuse: 0 }])
  })

  test.each([
    ['422: without a head', '槐树屯小学,学校', 'head_missing'],
    ['422: without an organisation', '单位名称,单位类别', 'directory_empty'],
    ['422: with nothing in it', '', 'sheet_empty'],
  ])('%s', async (_, content, code) => {
    const { status, body } = await handIn(new Uint8Array(Buffer.from(content)))
    expect([status, body.code]).toEqual([422, code])
  })

  test('422: that is too long is not taken', async () => {
    const rows = Array.from({ length: 5_001 }, (_, index) => [`第${index}小学`, '学校', '', '', '小学', ''])
    expect((await handIn(rows)).body.code).toBe('directory_too_long')
  })

  test('403: only whoever may change the tree hands one in', async () => {
    expect((await handIn([['甲小学', '学校', '', '', '小学', '']], county.logins.school_registrar)).status).toBe(403)
    expect((await handIn([['甲小学', '学校', '', '', '小学', '']], county.logins.auditor)).status).toBe(403)
  })

  test('200: columns that were not recognised are said by hand, and the outcomes are worked out anew', async () => {
    const { body } = await handIn(
      new Uint8Array(
        csv([
          ['单位名称', '单位类别', '管它的', '办学类型'],
          ['沙河小学', '学校', '河西镇中心学校', '小学'],
        ]),
      ),
    )
    expect(body.columns[2].field).toBeNull()
    const path = `/directory-imports/${body.id}/columns`
    const kept = await county.request(officer(), 'PUT', path, { fields: ['name', 'kind', 'parentName', 'schoolKind'] })
    expect([kept.status, kept.body.rehearsal]).toEqual([200, body.rehearsal + 1])
    const [row] = await rowsOf(body.id)
    expect(row.changes.find(({ field }: { field: string }) => field === 'parentName').to).toBe('河西镇中心学校')
    const twice = await county.request(officer(), 'PUT', path, { fields: ['name', 'name'] })
    expect([twice.status, twice.body.code]).toEqual([422, 'field_twice'])
  })
})

describe('[003-27] an application', () => {
  test('201: does exactly what was rehearsed, with the list as the cause, and leaves the ledger and the certificates alone', async () => {
    const before = await money()
    const mark = serial()
    const { id, rows } = await bringIn([
      [`${mark}镇中心学校`, '乡镇中心学校', '', `C${mark}`, '', ''],
      [`${mark}第一小学`, '学校', `${mark}镇中心学校`, `S${mark}`, '小学', ''],
      ['河西镇实验小学', '', `${mark}镇中心学校`, '', '', ''],
    ])
    const [centre, school, moved] = rows
    expect(await organisation(school.organisationId)).toMatchObject({
      parentId: centre.organisationId,
      code: `S${mark}`,
    })
    expect(moved.organisationId).toBe(county.tree.c)
    const [entry] = await historyOf(county.tree.c)
    expect(entry).toMatchObject({ kind: 'moved', reason: '导入“机构.csv”', toName: `${mark}镇中心学校` })
    const trail = await county.request(officer(), 'GET', `/organisations/${school.organisationId}/directory-rows`)
    expect(trail.body.items).toMatchObject([{ importId: id, outcome: 'create', listName: '机构.csv', no: 3 }])
    expect(await money()).toEqual(before)
    const { parents, pairs } = await closure()
    expect(pairs).toEqual(closureOf(parents).map(pairText).toSorted())
    expect((await step(id, 'undoing')).status).toBe(201)
  })

  test('409: nothing is done where the tree changed since so that a row would do something else', async () => {
    const mark = serial()
    const { body } = await handIn([[`${mark}小学`, '学校', '河东镇中心学校', '', '小学', '']])
    const draft = { id: newId(), parentId: county.tree.town, kind: 'school', name: `${mark}小学`, schoolKind: '211' }
    await county.request(officer(), 'POST', '/organisations', { ...draft, stages: [], setting: null })
    const applied = await step(body.id, 'application', { rehearsal: body.rehearsal })
    expect([applied.status, applied.body.code]).toEqual([409, 'import_stale'])
    const anew = await step(body.id, 'rehearsal')
    expect(anew.body.counts).toEqual({ create: 0, change: 0, keep: 1, refuse: 0 })
    const old = await step(body.id, 'application', { rehearsal: body.rehearsal })
    expect([old.status, old.body.code]).toEqual([409, 'import_rehearsed_anew'])
  })

  test('201: asked twice it is done once, and afterwards nothing is rehearsed', async () => {
    const { body } = await handIn([[`${serial()}小学`, '学校', '', '', '小学', '']])
    const rehearsal = { rehearsal: body.rehearsal }
    expect((await step(body.id, 'application', rehearsal)).status).toBe(201)
    const after = await shape()
    expect((await step(body.id, 'application', rehearsal)).status).toBe(201)
    expect(await shape()).toEqual(after)
    expect((await step(body.id, 'rehearsal')).body.code).toBe('import_over')
  })

  test('201: codes change hands, schools close before the centre above them', async () => {
    const mark = serial()
    const named = (name: string, ...more: readonly string[]) => [`${mark}${name}`, ...more]
    const { rows } = await bringIn([
      named('中心校', '乡镇中心学校', '', `${mark}0`, '', ''),
      named('甲小学', '学校', `${mark}中心校`, `${mark}1`, '小学', ''),
      named('乙小学', '学校', `${mark}中心校`, `${mark}2`, '小学', ''),
    ])
    const [centre, a, b] = rows.map(({ organisationId }: { organisationId: string }) => organisationId)
    const swap = Buffer.from(`系统编号,单位名称,单位代码\n${a},${mark}甲小学,${mark}2\n${b},${mark}乙小学,${mark}1`)
    const { body } = await handIn(new Uint8Array(swap))
    expect((await step(body.id, 'application', { rehearsal: body.rehearsal })).status).toBe(201)
    expect([(await organisation(a)).code, (await organisation(b)).code]).toEqual([`${mark}2`, `${mark}1`])
    const today = (await read(county.door(), (tx) => Promise.resolve(tx.context.today))).toString()
    const closing = await bringIn(['中心校', '甲小学', '乙小学'].map((name) => named(name, '', '', '', '', today)))
    expect((await organisation(centre)).closedOn).toBe(today)
    expect((await step(closing.id, 'undoing')).status).toBe(201)
    expect((await organisation(a)).closedOn).toBeNull()
    expect((await historyOf(centre)).map(({ kind }: { kind: string }) => kind)).toEqual(['reopened', 'closed'])
  })
})

const pairText = ({ ancestorId, descendantId, depth }: { ancestorId: string; descendantId: string; depth: number }) =>
  `${ancestorId} ${descendantId} ${depth}`
const closure = () =>
  read(county.door(), async (tx) => {
    const { rows: all } = await tx.execute<{ id: string; parent: string | null }>(
      sql`select id, parent_id as parent from organisation where tenant_id = ${tx.context.tenantId}`,
    )
    const { rows } = await tx.execute<{ pair: string }>(
      sql`select concat_ws(' ', ancestor_id, descendant_id, depth) as pair from organisation_closure
          where tenant_id = ${tx.context.tenantId}`,
    )
    return {
      parents: new Map(all.map(({ id, parent }) => [id, parent])),
      pairs: rows.map(({ pair }) => pair).toSorted(),
    }
  })

describe('[003-27] an undoing', () => {
  test('201: leaves the tree byte for byte as it was', async () => {
    const before = await shape()
    const mark = serial()
    const { id } = await bringIn([
      [`${mark}中心校`, '乡镇中心学校', '', '', '', ''],
      [`${mark}小学`, '学校', `${mark}中心校`, '', '小学', ''],
      ['河东镇第二小学', '', '', `K${mark}`, '九年一贯制学校', ''],
    ])
    expect(await shape()).not.toEqual(before)
    expect((await step(id, 'undoing')).body).toMatchObject({ state: 'undone' })
    expect(await shape()).toEqual(before)
    expect((await step(id, 'undoing')).status).toBe(201)
  })

  test('201: what the history names stays, closed', async () => {
    const mark = serial()
    const { id, rows } = await bringIn([
      [`${mark}中心校`, '乡镇中心学校', '', '', '', ''],
      ['河东镇第二小学', '', `${mark}中心校`, '', '', ''],
    ])
    expect((await step(id, 'undoing')).status).toBe(201)
    expect((await organisation(county.tree.b)).parentId).toBe(county.tree.town)
    expect((await organisation(rows[0].organisationId)).closedOn).not.toBeNull()
    expect((await rowsOf(id)).map(({ undone }: { undone: string }) => undone)).toEqual(['closed', 'restored'])
  })

  test('409: is refused once something was built on it, and says on what', async () => {
    const mark = serial()
    const { id, rows } = await bringIn([[`${mark}小学`, '学校', '', '', '小学', '']])
    await county.person({ organisationId: rows[0].organisationId, name: '林小满' })
    const asked = await step(id, 'undoing')
    expect([asked.status, asked.body.code]).toEqual([409, 'import_built_on'])
    const shown = await county.request(officer(), 'GET', `/directory-imports/${id}`)
    expect(shown.body.builtOn).toEqual([{ name: `${mark}小学`, what: 'used' }])
  })

  test('409: is refused once what it changed was changed again', async () => {
    const mark = serial()
    const first = await bringIn([['河东镇第一小学', '', '', `F${mark}`, '', '']])
    const again = Buffer.from(`系统编号,单位名称,单位代码\n${county.tree.a},河东镇第一小学,G${mark}`)
    const { body } = await handIn(new Uint8Array(again))
    await step(body.id, 'application', { rehearsal: body.rehearsal })
    expect((await step(first.id, 'undoing')).body.code).toBe('import_built_on')
    expect((await step(body.id, 'undoing')).status).toBe(201)
    expect((await step(first.id, 'undoing')).status).toBe(201)
  })

  test('409: after seven days it is too late', async () => {
    const { id } = await bringIn([[`${serial()}小学`, '学校', '', '', '小学', '']])
    await county.commit(async (tx) => {
      await tx.execute(
        sql`update directory_import set applied_at = applied_at - interval '8 days' where id = ${id}::uuid`,
      )
      return { ok: true, value: undefined }
    })
    const asked = await step(id, 'undoing')
    expect([asked.status, asked.body.code]).toEqual([409, 'undo_too_late'])
  })
})

describe('[003-27] out and in again', () => {
  test.each(['xlsx', 'csv'])('200: an export as %s is read back without a change', async (format) => {
    const exported = await download(`/directory-export?format=${format}`)
    const { body } = await handIn(exported, officer(), `机构表.${format}`)
    expect([body.counts.create, body.counts.change, body.counts.refuse]).toEqual([0, 0, 0])
    expect(body.counts.keep).toBe(body.rows)
    expect(body.columns.every(({ field }: { field: string | null }) => field !== null)).toBe(true)
  })

  test('200: an export makes the same tree in another region', async () => {
    const exported = await download('/directory-export')
    const grid = await readGrid(exported)
    if (!grid.ok) throw new Error(grid.error)
    // Another bureau knows nothing of our numbers, and its root has its own name.
    const [, root = [], ...below] = grid.value.rows
    const rows = below.map((row) => row.slice(0, 3).map((cell) => (cell === root[0] ? '' : String(cell))))
    const kinds = below.map((row) => String(row[5] ?? ''))
    const open = rows.map((row, index) => [...row.slice(0, 3), '', kinds[index] ?? '', ''])
    const path = `/directory-imports?id=${newId()}&name=t.csv`
    const { body } = await county.request(county.foreign.officer, 'POST', path, csv([head, ...open]))
    expect(body.counts.refuse + body.counts.keep + body.counts.create + body.counts.change).toBe(body.rows)
    expect(body.counts.create).toBeGreaterThan(3)
  })

  test('200: the list comes back with its result and reason, and the template is read as an empty list', async () => {
    const { body } = await handIn([['没有的学校', '学校', '没有的中心校', '', '小学', '']])
    const back = await readGrid(await download(`/directory-imports/${body.id}/workbook`))
    expect(back.ok && back.value.rows[1]?.slice(-2)).toEqual([
      '拒绝',
      '没有找到上级单位“没有的中心校”。请写全称，或在本表里加上它。',
    ])
    const template = await handIn(await download('/directory-template'))
    expect(template.body.code).toBe('directory_empty')
  })

  test('200: the tree is read at once, by each for their own part', async () => {
    const all = await county.request(officer(), 'GET', '/organisation-tree')
    const roster = all.body.items.find(({ id }: { id: string }) => id === county.tree.a)
    expect(roster).toMatchObject({ parentId: county.tree.town, kind: 'school', people: 4 })
    const town = await county.request(county.logins.town_officer, 'GET', '/organisation-tree')
    expect(town.body.items.map(({ id }: { id: string }) => id)).not.toContain(county.tree.bureau)
    expect(town.body.items.map(({ id }: { id: string }) => id)).toContain(county.tree.town)
  })

  test('404: an import of another bureau does not exist', async () => {
    const { body } = await handIn([['甲乙小学', '学校', '', '', '小学', '']])
    const asked = await county.request(county.foreign.officer, 'GET', `/directory-imports/${body.id}`)
    expect(asked.status).toBe(404)
  })
})
