import { withOneStop } from '../../../lib/sentences.ts'

type Bundle = {
  readonly zh: Readonly<Record<string, string>>
  readonly en: Readonly<Record<string, string>>
}

/** What is said in both languages. */
export type Said = { readonly zh: string; readonly en: string }

/** A notice as its sender words it. `terms` are the words of placeholders that stand for one of a few. */
export type Original = Said & {
  readonly code: string
  readonly placeholders: readonly string[]
  readonly terms: Readonly<Record<string, Readonly<Record<string, Said>>>>
}

/** How long a sentence of the bureau's own may be. */
export const longestText = 500

const prefix = 'notice.'
// A word of the sender's, chosen by the value: `$t(role.{{role}})`.
const term = /\$t\(([\w.]+)\.\{\{(\w+)\}\}\)/g
const placeholder = /\{\{(\w+)\}\}/g

/** The placeholders of a sentence, each once, in their order. */
export function placeholdersIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(placeholder)].map(([, name]) => name ?? ''))]
}

const plain = (text: string) => text.replaceAll(term, (_, _family: string, name: string) => `{{${name}}}`)

function termsIn(words: Bundle, text: string): Original['terms'] {
  return Object.fromEntries(
    [...text.matchAll(term)].map(([, family = '', name = '']) => [
      name,
      Object.fromEntries(
        Object.entries(words.zh)
          .filter(([key]) => key.startsWith(`${family}.`))
          .map(([key, zh]) => [key.slice(family.length + 1), { zh, en: words.en[key] ?? zh }]),
      ),
    ]),
  )
}

/** Every notice in the words of a feature. */
export function originalsIn(words: Bundle): readonly Original[] {
  return Object.entries(words.zh)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, zh]) => ({
      code: key.slice(prefix.length),
      zh: plain(zh),
      en: plain(words.en[key] ?? zh),
      placeholders: placeholdersIn(plain(zh)),
      terms: termsIn(words, zh),
    }))
}

export type TextFlaw =
  { readonly code: 'placeholder_unknown'; readonly names: readonly string[] } | { readonly code: 'placeholder_broken' }

/** Why a sentence cannot stand for this notice; undefined when it can. The server refuses by it, the page shows it. */
export function textFlaw(original: Pick<Original, 'placeholders'>, text: string): TextFlaw | undefined {
  const names = placeholdersIn(text).filter((name) => !original.placeholders.includes(name))
  if (names.length > 0) return { code: 'placeholder_unknown', names }
  return /\{\{|\}\}/.test(text.replaceAll(placeholder, '')) ? { code: 'placeholder_broken' } : undefined
}

/** The placeholders of the original that a sentence does not mention: worth a warning, never a refusal. */
export function missingIn(original: Pick<Original, 'placeholders'>, text: string): readonly string[] {
  const said = placeholdersIn(text)
  return original.placeholders.filter((name) => !said.includes(name))
}

/** A sentence with its values in their places; a value without one is left out. */
export function fill(
  text: string,
  params: Readonly<Record<string, string | number>>,
  language: keyof Said,
  terms: Original['terms'] = {},
): string {
  const filled = text.replaceAll(placeholder, (_, name: string) => {
    const value = String(params[name] ?? '')
    return terms[name]?.[value]?.[language] ?? value
  })
  return withOneStop(filled)
}

/** What a notice says: in the bureau's own words where it has them, else in the sender's. */
export function sayNotice(
  original: Original,
  own: { readonly zh: string | null; readonly en: string | null } | null,
  params: Readonly<Record<string, string | number>>,
  language: keyof Said,
): string {
  return fill(own?.[language] ?? original[language], params, language, original.terms)
}

/** The part of the product that a notice is about: what its code begins with. */
export function groupOf(code: string): string {
  return code.split('.')[0] ?? code
}
