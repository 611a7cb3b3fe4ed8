import { readFile } from 'node:fs/promises'
import { SelectionFile } from '../features/rounds/public.ts'
import { firstDifference } from '../lib/matching/selection.ts'
import { decideSelection } from '../platform/solving/decide.ts'
import type { Sentence } from '../platform/start/refusals.ts'

/** What reckoning a selection again came to: `same` is undefined where it could not be reckoned, or where nothing was published to compare with. */
export type Rerun = { readonly said: Sentence; readonly isSame: boolean; readonly outcomes: string | undefined }

/** Reckons the selection of a file again, from nothing but the file, and says whether it equals what was published. */
export async function rerunSelection(path: string): Promise<Rerun> {
  const bytes = await readFile(path, 'utf8').catch(() => undefined)
  if (bytes === undefined) return no(`读不到文件 ${path}。`, `The file ${path} cannot be read.`)
  const read = SelectionFile.safeParse(parsed(bytes))
  if (!read.success) return no('这不是双向选择的数据文件。', 'This is no file of a two-way selection.')
  const reckoned = await decideSelection(read.data)
  if (!reckoned.ok) {
    const { code, about } = reckoned.error
    if (code === 'seed_broken')
      return no('随机种子与事先公布的承诺不符。', 'The seed is not the one that was committed to beforehand.')
    return no(`无法重算：${code} ${about.join(' ')}。`, `It cannot be reckoned: ${code} ${about.join(' ')}.`)
  }
  const outcomes = reckoned.value
  const placed = outcomes.filter(({ programme }) => programme !== null).length
  const counts = { zh: `${outcomes.length} 人，录取 ${placed} 人`, en: `${outcomes.length} people, ${placed} placed` }
  const text = `${JSON.stringify(outcomes, null, 1)}\n`
  const { published } = read.data
  if (published === null)
    return {
      said: {
        zh: `重算完成：${counts.zh}。文件里没有公布的结果可比。`,
        en: `Reckoned: ${counts.en}. The file has no published outcome to compare with.`,
      },
      isSame: true,
      outcomes: text,
    }
  const differs = firstDifference(outcomes, published)
  const said =
    differs === undefined
      ? {
          zh: `重算完成：${counts.zh}，与公布的结果一致，种子与承诺相符。`,
          en: `Reckoned: ${counts.en}; it equals what was published, and the seed is the one committed to.`,
        }
      : {
          zh: `重算完成：${counts.zh}，与公布的结果不同，首先不同的是 ${differs}。`,
          en: `Reckoned: ${counts.en}; it differs from what was published, first at ${differs}.`,
        }
  return { said, isSame: differs === undefined, outcomes: text }
}

function no(zh: string, en: string): Rerun {
  return { said: { zh, en }, isSame: false, outcomes: undefined }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
