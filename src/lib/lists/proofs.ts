import { nothing, textOf, type Cell } from './cells.ts'
import { plainTitle, type Column } from './columns.ts'

/** What a row says is on file: a kind of evidence, and what it is called. */
export type Proof = { readonly kind: string; readonly title: string }

const mostTitle = 200

// Written where a proof is not there, or proves the contrary.
const missing = /^(?:不合格|不及格|未通过|未考核|未参加|未提交|未交|缺考?|没有|不|否|[×xX✗])$/

/** What a row says is on file: every column that is headed by a kind of evidence, such as 考核 or 考核材料, names it. */
export function proofsIn(
  cells: readonly Cell[],
  columns: readonly Column<string>[],
  kinds: readonly string[],
): Proof[] {
  const kindOf = new Map(
    kinds.flatMap((kind) => [kind, `${kind}材料`].map((title) => [plainTitle(title), kind] as const)),
  )
  const found = new Map<string, string>()
  for (const [index, { title, field }] of columns.entries()) {
    const kind = field === null ? kindOf.get(plainTitle(title).replace(/[([【〔<].*?[)\]】〕>]/g, '')) : undefined
    const text = textOf(cells[index])
    if (kind === undefined || nothing.test(text) || missing.test(text)) continue
    found.set(kind, text.slice(0, mostTitle))
  }
  return [...found].map(([kind, title]) => ({ kind, title }))
}

/** The column of a template that asks what of a kind of evidence is on file. */
export const proofColumn = (kind: string) => ({
  ...{ title: kind, width: 14, choices: [], binds: false },
  note: `${kind}材料的名称，如：${examples[kind] ?? `${kind}表`}。没有可以不填。`,
})

const examples: Readonly<Record<string, string>> = {
  考勤: '签到表',
  学习: '听课笔记',
  资料: '课件、方案',
  成果: '论文、课例',
  计划: '培训计划',
  记载: '培训记录',
  考核: '考核成绩单',
}
