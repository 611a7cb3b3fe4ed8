import { Hono, type Context as HttpContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { html, raw } from 'hono/html'
import { sha256 } from '../../platform/crypto.ts'
import { isDatabaseAway } from '../../platform/db/away.ts'
import { read, transact, type Db } from '../../platform/db/db.ts'
import { addressLimit } from '../../platform/http/bounded.ts'
import type { Env } from '../../platform/http/guard.ts'
import { newId } from '../../platform/ids.ts'
import { objectAsStranger, type ObjectRefusal } from './commands/objecting.ts'
import { tellShown, tellShownNotices } from './commands/telling.ts'
import type { ShownNotice } from './contract/notices.ts'
import { drawNotice } from './document.ts'
import { findAnswer } from './finding.ts'
import { StrangerForm } from './form.ts'
import { pageWords } from './words/public-page.ts'

type Language = 'zh' | 'en'
type Key = keyof (typeof pageWords)['zh'] & `public.${string}`

const style = `
:root{color-scheme:light;--ink:#1f2933;--ink-2:#52606d;--paper:#fbfbf9;--line:#e4e7eb;--indigo:#1b5e7b;--bamboo:#2c6e62;--rouge:#b4394a;--apricot:#8a5a0b}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.7 "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans SC",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:880px;margin:0 auto;padding:24px 16px 64px}header{display:flex;justify-content:space-between;align-items:baseline;gap:16px;border-bottom:1px solid var(--line);margin-bottom:24px}
h1{font-size:18px;font-weight:600;margin:8px 0}h2{font-size:24px;line-height:1.4;font-weight:600;margin:0 0 8px}h3{font-size:18px;font-weight:600;margin:40px 0 8px}p{margin:4px 0 12px}a{color:var(--indigo)}
.quiet{color:var(--ink-2);font-size:14px}.state{display:inline-block;border-left:4px solid var(--bamboo);padding:4px 12px;background:#fff;margin:8px 0 16px}
.state.over,.wait{border-color:var(--apricot)}.error{border-left:4px solid var(--rouge);padding:12px 16px;background:#fff}.done{border-left:4px solid var(--bamboo);padding:12px 16px;background:#fff}
.code{font-size:22px;font-weight:600;letter-spacing:.08em}.scroll{overflow-x:auto;background:#fff;border:1px solid var(--line)}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:8px 12px;border-bottom:1px solid var(--line);white-space:nowrap}th{font-weight:600;background:#f4f6f7}td.text{white-space:normal;min-width:8em}
tr.struck td{color:var(--ink-2);text-decoration:line-through}ul{list-style:none;padding:0;display:grid;gap:12px}li{background:#fff;border:1px solid var(--line);padding:12px 16px}
form{display:grid;gap:16px;margin:16px 0;max-width:640px}label{display:grid;gap:4px;font-size:14px;color:var(--ink-2)}
input,textarea,select{font:inherit;color:var(--ink);padding:10px 12px;border:1px solid #b6bfc9;border-radius:6px;background:#fff;min-height:44px;width:100%}
button{font:inherit;min-height:44px;border:0;border-radius:6px;background:var(--indigo);color:#fff;padding:0 24px;justify-self:start;cursor:pointer}
:focus-visible{outline:3px solid #7fb3c8;outline-offset:2px}
@media print{form,nav,h3,.again{display:none}body{background:#fff}main{max-width:none;padding:0}}`

// One piece, so that no reformatting of the page comes between the sheet and its hash.
const sheet = raw(`<style>${style}</style>`)

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(style).toString('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

// As often as at `/verify`; what is written to the bureau is read by people.
const looking = { burst: 60, perSecond: 1 }
const writing = { burst: 3, perSecond: 1 / 600 }
const largestBody = 32 * 1024

function say(language: Language, key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return pageWords[language][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}

function languageOf(c: HttpContext<Env>): Language {
  const asked = c.req.query('lang') ?? getCookie(c, 'lang') ?? c.req.header('accept-language') ?? ''
  return /^en/i.test(asked) ? 'en' : 'zh'
}

type Status = 200 | 201 | 404 | 422 | 429 | 503

function show(c: HttpContext<Env>, status: Status, title: string, body: unknown) {
  const language = languageOf(c)
  const url = new URL(c.req.url)
  url.searchParams.set('lang', language === 'zh' ? 'en' : 'zh')
  const path = url.pathname.replace(/\/objections$/, '')
  c.header('content-security-policy', policy)
  c.header('cache-control', 'no-store')
  c.header('referrer-policy', 'same-origin')
  const page = html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, noarchive" />
        <title>${title} · ${say(language, 'public.title')}</title>
        ${sheet}
      </head>
      <body>
        <main>
          <header>
            <h1>${say(language, 'public.title')}</h1>
            <nav>
              <a href="${path}${url.search}" lang="${language === 'zh' ? 'en' : 'zh-CN'}"
                >${pageWords[language]['language.other']}</a
              >
            </nav>
          </header>
          ${body}
        </main>
      </body>
    </html>`
  return c.html(page, status)
}

// What keeps the reader where they are: the bureau, and the language if they chose one.
function suffix(c: HttpContext<Env>): string {
  const kept = new URLSearchParams()
  for (const name of ['b', 'lang']) {
    const value = c.req.query(name)
    if (value !== undefined) kept.set(name, value)
  }
  const text = kept.toString()
  return text === '' ? '' : `?${text}`
}

function shownList(c: HttpContext<Env>, notices: readonly Omit<ShownNotice, 'rows'>[]) {
  const language = languageOf(c)
  if (notices.length === 0) return html`<p>${say(language, 'public.none')}</p>`
  return html`<p class="quiet">${say(language, 'public.lead')}</p>
    <ul>
      ${notices.map(
        ({ id, title, organisationName, endsOn }) =>
          html`<li>
            <a href="/publicity/${id}${suffix(c)}">${title}</a>
            <div class="quiet">${organisationName} · ${say(language, 'public.until', { day: endsOn })}</div>
          </li>`,
      )}
    </ul>`
}

function namesTable(language: Language, { columns, rows }: ShownNotice) {
  if (rows.length === 0) return ''
  const heads = [
    say(language, 'public.number'),
    say(language, 'public.name'),
    say(language, 'public.school'),
    ...columns,
  ]
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say(language, 'public.names')}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ position, name, school, cells, struckReason }) =>
            html`<tr class="${struckReason === null ? '' : 'struck'}">
              <td>${position}</td>
              <td>${name}</td>
              <td>${school}</td>
              ${cells.map((cell) => html`<td class="text">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

type Typed = { readonly name: string; readonly contact: string; readonly text: string; readonly position: string }
const nothingTyped: Typed = { name: '', contact: '', text: '', position: '' }

function objectForm(c: HttpContext<Env>, notice: ShownNotice, typed: Typed) {
  const language = languageOf(c)
  if (notice.objectRefusal !== null) return html`<p class="quiet">${say(language, 'public.closed')}</p>`
  const options = notice.rows.filter(({ struckReason }) => struckReason === null)
  return html`<p class="quiet">${say(language, 'public.object.lead')}</p>
    <form method="post" action="/publicity/${notice.id}/objections${suffix(c)}">
      <input type="hidden" name="id" value="${newId()}" />
      <label
        >${say(language, 'public.object.about')}<select name="position">
          <option value="">${say(language, 'public.object.procedure')}</option>
          ${options.map(
            ({ position, name, school }) =>
              html`<option value="${position}" ${String(position) === typed.position ? raw('selected') : ''}>
                ${position}. ${name} ${school}
              </option>`,
          )}
        </select></label
      >
      <label
        >${say(language, 'public.object.text')}<textarea name="text" rows="6" required minlength="10" maxlength="2000">
${typed.text}</textarea>
      </label>
      <label
        >${say(language, 'public.object.name')}<input
          name="name"
          required
          minlength="2"
          maxlength="60"
          value="${typed.name}"
      /></label>
      <label
        >${say(language, 'public.object.contact')}<input
          name="contact"
          required
          minlength="5"
          maxlength="120"
          value="${typed.contact}"
      /></label>
      <button type="submit">${say(language, 'public.object.submit')}</button>
    </form>
    <p class="quiet">${say(language, 'public.object.privacy')}</p>`
}

function noticeBody(c: HttpContext<Env>, notice: ShownNotice, before: unknown, typed: Typed = nothingTyped) {
  const language = languageOf(c)
  const { state, openedOn, endsOn, objectRefusal } = notice
  const key = state === 'open' ? (objectRefusal === null ? 'running' : 'over') : state
  return html`${before}
    <h2>${notice.title}</h2>
    <p class="quiet">${notice.organisationName}</p>
    <p class="state ${key === 'running' ? '' : 'over'}" role="status">
      ${say(language, `public.state.${key}`, { from: openedOn, day: endsOn })}
    </p>
    ${notice.text.split('\n').map((line) => html`<p>${line}</p>`)} ${namesTable(language, notice)}
    <p class="again"><a href="/publicity/${notice.id}/document${suffix(c)}">${say(language, 'public.word')}</a></p>
    <h3>${say(language, 'public.object')}</h3>
    ${objectForm(c, notice, typed)}
    <h3>${say(language, 'public.answer')}</h3>
    <form method="get" action="/publicity/${notice.id}">
      ${c.req.query('b') === undefined ? '' : html`<input type="hidden" name="b" value="${c.req.query('b') ?? ''}" />`}
      <input type="hidden" name="lang" value="${language}" />
      <label
        >${say(language, 'public.answer.code')}<input
          name="code"
          required
          maxlength="20"
          autocomplete="off"
          value="${c.req.query('code') ?? ''}"
      /></label>
      <button type="submit">${say(language, 'public.answer.submit')}</button>
    </form>`
}

async function answerFor(c: HttpContext<Env>, db: Db, noticeId: string) {
  const code = c.req.query('code')
  if (code === undefined) return ''
  const language = languageOf(c)
  const found = await read(db, (tx) => findAnswer(tx, noticeId, code))
  if (!found) return html`<p class="error" role="alert">${say(language, 'public.answer.unknown')}</p>`
  return html`<div class="done" role="status">
    <p>${say(language, `public.answer.${found.state}`)}</p>
    ${found.answer === null ? '' : html`<p>${found.answer}</p>`}
  </div>`
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

function missing(c: HttpContext<Env>) {
  const language = languageOf(c)
  return show(c, 404, say(language, 'public.missing'), html`<p>${say(language, 'public.missing')}</p>`)
}

function wait(c: HttpContext<Env>, seconds: number) {
  const language = languageOf(c)
  c.header('retry-after', String(seconds))
  const minutes = Math.ceil(seconds / 60)
  return show(c, 429, say(language, 'public.busy'), html`<p>${say(language, 'public.busy.text', { minutes })}</p>`)
}

async function receive(c: HttpContext<Env>, db: Db, notice: ShownNotice, seconds: number | undefined) {
  const language = languageOf(c)
  const fields = Object.fromEntries(
    Object.entries(await c.req.parseBody()).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  )
  const typed = {
    ...{ name: fields['name'] ?? '', contact: fields['contact'] ?? '' },
    ...{ text: fields['text'] ?? '', position: fields['position'] ?? '' },
  }
  const again = (key: Key) => {
    const said = html`<p class="error" role="alert">${say(language, key)}</p>`
    return show(c, 422, notice.title, noticeBody(c, notice, said, typed))
  }
  const said = StrangerForm.safeParse({ ...typed, id: fields['id'] })
  if (!said.success) return again('public.refusal.bad_input')
  // What was typed wrongly takes nothing from the bucket: only what would be kept counts.
  if (seconds !== undefined) return wait(c, seconds)
  const done = await transact(db, (tx) => objectAsStranger(tx, c.get('vault'), notice.id, said.data))
  if (!done.ok) return again(`public.refusal.${done.error satisfies ObjectRefusal}`)
  const thanks = html`<div class="done" role="status">
    <p>${say(language, 'public.received')}</p>
    <p class="code">${done.value}</p>
    <p class="quiet">${say(language, 'public.received.code')}</p>
    <p><a href="/publicity/${notice.id}${suffix(c)}">${say(language, 'public.back')}</a></p>
  </div>`
  return show(c, 201, notice.title, thanks)
}

/** The pages of public notices for everybody, without a sign-in; mounted at `/publicity`. */
export function publicityPages(): Hono<Env> {
  const pages = new Hono<Env>()
  const [looks, writes] = [addressLimit(looking), addressLimit(writing)]
  const doorOf = (c: HttpContext<Env>) => c.get('tenants').door(c, c.req.query('b'))
  pages.onError((failure, c) => {
    if (!isDatabaseAway(failure)) throw failure
    c.header('retry-after', '5')
    const language = languageOf(c)
    return show(c, 503, say(language, 'public.away'), html`<p>${say(language, 'public.away')}</p>`)
  })
  pages.use(async (c, next) => {
    const seconds = looks.take(c.get('address'))
    if (seconds !== undefined) return wait(c, seconds)
    return next()
  })
  pages.get('/', async (c) => {
    const db = await doorOf(c)
    const notices = db ? await read(db, tellShownNotices) : []
    return show(c, 200, say(languageOf(c), 'public.list'), shownList(c, notices))
  })
  pages.get('/:id', async (c) => {
    const [db, id] = [await doorOf(c), c.req.param('id')]
    const notice = db && isId(id) ? await read(db, (tx) => tellShown(tx, id)) : undefined
    if (!db || !notice) return missing(c)
    return show(c, 200, notice.title, noticeBody(c, notice, await answerFor(c, db, id)))
  })
  pages.get('/:id/document', async (c) => {
    const [db, id] = [await doorOf(c), c.req.param('id')]
    const drawn = db && isId(id) ? await drawNotice(db, id) : undefined
    if (!drawn) return missing(c)
    return c.body(new Uint8Array(drawn.bytes), 200, wordHeaders(drawn.name))
  })
  pages.post('/:id/objections', bodyLimit({ maxSize: largestBody }), async (c) => {
    const [db, id] = [await doorOf(c), c.req.param('id')]
    const notice = db && isId(id) ? await read(db, (tx) => tellShown(tx, id)) : undefined
    if (!db || !notice) return missing(c)
    return receive(c, db, notice, writes.take(c.get('address')))
  })
  return pages
}

/** The headers of a Word file of this name. */
export function wordHeaders(name: string) {
  return {
    'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  }
}
