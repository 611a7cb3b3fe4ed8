import { pinyin } from 'pinyin-pro'
import { splitName, surnameReadings } from '../lib/surnames.ts'

/** How a name is spelled for search and for sorting: full pinyin and initials, lower case, without tones or spaces. */
export type Spelling = { readonly pinyin: string; readonly initials: string }

/** How a person's name is spelled, by the names of the columns that keep it. */
export type PersonSpelling = Spelling & {
  /** What lists are sorted by: the surname in one word, then the syllables of the given name. */
  readonly spelling: string
  /** Further ways to type the name; those of a part after the surname begin with `~`. */
  readonly readings: string[]
}

/** Spells a name that is not a person's. */
export function spell(name: string): Spelling {
  return joined(syllablesOf(name, 'off'))
}

/** Spells a person's name: 单, 解 and 仇 are read as surnames are, and found by their other readings too. */
export function spellPerson(name: string): PersonSpelling {
  const { surname } = splitName(name)
  if (surname === '') return spellWords(name)
  const whole = syllablesOf(name, 'head')
  const length = [...surname].length
  const ofGiven = whole.slice(length)
  const usual = whole.slice(0, length)
  const readings = surnameReadings[surname]?.map((reading) => reading.split(' ')) ?? [usual]
  const { initials } = joined(ofGiven)
  const ways = readings.flatMap((reading) => {
    const said = joined([...reading, ...ofGiven])
    // 单雨桐 is also typed as shanyt.
    return [said.pinyin, said.initials, reading.join('') + initials, reading.join('')]
  })
  const first = readings[0] ?? usual
  const own = joined([...first, ...ofGiven])
  return {
    ...own,
    spelling: [first.join(''), ...ofGiven].join(' '),
    readings: distinct([...ways, ...partsOf(ofGiven)], own),
  }
}

function spellWords(name: string): PersonSpelling {
  const written = name.split(/[\s·•・.-]+/).filter((word) => word !== '')
  const words = written.map((word) => syllablesOf(word, 'off'))
  const all = words.flat()
  const own = joined(all)
  const later = written.slice(1).map((word) => word.toLowerCase())
  return {
    ...own,
    spelling: all.join(' '),
    readings: distinct([...later, ...words.slice(1).map((word) => word.join('')), ...partsOf(all.slice(1))], own),
  }
}

const mostParts = 6

function partsOf(rest: readonly string[]): string[] {
  const starts = rest.slice(0, mostParts).map((_, at) => `~${rest.slice(at).join('')}`)
  return rest.length > 1 ? [...starts, `~${joined(rest).initials}`] : starts
}

// Nobody types more of a name.
const mostLetters = 40

function distinct(ways: readonly string[], own: Spelling): string[] {
  return [...new Set(ways.map((way) => way.slice(0, mostLetters)))].filter(
    (way) => way !== '' && way !== own.pinyin && way !== own.initials,
  )
}

function joined(syllables: readonly string[]): Spelling {
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable.slice(0, 1)).join('') }
}

function syllablesOf(name: string, surname: 'off' | 'head'): string[] {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname, nonZh: 'consecutive', v: true })
  return syllables.map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, '')).filter(Boolean)
}
