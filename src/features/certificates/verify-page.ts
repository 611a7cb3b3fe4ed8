import { Hono, type Context as HttpContext } from 'hono'
import { getCookie } from 'hono/cookie'
import { html, raw } from 'hono/html'
import type pg from 'pg'
import { formatHours } from '../../lib/hours.ts'
import { systemClock } from '../../platform/clock.ts'
import { sha256 } from '../../platform/crypto.ts'
import { isDatabaseAway } from '../../platform/db/away.ts'
import type { Env } from '../../platform/http/guard.ts'
import type { CertificateAnswer } from './contract.ts'
import { readNumber } from './core.ts'
import { verifierOf } from './verifier.ts'
import { words } from './words.ts'

export type Language = 'zh' | 'en'

/** What a stranger is told of a paper that is no certificate. An unknown one says nothing: it looks like an unknown certificate. */
export type PaperAnswer = {
  readonly state: 'genuine' | 'superseded' | 'revoked' | 'unknown'
  readonly number: string
  readonly heading: string
  readonly text: string
  readonly facts: readonly (readonly [string, string])[]
}

/** Another kind of paper that this page verifies, known by the shape of its numbers. */
export type Paper = {
  readonly isNumber: (number: string) => boolean
  readonly answer: (pool: pg.Pool, number: string, code: string, language: Language) => Promise<PaperAnswer>
}

type Key = keyof typeof words.zh & `verify.${string}`

const style = `
:root{color-scheme:light;--ink:#1f2933;--ink-2:#52606d;--paper:#fbfbf9;--line:#e4e7eb;--indigo:#1b5e7b;--bamboo:#2c6e62;--rouge:#b4394a;--apricot:#8a5a0b}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans SC",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:640px;margin:0 auto;padding:24px 16px 48px}header{display:flex;justify-content:space-between;align-items:baseline;gap:16px}nav{white-space:nowrap}
h1{font-size:22px;font-weight:600;margin:8px 0}h2{font-size:20px;font-weight:600;margin:0 0 4px}p{margin:4px 0 12px}a{color:var(--indigo)}
.quiet{color:var(--ink-2);font-size:14px}.answer{border-left:4px solid;padding:12px 16px;margin:16px 0;background:#fff;overflow-wrap:anywhere}
.genuine{border-color:var(--bamboo)}.genuine h2{color:var(--bamboo)}.revoked,.unknown{border-color:var(--rouge)}.revoked h2,.unknown h2{color:var(--rouge)}
.superseded,.wait{border-color:var(--apricot)}.superseded h2,.wait h2{color:var(--apricot)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:8px 24px;margin:16px 0;border-top:1px solid var(--line);padding-top:16px}dt{color:var(--ink-2)}dd{margin:0;overflow-wrap:anywhere}
form{display:grid;gap:16px;margin:24px 0}label{display:grid;gap:4px;font-size:14px;color:var(--ink-2)}
input{font:inherit;color:var(--ink);padding:10px 12px;border:1px solid #b6bfc9;border-radius:6px;background:#fff;min-height:44px;width:100%}
button{font:inherit;min-height:44px;border:0;border-radius:6px;background:var(--indigo);color:#fff;padding:0 24px;justify-self:start;cursor:pointer}
:focus-visible{outline:3px solid #7fb3c8;outline-offset:2px}
@media(max-width:430px){dl{grid-template-columns:1fr;gap:0 0}dd{margin-bottom:8px}}
@media print{form,nav,.again{display:none}body{background:#fff}.answer{border-left-width:2px}main{max-width:none;padding:0}}`

