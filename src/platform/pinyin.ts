import { pinyin } from 'pinyin-pro'

/** How a name is spelled for search and for sorting: full pinyin and initials, lower case, without tones or spaces. */
export type Spelling = { readonly pinyin: string; readonly initials: string }

/** Spells a name that is not a person's. */
export function spell(name: string): Spelling {
  return spelling(name, 'off')
}

/** Spells a person's name: 单, 解 and 仇 are read as surnames are. */
export function spellPerson(name: string): Spelling {
  return spelling(name, 'head')
}

function spelling(name: string, surname: 'off' | 'head'): Spelling {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname, nonZh: 'consecutive', v: true })
  const plain = syllables.map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, '')).filter(Boolean)
  return { pinyin: plain.join(''), initials: plain.map((syllable) => syllable.slice(0, 1)).join('') }
}
