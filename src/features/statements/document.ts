import { nameOf } from '../../lib/policy/names.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { read, type Db } from '../../platform/db/db.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { renderStatement, type StatementTable } from '../../platform/pdf/statement.ts'
import { findFile } from '../files/public.ts'
import { totalOf, written, type StatementContent } from './core.ts'
import { findStatements, readContent, type StatementRow } from './store/statements.ts'

/** The link that the QR on a statement opens: its verification page. */
export function statementLink(origin: string, { number, code }: { number: string; code: string }): string {
  return `${origin}/verify/${encodeURIComponent(number)}?c=${code}`
}

/** Draws a statement as it was issued; nothing of it is looked up anew but the seal image that it names. */
export async function drawStatement(
  db: Db,
  files: FileStore,
  id: string,
  origin: string,
): Promise<Result<{ name: string; pdf: Buffer }, 'statement_not_found' | 'glyph_missing'>> {
  const found = await read(db, async (tx) => {
    const [row] = await findStatements(tx, [id])
    return row && { row, seal: row.sealFileId === null ? undefined : await findFile(tx, row.sealFileId) }
  })
  if (!found) return err('statement_not_found')
  const drawn = await draw(found.row, found.seal && (await files.read(found.seal.sha256)), origin)
  return drawn.ok ? ok({ name: fileName(found.row), pdf: drawn.value }) : drawn
}

/** What the file of a statement is called, without its ending. */
export function fileName(row: Pick<StatementRow, 'number' | 'content'>): string {
  return `${row.number}-${readContent(row).holder.name}`
}

/** Draws one statement with a seal that was read already. The same statement always gives the same bytes. */
export function draw(
  row: StatementRow,
  seal: Buffer | undefined,
  origin: string,
): Promise<Result<Buffer, 'glyph_missing'>> {
  const content = readContent(row)
  const { holder, kind, issuer, issuedOn, asOf, ledger, fromYear, toYear } = content
  return renderStatement({
    title: '继续教育学时证明',
    englishTitle: 'STATEMENT OF CONTINUING EDUCATION HOURS',
    facts: [
      { label: '姓名', value: holder.name },
      { label: '证明编号', value: row.number },
      { label: '身份证号', value: holder.idMasked ?? '未登记' },
      { label: '工号', value: holder.staffNo },
      { label: '单位', value: holder.school },
      {
        label: '期间',
        value: kind === 'year' ? `${String(fromYear)} 年度` : `${String(fromYear)}–${String(toYear)} 周期`,
      },
      { label: '截至', value: asOf },
      { label: '查验码', value: row.code },
    ],
    tables: tablesOf(content),
    notes: [
      `本证明依据学时台账开具，开具时该教师台账共 ${String(ledger.entries)} 条${ledger.mark === null ? '' : `，末条校验码 ${ledger.mark.slice(0, 16)}`}。开具后台账如有冲销，或已验证的年度有变动，以查验页面为准。`,
      ...(content.stamps.some(({ changed }) => changed)
        ? ['标明“其后学时有变动”的年度，验证只对变动以前的学时有效，须由学时审定员重新验证。']
        : []),
      '扫描二维码，或在查验页面输入证明编号和查验码，可核对真伪。',
    ],
    issuer,
    issuedOn,
    seal: seal ?? { below: '学时认定专用章' },
    verify: { url: statementLink(origin, row), label: `查验码 ${row.code}` },
  })
}

const verdicts = { met: '合格', short: '未达标', none: '已验证' } as const
const states = { met: '达标', short: '未达标', exempt: '免除', aim: '学校目标', limit: '上限' } as const

/** What the tables of a statement say, in their order. */
export function tablesOf(content: StatementContent): readonly StatementTable[] {
  const { categories, years, requirements, entries, stamps, kind } = content
  const right = 'right' as const
  const names = categories.map((name) => (name === '' ? '未分类' : name))
  const sums = categories.map((_, place) => years.reduce((all, { centihours }) => all + (centihours[place] ?? 0), 0))
  const tables: StatementTable[] = [
    {
      title: '已审定学时',
      columns: [
        { title: '年度', width: 2 },
        ...names.map((title) => ({ title, width: 3, align: right })),
        { title: '合计', width: 2, align: right },
      ],
      rows: years.map((year) => [String(year.year), ...year.centihours.map(written), written(totalOf(year))]),
      total: ['合计', ...sums.map(written), written(sums.reduce((all, each) => all + each, 0))],
    },
  ]
  if (requirements.length > 0)
    tables.push({
      title: '各项要求',
      columns: [
        { title: '要求', width: 4 },
        { title: '应修', width: 2, align: right },
        { title: '计入', width: 2, align: right },
        { title: '超出不计', width: 2, align: right },
        { title: '结论', width: 2 },
        { title: '依据', width: 6 },
      ],
      rows: requirements.map((one) => {
        const unit = one.unit === 'hour' ? '学时' : '学分'
        const figures = [one.needed, one.counted, one.over].map((each) => `${written(each)} ${unit}`)
        return [one.title.zh, ...figures, states[one.state], one.policy]
      }),
    })
  if (stamps.length > 0)
    tables.push({
      title: '年度验证',
      columns: [
        { title: '年度', width: 2 },
        { title: '结论', width: 4 },
        { title: '验证日期', width: 3 },
        { title: '验证人', width: 3 },
      ],
      rows: stamps.map(({ year, verdict, on, by, changed }) => [
        ...[String(year), changed ? `${verdicts[verdict]}，其后学时有变动` : verdicts[verdict], on, by],
      ]),
    })
  if (kind === 'year')
    tables.push({
      title: '学时明细',
      columns: [
        { title: '完成日期', width: 3 },
        { title: '项目或活动', width: 8 },
        { title: '类别', width: 3 },
        { title: '级别', width: 2 },
        { title: '学时', width: 2, align: right },
        { title: '校验码', width: 4 },
      ],
      rows: entries.map((one) => [
        ...[one.earnedOn, one.title, one.category, one.level ? nameOf('level', one.level, 'zh') : ''],
        ...[written(one.centihours), one.mark],
      ]),
    })
  return tables
}