// One piece, so that no reformatting of the page comes between the sheet and its hash.
const sheet = raw(`<style>${style}</style>`)

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(style).toString('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

function say(language: Language, key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return words[language][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}

function languageOf(c: HttpContext<Env>): Language {
  const asked = c.req.query('lang') ?? getCookie(c, 'lang') ?? c.req.header('accept-language') ?? ''
  return /^en/i.test(asked) ? 'en' : 'zh'
}

type Page = { readonly language: Language; readonly other: string; readonly body: unknown; readonly heading: string }

function layout({ language, other, body, heading }: Page) {
  return html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${heading}</title>
        ${sheet}
      </head>
      <body>
        <main>
          <header>
            <h1>${say(language, 'verify.title')}</h1>
            <nav>
              <a href="${other}" lang="${language === 'zh' ? 'en' : 'zh-CN'}">${words[language]['language.other']}</a>
            </nav>
          </header>
          ${body}
        </main>
      </body>
    </html>`
}

function form(language: Language, number = '', code = '') {
  return html`<p class="quiet">${say(language, 'verify.lead')}</p>
    <form method="get" action="/verify">
      <input type="hidden" name="lang" value="${language}" />
      <label
        >${say(language, 'verify.number')}<input
          name="number"
          value="${number}"
          required
          maxlength="100"
          autocomplete="off"
          spellcheck="false"
      /></label>
      <label
        >${say(language, 'verify.code')}<input
          name="code"
          value="${code}"
          required
          maxlength="20"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
      /></label>
      <button type="submit">${say(language, 'verify.submit')}</button>
    </form>
    <p class="quiet">${say(language, 'verify.privacy')}</p>`
}

function facts(language: Language, answer: CertificateAnswer) {
  const { certificate, number } = answer
  if (!certificate) return ''
  const { startedOn, endedOn } = certificate
  const rows: readonly [string, string][] = [
    [words[language].number, number],
    [words[language].holder, certificate.holderName],
    [words[language].school, certificate.schoolName],
    [words[language].programme, certificate.programmeTitle],
    [words[language].dates, startedOn && startedOn !== endedOn ? `${startedOn} – ${endedOn}` : endedOn],
    [words[language].hours, say(language, 'verify.hours', { hours: formatHours(certificate.centihours) })],
    [words[language].issuer, certificate.issuer],
    [words[language].issuedOn, certificate.issuedOn],
  ]
  return list(rows)
}

function list(rows: PaperAnswer['facts']) {
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`
}

// Every bureau of this product keeps Chinese time.
const zone = 'Asia/Shanghai'

const marks = { genuine: '✓', superseded: '↻', revoked: '✕', unknown: '?' } as const

function verdict(language: Language, answer: CertificateAnswer, code: string) {
  const { certificate, state, number } = answer
  const values = {
    date: certificate?.endedStateOn ?? '',
    reason: certificate?.stateReason ?? '',
    number: certificate?.supersededBy ?? '',
  }
  const said = { heading: say(language, `verify.${state}`), text: say(language, `verify.${state}.text`, values) }
  return section(language, { state, number, ...said }, facts(language, answer), code)
}

function section(language: Language, answer: Omit<PaperAnswer, 'facts'>, told: unknown, code: string) {
  const { state, heading, text, number } = answer
  const at = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(
    systemClock.now(),
  )
  return html`<section class="answer ${state}" role="status">
      <h2><span aria-hidden="true">${marks[state]}</span> ${heading}</h2>
      <p>${text}</p>
      ${told}
      <p class="quiet">${say(language, 'verify.at')} ${at} (UTC+8)</p>
    </section>
    ${state === 'unknown' ? form(language, number, code) : html`<p class="again"><a href="/verify?lang=${language}">${say(language, 'verify.again')}</a></p>`}`
}

function notice(language: Language, key: 'verify.busy' | 'verify.away', seconds = 0) {
  return html`<section class="answer wait" role="alert">
    <h2>${say(language, key)}</h2>
    <p>${say(language, `${key}.text`, { seconds })}</p>
  </section>`
}

function show(c: HttpContext<Env>, status: 200 | 429 | 503, body: unknown, said: string) {
  const language = languageOf(c)
  const url = new URL(c.req.url)
  url.searchParams.set('lang', language === 'zh' ? 'en' : 'zh')
  c.header('content-security-policy', policy)
  c.header('cache-control', 'no-store')
  c.header('referrer-policy', 'no-referrer')
  const other = `${url.pathname}${url.search}`
  return c.html(layout({ language, other, body, heading: `${said} · ${say(language, 'verify.title')}` }), status)
}

async function answer(c: HttpContext<Env>, pool: pg.Pool, papers: readonly Paper[], number: string, code: string) {
  const language = languageOf(c)
  const verifier = verifierOf(pool)
  const seconds = verifier.wait(c.get('address'))
  if (seconds !== undefined) {
    c.header('retry-after', String(seconds))
    return show(c, 429, notice(language, 'verify.busy', seconds), say(language, 'verify.busy'))
  }
  if (number === '') return show(c, 200, form(language, '', code), say(language, 'verify.title'))
  const typed = readNumber(number)
  const told = await papers.find((paper) => paper.isNumber(typed))?.answer(pool, typed, code, language)
  if (told && told.state !== 'unknown') {
    return show(c, 200, section(language, told, list(told.facts), code), told.heading)
  }
  const found = await verifier.answer(number, code)
  return show(c, 200, verdict(language, found, code), say(language, `verify.${found.state}`))
}

/** The public page that says whether a certificate, or another paper, is genuine, for a stranger who holds it; mounted at `/verify`. */
export function verifyRoutes(pool: pg.Pool, papers: readonly Paper[] = []): Hono<Env> {
  const pages = new Hono<Env>()
  pages.onError((failure, c) => {
    if (!isDatabaseAway(failure)) throw failure
    c.header('retry-after', '5')
    const language = languageOf(c)
    return show(c, 503, notice(language, 'verify.away'), say(language, 'verify.away'))
  })
  pages.get('/', (c) => answer(c, pool, papers, c.req.query('number')?.trim() ?? '', c.req.query('code') ?? ''))
  pages.get('/:number', (c) =>
    answer(c, pool, papers, c.req.param('number'), c.req.query('c') ?? c.req.query('code') ?? ''),
  )
  return pages
}
