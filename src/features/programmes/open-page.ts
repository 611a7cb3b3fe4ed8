import { Hono, type Context as HttpContext } from 'hono'
import { getCookie } from 'hono/cookie'
import { html, raw } from 'hono/html'
import { clockIn, splitAtDates } from '../../lib/dates.ts'
import { formatHours } from '../../lib/hours.ts'
import { sha256 } from '../../platform/crypto.ts'
import { isDatabaseAway } from '../../platform/db/away.ts'
import { read } from '../../platform/db/db.ts'
import { addressLimit } from '../../platform/http/bounded.ts'
import type { Env } from '../../platform/http/guard.ts'
import { codeWords as personCodes } from '../people/public.ts'
import { sayAudience, type AudiencePhrases } from './audience-words.ts'
import { enrolmentWindowRefusal } from './core.ts'
import { publicStates, showProgramme, type NamedProgramme } from './store.ts'
import { codeWords } from './words/codes.ts'
import { openPageWords } from './words/open-page.ts'

type Language = 'zh' | 'en'
type Values = Readonly<Record<string, string | number>>
type C = HttpContext<Env>

const style = `
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;background:#fbfbf9;color:#1f2933;font:16px/1.7 "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans SC",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:720px;margin:0 auto;padding:24px 16px 64px}
header{display:flex;justify-content:space-between;gap:16px;color:#52606d;font-size:14px}
h1{font-size:26px;line-height:1.4;font-weight:600;margin:16px 0 24px}h2{font-size:18px;font-weight:600;margin:32px 0 8px}
dl{display:grid;grid-template-columns:minmax(88px,auto) 1fr;gap:0;margin:0;background:#fff;border:1px solid #e4e7eb}
dt,dd{margin:0;padding:10px 16px;border-bottom:1px solid #e4e7eb}dt{color:#52606d}dd{overflow-wrap:anywhere}.date{white-space:nowrap}
a{color:#1b5e7b}.go{display:inline-block;margin-top:8px;padding:12px 24px;border-radius:6px;background:#1b5e7b;color:#fff;text-decoration:none}
:focus-visible{outline:3px solid #7fb3c8;outline-offset:2px}@media print{.go,nav{display:none}}`

