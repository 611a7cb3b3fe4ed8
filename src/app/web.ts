import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Hono, type Context } from 'hono'
import { nonceMark, webFolder } from './web-build.ts'

const typeOf: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

type Asset = { readonly type: string; readonly plain: Buffer; readonly br?: Buffer; readonly gzip?: Buffer }
type Pages = {
  readonly builtAt: number
  readonly assets: ReadonlyMap<string, Asset>
  readonly console: string
  readonly phone: string
}

function builtAt(folder: string): number {
  return statSync(join(folder, 'mobile.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function readPages(folder: string): Pages | undefined {
  const [console, phone] = [join(folder, 'admin.html'), join(folder, 'mobile.html')]
  if (!existsSync(console) || !existsSync(phone)) return undefined
  const assets = new Map<string, Asset>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = typeOf[extname(name)]
    if (type === undefined) continue
    const path = join(folder, name)
    assets.set(`/${name.replaceAll('\\', '/')}`, {
      type,
      plain: readFileSync(path),
      ...(existsSync(`${path}.br`) ? { br: readFileSync(`${path}.br`) } : {}),
      ...(existsSync(`${path}.gz`) ? { gzip: readFileSync(`${path}.gz`) } : {}),
    })
  }
  return {
    builtAt: builtAt(folder),
    assets,
    console: readFileSync(console, 'utf8'),
    phone: readFileSync(phone, 'utf8'),
  }
}

function contentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function sendPage(c: Context, page: string) {
  const nonce = randomBytes(16).toString('base64')
  c.header('content-security-policy', contentPolicy(nonce))
  // The page names the assets of this version and carries a word that is good once.
  c.header('cache-control', 'no-store')
  return c.html(page.replaceAll(nonceMark, nonce))
}

function sendAsset(c: Context, path: string, asset: Asset) {
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding =
    asset.br && /\bbr\b/.test(accepted) ? 'br' : asset.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : undefined
  const body = (encoding && asset[encoding]) ?? asset.plain
  c.header('content-type', asset.type)
  c.header('vary', 'accept-encoding')
  c.header(
    'cache-control',
    path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
  )
  if (encoding) c.header('content-encoding', encoding)
  return c.body(new Uint8Array(body))
}

const unbuilt =
  '页面尚未生成：请稍候片刻再刷新；仍不行时请用 npm start 启动。\nThe pages are not built yet: reload in a moment, or start with npm start.\n'

/** The pages of the console and the phone, and what they are made of. Everything else is left to whoever comes after. */
export function webRoutes(folder: string = webFolder): Hono {
  const web = new Hono()
  let pages: Pages | undefined
  web.get('*', async (c, next) => {
    const { path } = c.req
    if (path === '/api' || path.startsWith('/api/')) return next()
    const isPage = extname(path) === '' && /text\/html|\*\/\*/.test(c.req.header('accept') ?? '*/*')
    // Built anew while the server runs: the next page shown is of the new build.
    if (!pages || (isPage && builtAt(folder) !== pages.builtAt)) pages = readPages(folder) ?? pages
    const asset = pages?.assets.get(path)
    if (asset) return sendAsset(c, path, asset)
    if (!isPage) return next()
    if (!pages) return c.text(unbuilt, 503, { 'retry-after': '5' })
    return sendPage(c, path === '/m' || path.startsWith('/m/') ? pages.phone : pages.console)
  })
  return web
}
