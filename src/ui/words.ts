import { createInstance, type i18n } from 'i18next'
import { useMemo, useSyncExternalStore } from 'react'
import { withOneStop } from '../lib/sentences.ts'
import { kitWords } from './kit-words.ts'

/** The sentences of a feature, in both languages under the same keys. */
export type Words = {
  readonly zh: Readonly<Record<string, string>>
  readonly en: Readonly<Record<string, string>>
}

export type Language = 'zh-CN' | 'en'

type Plain<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? K | Base : K
type KeyOf<W extends Words> = Plain<keyof W['zh'] & keyof W['en'] & string>
type TextOf<W extends Words, K extends string> = K extends keyof W['zh']
  ? W['zh'][K]
  : `${K}_other` extends keyof W['zh']
    ? W['zh'][`${K}_other`]
    : never
type VariablesIn<S> = S extends `${string}{{${infer V}}}${infer Rest}` ? V | VariablesIn<Rest> : never
type Values<S> = [VariablesIn<S>] extends [never]
  ? [values?: Record<string, string | number>]
  : [values: Record<VariablesIn<S>, string | number>]

/** Says a sentence of these words in the current language; the compiler checks the key and its variables. */
export type Translate<W extends Words> = <const K extends KeyOf<W>>(key: K, ...values: Values<TextOf<W, K>>) => string

const browser = typeof document !== 'undefined'

function storedLanguage(): Language {
  if (!browser) return 'zh-CN'
  let stored: string | null = null
  try {
    stored = localStorage.getItem('lang')
  } catch {
    // Storage may be closed to us (private windows, embedded web views); the cookie or the default answers.
  }
  return (stored ?? /(?:^|; )lang=([\w-]+)/.exec(document.cookie)?.[1]) === 'en' ? 'en' : 'zh-CN'
}

const instance: i18n = createInstance()
void instance.init({
  lng: storedLanguage(),
  fallbackLng: false,
  initAsync: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
})
if (browser) document.documentElement.lang = instance.language

/** The language that the surface speaks now. */
export function currentLanguage(): Language {
  return instance.language === 'en' ? 'en' : 'zh-CN'
}

/** Changes the language everywhere at once and remembers it on this device. */
export function setLanguage(language: Language): void {
  void instance.changeLanguage(language)
  if (!browser) return
  document.documentElement.lang = language
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`
  try {
    localStorage.setItem('lang', language)
  } catch {
    // The cookie remembers it where storage is closed.
  }
}

function subscribe(changed: () => void): () => void {
  instance.on('languageChanged', changed)
  return () => instance.off('languageChanged', changed)
}

/** What is said in both languages, in the current one. */
export function sayIn(said: { readonly zh: string; readonly en: string }): string {
  return currentLanguage() === 'en' ? said.en : said.zh
}

/** The current language and the way to change it. */
export function useLanguage(): [Language, (language: Language) => void] {
  return [useSyncExternalStore(subscribe, currentLanguage), setLanguage]
}

const bundles = new WeakMap<Words, string>()
let bundleCount = 0

function bundleOf(words: Words): string {
  const known = bundles.get(words)
  if (known !== undefined) return known
  const name = `words-${(bundleCount += 1)}`
  instance.addResourceBundle('zh-CN', name, words.zh)
  instance.addResourceBundle('en', name, words.en)
  bundles.set(words, name)
  return name
}

/** Says sentences of these words in a given language, outside a component. */
export function wordsIn<W extends Words>(words: W, language: Language = currentLanguage()): Translate<W> {
  const say = instance.getFixedT(language, bundleOf(words))
  return (key, ...[values]) => withOneStop(say(key, values ?? {}))
}

/** Says sentences of these words in the current language, and again when it changes. */
export function useWords<const W extends Words>(words: W): Translate<W> {
  const [language] = useLanguage()
  return useMemo(() => wordsIn(words, language), [words, language])
}

/** What is known of a failure when it must be put into words: a problem of the server, or any error. */
export type Sayable = {
  readonly code?: string
  readonly title?: string
  readonly message?: string
  readonly requestId?: string
}

/** The sentence for a problem: the feature's own words for its code, else the kit's, else what the server said. */
export function sayRefusal(problem: unknown, words?: Words): string {
  if (typeof problem !== 'object' || problem === null) return wordsIn(kitWords)('refusal.defect')
  const { code, title, requestId }: Sayable = problem
  const key = `refusal.${code ?? 'defect'}`
  const known = [words, kitWords].find((each): each is Words => each !== undefined && key in each.zh)
  const sentence = known ? wordsIn(known)(key) : (title ?? wordsIn(kitWords)('refusal.defect'))
  return code === 'defect' && requestId ? `${sentence} ${wordsIn(kitWords)('requestId', { requestId })}` : sentence
}