// One piece, so that no reformatting of the page comes between the sheet and its hash.
const sheet = raw(`<style>${style}</style>`)
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(style).toString('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

// A notice in a group of teachers brings a school to the page at once.
const looking = { burst: 120, perSecond: 2 }

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

function languageOf(c: C): Language {
  const asked = c.req.query('lang') ?? getCookie(c, 'lang') ?? c.req.header('accept-language') ?? ''
  return /^en/i.test(asked) ? 'en' : 'zh'
}

// The words of a dictionary, looked up by keys that are put together: a code that it does not know is shown as it is.
function saying(dictionary: Readonly<Record<Language, Readonly<Record<string, string>>>>, language: Language) {
  return (key: string, values: Values = {}) =>
    (dictionary[language][key] ?? key.split('.').at(-1) ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    )
}

type Found = NamedProgramme & { readonly zone: string; readonly now: Date }

// An id names one programme of all bureaus of this deployment.
async function findOpen(c: C, id: string): Promise<Found | undefined> {
  const tenants = c.get('tenants')
  for (const { slug } of await tenants.list()) {
    const db = await tenants.door(c, slug)
    const found = db && (await read(db, (tx) => showProgramme(tx, id)))
    if (found && publicStates.includes(found.row.state)) {
      return { ...found, zone: db.context.zone, now: db.context.now }
    }
  }
  return undefined
}

const phrasesIn = (codes: ReturnType<typeof saying>): AudiencePhrases => ({
  ...{ and: codes('and'), also: codes('also'), everybody: codes('everybody') },
  between: (from, to) => codes('years', { from, to }),
  atLeast: (from) => codes('years.from', { from }),
  atMost: (to) => codes('years.to', { to }),
  schools: (count) => codes('schools', { count }),
})

// Whoever reads this has not signed in: nothing here names a person.
function factsOf({ row, organisationName, providerName, zone }: Found, language: Language): [string, string][] {
  const t = saying(openPageWords, language)
  const codes = saying(codeWords, language)
  const people = saying(personCodes, language)
  const { startsOn, endsOn, enrolOpensAt, enrolClosesAt, placesMax } = row
  const dates = startsOn === null ? t('dates.none') : startsOn === endsOn ? startsOn : `${startsOn} – ${endsOn ?? ''}`
  const facts: [string, string | null][] = [
    [t('owner'), organisationName],
    [t('provider'), providerName],
    [t('dates'), dates],
    [t('place'), row.place],
    [t('modes'), row.modes.map((mode) => codes(`mode.${mode}`)).join(codes('and')) || null],
    [t('hours'), row.centihours === 0 ? null : t('hours.value', { hours: formatHours(row.centihours) })],
    [t('places'), placesMax === null ? t('places.none') : t('places.value', { count: placesMax })],
    [t('audience'), sayAudience(row.audience, phrasesIn(codes), (kind, code) => people(`${kind}.${code}`))],
    [
      t('window'),
      enrolOpensAt && enrolClosesAt
        ? t('window.value', { from: clockIn(zone, enrolOpensAt), to: clockIn(zone, enrolClosesAt) })
        : null,
    ],
  ]
  return facts.flatMap(([label, value]) => (value === null ? [] : [[label, value]]))
}

const unbroken = (text: string) =>
  splitAtDates(text).map((piece, index) => (index % 2 === 0 ? piece : html`<span class="date">${piece}</span>`))

function stepOf({ row, now }: Found): 'before' | 'open' | 'over' {
  const refusal = enrolmentWindowRefusal(row, now)
  if (refusal === undefined) return 'open'
  return refusal === 'enrolment_closed' || (row.state !== 'published' && row.state !== 'enrolling') ? 'over' : 'before'
}

function show(c: C, status: 200 | 404 | 429 | 503, title: string, body: unknown) {
  const language = languageOf(c)
  const t = saying(openPageWords, language)
  const other = language === 'zh' ? 'en' : 'zh'
  c.header('content-security-policy', policy)
  c.header('referrer-policy', 'same-origin')
  const page = html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${sheet}
      </head>
      <body>
        <main>
          <header>
            <span>${t('head')}</span>
            <nav><a href="?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${t('language.other')}</a></nav>
          </header>
          ${body}
        </main>
      </body>
    </html>`
  return c.html(page, status)
}

function say(c: C, status: 404 | 429 | 503, key: 'missing' | 'busy' | 'away') {
  const said = openPageWords[languageOf(c)][key]
  return show(c, status, said, html`<h1>${said}</h1>`)
}

/** A page for each published programme, without a sign-in; mounted at `/open`. */
export function programmePages(): Hono<Env> {
  const pages = new Hono<Env>()
  const limit = addressLimit(looking)
  pages.onError((failure, c) => {
    if (!isDatabaseAway(failure)) throw failure
    c.header('retry-after', '5')
    return say(c, 503, 'away')
  })
  pages.get('/:id', async (c) => {
    const seconds = limit.take(c.get('address'))
    if (seconds !== undefined) {
      c.header('retry-after', String(seconds))
      return say(c, 429, 'busy')
    }
    const id = c.req.param('id')
    const found = isId(id) ? await findOpen(c, id) : undefined
    if (!found) return say(c, 404, 'missing')
    const language = languageOf(c)
    const t = saying(openPageWords, language)
    const step = stepOf(found)
    const { title, admission } = found.row
    return show(
      c,
      200,
      title,
      html`<h1>${title}</h1>
        <dl>
          ${factsOf(found, language).map(
            ([label, value]) =>
              html`<dt>${label}</dt>
                <dd>${unbroken(value)}</dd>`,
          )}
        </dl>
        <h2>${t('apply')}</h2>
        <p>
          ${t(`apply.${step}`)}${step === 'over' ? '' : `${language === 'zh' ? '' : ' '}${t(`apply.${admission}`)}`}
        </p>
        <a class="go" href="/m/programmes/${id}">${t('link')}</a>`,
    )
  })
  return pages
}
