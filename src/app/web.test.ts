import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nonceMark } from './web-build.ts'
import { webRoutes } from './web.ts'

const folder = mkdtempSync(join(tmpdir(), 'qinglan-web-'))
const script = 'export const answer = 42\n'.repeat(100)
const page = (name: string) => `<html><script nonce="${nonceMark}" src="/assets/${name}.js"></script></html>`

beforeAll(() => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'admin.html'), page('admin'))
  writeFileSync(join(folder, 'mobile.html'), page('mobile'))
  writeFileSync(join(folder, 'assets/admin-1a2b.js'), script)
  writeFileSync(join(folder, 'assets/admin-1a2b.js.br'), brotliCompressSync(script))
  writeFileSync(join(folder, 'assets/admin-1a2b.js.gz'), gzipSync(script))
})
afterAll(() => rmSync(folder, { recursive: true }))

const browser = { headers: { accept: 'text/html,*/*;q=0.8' } }

describe('pages', () => {
  test('200: every address of the console answers with its page, every one under /m with the phone’s', async () => {
    const web = webRoutes(folder)
    const shown = async (path: string) => (await web.request(path, browser)).text()
    expect(await shown('/')).toContain('admin.js')
    expect(await shown('/programmes/7?open=1')).toContain('admin.js')
    expect(await shown('/m')).toContain('mobile.js')
    expect(await shown('/m/programmes/7')).toContain('mobile.js')
    expect(await shown('/members')).toContain('admin.js')
  })

  test('200: the content policy names a word that is new for each answer and stands in the page', async () => {
    const web = webRoutes(folder)
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const answer = await web.request('/', browser)
        const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
        expect(await answer.text()).toContain(`nonce="${nonce}"`)
        expect(answer.headers.get('cache-control')).toBe('no-store')
        return nonce
      }),
    )
    expect(nonces[0]).not.toBe(nonces[1])
  })

  test('200: a new build is shown without a restart', async () => {
    const web = webRoutes(folder)
    await web.request('/m', browser)
    writeFileSync(join(folder, 'mobile.html'), page('mobile-new'))
    utimesSync(join(folder, 'mobile.html'), 1, 1)
    expect(await (await web.request('/m', browser)).text()).toContain('mobile-new.js')
  })

  test('404: an address of the API, or a file that is not there, is left to whoever comes after', async () => {
    const web = webRoutes(folder)
    expect((await web.request('/api/v1/nothing', browser)).status).toBe(404)
    expect((await web.request('/wp-login.php', browser)).status).toBe(404)
    expect((await web.request('/assets/../../package.json', browser)).status).toBe(404)
  })

  test('503: pages that are not built yet say what to do', async () => {
    const answer = await webRoutes(join(folder, 'nowhere')).request('/', browser)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('npm start')
  })
})

describe('assets', () => {
  test.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', null],
  ])('200: to whoever reads %s it is sent as %s, and kept for ever', async (accepted, encoding) => {
    const answer = await webRoutes(folder).request('/assets/admin-1a2b.js', {
      headers: { 'accept-encoding': accepted },
    })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('vary')).toBe('accept-encoding')
  })
})
