import { limits } from '../lib/limits.ts'
import { shownMax } from '../features/backups/core.ts'
import { mostExported, mostLooks } from '../features/privacy/core.ts'
import { defaultLimits } from '../platform/files/kinds.ts'
import { gridLimits } from '../platform/excel/grid.ts'
import { documentLimits } from '../platform/documents/refusal.ts'
import { statementMs } from '../platform/db/db.ts'

/** One limit as people read it: of what, how much, and what whoever meets it is told. */
export type LimitRow = {
  readonly zh: string
  readonly en: string
  readonly most: string
  /** The status and code of the refusal; without one nothing is refused, only held back or cut. */
  readonly refusal: string
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toLocaleString('en')} MB`
const kilobytes = (bytes: number) => `${bytes / 1024} KB`
const seconds = (ms: number) => `${ms / 1000} s`
const count = (size: number) => size.toLocaleString('en')

const { body, head, time, account, work, page } = limits

const atTheDoor: readonly LimitRow[] = [
  {
    zh: '请求内容（JSON）',
    en: 'Body, JSON',
    most: megabytes(body.json),
    refusal: '413 `too_large`',
  },
  {
    zh: '请求内容（导入的名单）',
    en: 'Body, a list to import',
    most: megabytes(body.list),
    refusal: '413 `too_large`',
  },
  {
    zh: '请求内容（证明材料）',
    en: 'Body, what proves something',
    most: megabytes(body.proof),
    refusal: '413 `too_large`',
  },
  { zh: '请求内容（文件）', en: 'Body, a file', most: megabytes(body.file), refusal: '413 `too_large`' },
  { zh: 'JSON 嵌套', en: 'Depth of JSON', most: count(limits.jsonDepth), refusal: '400 `json_too_deep`' },
  { zh: '网址长度', en: 'Address', most: kilobytes(head.addressBytes), refusal: '414 `address_too_long`' },
  { zh: '请求头大小', en: 'Head of a request', most: kilobytes(head.bytes), refusal: '431 `head_too_large`' },
  { zh: '请求头个数', en: 'Headers', most: count(head.count), refusal: '431 `too_many_headers`, `head_too_large`' },
  { zh: '请求头到齐', en: 'Until the head has arrived', most: seconds(time.headersMs), refusal: '408 `too_slow`' },
  { zh: 'JSON 到齐', en: 'Until JSON has arrived', most: seconds(time.jsonBodyMs), refusal: '408 `too_slow`' },
  { zh: '整个请求到齐', en: 'Until all has arrived', most: seconds(time.wholeMs), refusal: '408 `too_slow`' },
  {
    zh: '一次请求的每条查询',
    en: 'A statement of a request',
    most: seconds(time.statementMs),
    refusal: '503 `took_too_long`',
  },
  {
    zh: '后台任务的每条查询',
    en: 'A statement of background work',
    most: seconds(statementMs),
    refusal: 'tried again',
  },
  { zh: '列表每页', en: 'Rows of a page', most: count(page.most), refusal: '400 `bad_input`' },
]

const atOnce: readonly LimitRow[] = [
  {
    zh: '每个账号同时关注的任务',
    en: 'Pieces of work an account follows live',
    most: count(account.streams),
    refusal: '429 `too_many_streams`',
  },
  {
    zh: '每个账号同时上传',
    en: 'Files an account sends at once',
    most: count(account.uploads),
    refusal: '429 `too_many_uploads`',
  },
  {
    zh: '每个账号同时导出',
    en: 'Exports an account fetches at once',
    most: count(account.exports),
    refusal: '429 `too_many_exports`',
  },
  {
    zh: '每个教育局同时进行的繁重任务',
    en: 'Heavy work of a bureau at once',
    most: count(work.heavy),
    refusal: 'waits, and says how many are before it',
  },
  {
    zh: '每个进程同时进行的任务',
    en: 'Work of any kind in a process at once',
    most: count(work.atOnce),
    refusal: 'waits',
  },
  {
    zh: '登录尝试（每个地址、每个名字，每分钟）',
    en: 'Attempts to sign in (an address, a name, a minute)',
    most: '60, 20',
    refusal: '429 `too_many_requests`',
  },
]

const inFiles: readonly LimitRow[] = [
  {
    zh: '导入的表格',
    en: 'A sheet to import',
    most: `${megabytes(gridLimits.bytes)}, ${count(gridLimits.rows)} × ${gridLimits.columns}`,
    refusal: '`sheet_too_large`, `sheet_too_long`, `sheet_too_wide`',
  },
  {
    zh: '一格的字数',
    en: 'Characters of a cell',
    most: count(gridLimits.characters),
    refusal: '`sheet_too_large`',
  },
  {
    zh: '培训计划文档',
    en: 'A training plan',
    most: `${megabytes(documentLimits.bytes)}, ${count(documentLimits.characters)} 字 characters`,
    refusal: '`document_too_large`, `document_bomb`',
  },
  ...Object.entries(defaultLimits).map(([kind, bytes]) => ({
    zh: `文件 .${kind}`,
    en: `File .${kind}`,
    most: megabytes(bytes),
    refusal: '413 `file_too_large`',
  })),
  {
    zh: '含完整号码的导出（人）',
    en: 'People of an export with numbers in full',
    most: count(mostExported),
    refusal: '422 `export_too_large`',
  },
  {
    zh: '每个账号每天查看完整号码',
    en: 'Numbers an account looks at in a day',
    most: count(mostLooks),
    refusal: '429 `looked_too_often`',
  },
  { zh: '备份列表', en: 'Backups listed', most: count(shownMax), refusal: 'cut' },
]

const table = (title: string, rows: readonly LimitRow[]) =>
  [
    `## ${title}`,
    '',
    '| 项目 | What | 上限 Limit | 超出时 Beyond it |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ zh, en, most, refusal }) => `| ${zh} | ${en} | ${most} | ${refusal} |`),
    '',
  ].join('\n')

/** The page that lists them, as it stands in `docs/limits.md`. */
export function limitsPage(): string {
  return [
    '# 限额 Limits',
    '',
    '由 `src/app/limits.ts` 生成，服务器用的是同样的数值。 Written from `src/app/limits.ts`; the server uses the same values.',
    '每条拒绝都有中英文说明（见 `docs/refusals.md`）。 Every refusal is said in both languages (`docs/refusals.md`).',
    '',
    table('请求 At the door', atTheDoor),
    table('同时进行 At once', atOnce),
    table('文件与名单 Files and lists', inFiles),
  ].join('\n')
}
