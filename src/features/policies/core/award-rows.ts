import { parseHours } from '../../../lib/hours.ts'
import type { Ask, Award, AwardRow } from '../../../lib/policy/language.ts'

type Choice = Extract<Ask, { kind: 'choice' }>

/** The questions of a table that are chosen from a list, in order: the columns of its rows. */
export function choicesOf({ asks }: Pick<Award, 'asks'>): readonly Choice[] {
  return asks.filter((ask) => ask.kind === 'choice')
}

/**
 * Reads rows copied from a spreadsheet: a column for each choice, then the hours, or from–to. What a cell names and the
 * choice does not offer is added to the choice; lines whose hours cannot be read, such as a heading, are left out.
 */
export function awardWithRows(award: Award, pasted: string): { readonly award: Award; readonly rows: number } {
  const choices = choicesOf(award)
  const rows = pasted.split(/\r?\n/).flatMap((line): AwardRow[] => {
    const cells = line.split('\t').map((cell) => cell.trim())
    const [from, to] = (cells[choices.length] ?? '').split(/[–—~～-]/).map((part) => parseHours(part.trim()))
    if (!from?.ok) return []
    const named = choices.flatMap(({ key }, index) => {
      const cell = cells[index] ?? ''
      return cell === '' ? [] : [[key, cell] as const]
    })
    const centihours = to?.ok && to.value !== from.value ? ([from.value, to.value] as const) : from.value
    return [{ when: Object.fromEntries(named), centihours }]
  })
  const asks = award.asks.map((ask): Ask => {
    if (ask.kind !== 'choice') return ask
    const named = rows.flatMap(({ when }) => when[ask.key] ?? [])
    return { ...ask, options: [...new Set([...ask.options, ...named])] }
  })
  return { award: { ...award, asks, rows: [...award.rows, ...rows] }, rows: rows.length }
}
