import { examineEdition, listEditions, noteCheck, type Checked } from '../features/hour-years/public.ts'
import { read, transact } from '../platform/db/db.ts'
import type { Sentence } from '../platform/start/refusals.ts'
import type { Config } from './config.ts'
import { inEachBureau } from './ledger-command.ts'

/** `year verify`: recomputes every edition of every closed year, or of one; false when one differs, which is named. */
export function verifyYears(config: Config, print: (sentence: Sentence) => void, year?: number) {
  return inEachBureau(config, print, async (door, _, name) => {
    const editions = (await read(door, listEditions)).filter((one) => year === undefined || one.year === year)
    let isWhole = true
    const said: Sentence[] = []
    for (const edition of editions) {
      const found = (await examineEdition(door, edition)) ?? { persons: 0, difference: null }
      await transact(door, (tx) => noteCheck(tx, edition, found))
      isWhole &&= found.difference === null
      said.push(tellYear(edition, found))
    }
    const none = { zh: '  没有封存的年度', en: '  no closed years' }
    const lines = said.length > 0 ? said : [none]
    const told = {
      zh: [`${name}：`, ...lines.map(({ zh }) => zh)].join('\n'),
      en: [`${name}:`, ...lines.map(({ en }) => en)].join('\n'),
    }
    return { isWhole, told }
  })
}

const kinds: Record<NonNullable<Checked['difference']>['kind'], Sentence> = {
  rules: { zh: '当时的政策文本被改动过', en: 'the text of a policy of that day was altered' },
  line: { zh: '封存内容被改动过', en: 'what was closed was altered' },
  head: { zh: '台账末条记录不是封存时的那条', en: 'the last entry is not the one that was closed' },
  sums: { zh: '台账之和与封存时不同', en: 'the entries make other sums than were closed' },
  standing: { zh: '结论与封存时不同', en: 'the verdict is not the one that was closed' },
  whole: { zh: '封存名单缺人或多人', en: 'lines are missing or too many' },
}

/** What recomputing one edition found, as a sentence. */
export function tellYear(
  { year, edition, frozenOn, hash }: { year: number; edition: number; frozenOn: string; hash: string },
  { persons, difference }: Checked,
): Sentence {
  const zh = `  ${year} 年度第 ${edition} 版（${frozenOn} 封存，${hash}）`
  const en = `  ${year}, edition ${edition} (closed on ${frozenOn}, ${hash})`
  if (!difference) return { zh: `${zh}：${persons} 人全部一致`, en: `${en}: the same for all ${persons} people` }
  const { kind, staffNo, name, frozen, recomputed } = difference
  const who = staffNo === null ? '' : `${staffNo} ${name ?? ''} `
  const figures = `\n    ${frozen ?? '–'}\n    ${recomputed ?? '–'}`
  return { zh: `${zh}：${who}${kinds[kind].zh}${figures}`, en: `${en}: ${who}${kinds[kind].en}${figures}` }
}
