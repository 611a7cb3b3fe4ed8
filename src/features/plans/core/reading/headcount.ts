import { quantitiesIn } from './numbers.ts'

/** How many a programme is for. */
export type Headcount = {
  readonly headcount: number | 'all' | null
  readonly approximate: boolean
  readonly counts: '人' | '人次' | null
}

const everyone = /全员|全体|全部(?:在职|在岗|在编)?教师|所有(?:在职|在岗|在编)?教师|每[位名]教师|全覆盖/

const nobody: Headcount = { headcount: null, approximate: false, counts: null }

/** Whether a phrase means every teacher. */
export const meansEveryone = (text: string): boolean => everyone.test(text)

/** Reads a headcount cell: `300人`, `约120人`, `全员`, a bare number, `3期,每期50人`, `200人/期×2期`. */
export function headcountOfCell(cell: string): Headcount {
  const text = cell.replace(/[()]/g, '')
  const groups = /(?<size>\d+)(?:人|名)?[/每](?:期|班|批)?[x×*、,]?(?:共)?(?<times>\d+)(?:期|班|批)/.exec(text)
  const sized = groups ?? /(?<times>\d+)(?:期|个?班|批)[x×*,、]?(?:每(?:期|班|批))?(?<size>\d+)(?:人|名)/.exec(text)
  if (sized?.groups) {
    const product = Number(sized.groups['size']) * Number(sized.groups['times'])
    return { headcount: product, approximate: /约|左右|余/.test(text), counts: '人' }
  }
  if (/每(?:校|园|所|乡镇|单位|县)/.test(text)) return nobody
  const plain = /^(?<sign>约|近|≤|≥|不少于|不超过|预计)?(?<value>\d+(?:\.\d+)?)(?<more>余|多|左右)?$/.exec(text)
  if (plain?.groups) {
    const approximate = plain.groups['sign'] !== undefined || plain.groups['more'] !== undefined
    return { headcount: Number(plain.groups['value']), approximate, counts: '人' }
  }
  const labelled = [...text.matchAll(/[\u4e00-\u9fff:](?<n>\d+)(?!\d|[\u4e00-\u9fff%])/g)].map((found) =>
    Number(found[1]),
  )
  if (labelled.length > 0 && !/[人名位]/.test(text.replace(/人数/g, '')))
    return { headcount: labelled.reduce((sum, each) => sum + each, 0), approximate: /约|左右/.test(text), counts: '人' }
  const people = quantitiesIn(text).filter((each) => /^(?:人|名|位|人次)$/.test(each.unit))
  const [first] = people
  if (!first) return everyone.test(text) ? { headcount: 'all', approximate: false, counts: '人' } : nobody
  const total =
    people.length > 1 && !/[共计]/.test(text) ? people.reduce((sum, each) => sum + each.value, 0) : first.value
  const value = first.upper ?? total
  const approximate = people.some((each) => each.approximate || each.comparator !== '=')
  return { headcount: value, approximate, counts: first.unit === '人次' ? '人次' : '人' }
}

// A sentence gives a programme its size when people and training stand in it together.
const trains = /培训|研修|参训|参加|参与|研学|轮训|学习|覆盖|遴选|选派|选拔|规模|名额|人数|为\d/

/** Reads the size of a programme from its name and the sentences about it. */
export function headcountOfProse(name: string, sentences: readonly string[]): Headcount {
  const sizes: { value: number; approximate: boolean; attendances: boolean }[] = []
  for (const sentence of sentences) {
    for (const each of quantitiesIn(sentence)) {
      if (!/^(?:人|名|位|人次)$/.test(each.unit) || each.value < 5) continue
      const near = sentence.slice(Math.max(0, each.start - 40), each.end + 40)
      if (!trains.test(near) || /获|入选|评为|负责|导师\d|专家\d|学生/.test(near.slice(0, 60))) continue
      sizes.push({ value: each.upper ?? each.value, approximate: each.approximate, attendances: each.unit === '人次' })
    }
  }
  const [first] = sizes
  if (!first)
    return everyone.test(name) || sentences.slice(0, 2).some((each) => everyone.test(each))
      ? { headcount: 'all', approximate: false, counts: '人' }
      : nobody
  const stated = sentences.join('').match(/(?:人数|规模)(?:共计|为|约|:)?/g)?.length ?? 0
  const summed = stated > 1 && sizes.length > 1 ? sizes.reduce((sum, each) => sum + each.value, 0) : first.value
  return { headcount: summed, approximate: first.approximate, counts: first.attendances ? '人次' : '人' }
}
