import type { MailLetter } from './contract/mail.ts'
import { codeRules } from './core/addresses.ts'
import { fill } from './core/texts.ts'
import type { letterLanguages } from './tables.ts'
import { letterWords } from './words/letters.ts'

type Language = (typeof letterLanguages)[number]

/** What a letter says, as text and as simple HTML. */
export type Written = { readonly subject: string; readonly text: string; readonly html: string }

const longestSubject = 60

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as it stands in HTML: nothing in it is markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}

const shortened = (text: string) => {
  const signs = [...text]
  return signs.length <= longestSubject ? text : `${signs.slice(0, longestSubject - 1).join('')}…`
}

const paragraph = (inner: string, style: string) => `<p style="margin:0 0 16px;${style}">${inner}</p>`

function whole(language: Language, subject: string, blocks: readonly string[], foot: string, link?: string): Written {
  const open = letterWords[language].open
  const text = [...blocks, ...(link === undefined ? [] : [`${open}: ${link}`]), '-- ', foot].join('\n\n')
  const body = [
    ...blocks.map((block) => paragraph(escapeHtml(block), 'font-size:16px;line-height:1.6')),
    ...(link === undefined
      ? []
      : [paragraph(`<a href="${escapeHtml(link)}">${escapeHtml(open)}</a>`, 'font-size:16px')]),
    paragraph(escapeHtml(foot), 'font-size:13px;color:#5c6670'),
  ]
  const lang = language === 'en' ? 'en' : 'zh-CN'
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"></head><body>${body.join('')}</body></html>`
  return { subject, text, html }
}

/** The address of a page of this site, for whoever is not on it; undefined where the site does not know its own. */
export function absolute(origin: string | undefined, link: string | null): string | undefined {
  // Only paths of this site: `//host` would lead elsewhere.
  if (origin === undefined || link === null || !/^\/(?!\/)/.test(link)) return undefined
  return new URL(link, origin).href
}

/** A notice as a letter. */
export function writeNotice(
  language: Language,
  { name, sentence, link }: { readonly name: string; readonly sentence: string; readonly link: string | undefined },
): Written {
  const words = letterWords[language]
  const subject = fill(words.subject, { sentence: shortened(sentence) }, language)
  return whole(language, subject, [fill(words.greeting, { name }, language), sentence], words.foot, link)
}

/** The letter with the code that confirms its address. */
export function writeCode(language: Language, code: string): Written {
  const words = letterWords[language]
  const said = fill(words['code.text'], { code, minutes: codeRules.minutes }, language)
  return whole(language, words['code.subject'], [said], words['code.foot'])
}

type Kept = Omit<MailLetter, 'dueAt' | 'createdAt' | 'sentAt'> & {
  readonly dueAt: Date
  readonly createdAt: Date
  readonly sentAt: Date | null
}

/** A letter as lists show it. */
export function showLetter({ dueAt, createdAt, sentAt, ...letter }: Kept): MailLetter {
  const sent = sentAt?.toISOString() ?? null
  return { ...letter, dueAt: dueAt.toISOString(), createdAt: createdAt.toISOString(), sentAt: sent }
}
