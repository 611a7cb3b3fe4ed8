import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Access } from '../lib/access.ts'
import { accessByRoute } from '../platform/http/openapi.ts'
import type { Env } from '../platform/http/guard.ts'

/** The OpenAPI 3.1 document of the whole API. */
export function apiDocument(api: OpenAPIHono<Env>) {
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: '青蓝 Qinglan',
      version: '1',
      description:
        'The teacher-development platform of an education region. Refusals are problem documents (RFC 9457) with a stable `code`. ' +
        'Lists are paged by cursor. What is made carries an id chosen by the caller, so that a retry is harmless.',
    },
    servers: [{ url: '/api/v1' }],
  })
}

const style = `
body{font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#1f2933;background:#fbfbf9;max-width:960px;margin:0 auto;padding:32px 16px}
h1{font-size:20px}h2{font-size:16px;margin:32px 0 8px;border-bottom:1px solid #e4e7eb;padding-bottom:4px}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid #e4e7eb}
code{font:13px ui-monospace,monospace}.verb{color:#1b5e7b;font-weight:600}.who{color:#52606d;font-size:12px}`

function who(access: Access | undefined): string {
  if (!access) return ''
  if (access.kind !== 'roles') return { public: 'anyone', signed_in: 'signed in', person: 'a person' }[access.kind]
  const over = access.at === undefined ? '' : ` over {${access.at}}`
  return `${access.roles.join(', ')}${over}${access.orOwn ? ', or the person themselves' : ''}`
}

/** The API as a page that a person can read without any script. */
export function apiPage(c: Context<Env>, document: ReturnType<typeof apiDocument>) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { tags?: string[]; summary?: string; operationId?: string }>).map(
      ([method, operation]) => ({ path, method: method.toUpperCase(), ...operation }),
    ),
  )
  const tags = [...new Set(operations.map((operation) => operation.tags?.[0] ?? ''))].sort()
  c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>Qinglan API</title>
          <style>
            ${style}
          </style>
        </head>
        <body>
          <h1>青蓝 Qinglan · API v1</h1>
          <p>${document.info.description} The document itself: <a href="/api/openapi.json">openapi.json</a>.</p>
          ${tags.map(
            (tag) =>
              html`<h2>${tag}</h2>
                <table>
                  ${operations
                    .filter((operation) => operation.tags?.[0] === tag)
                    .map(
                      (operation) =>
                        html`<tr>
                          <td>
                            <span class="verb">${operation.method}</span> <code>${operation.path}</code><br />
                            <span class="who">${who(accessByRoute.get(`${operation.method} ${operation.path}`))}</span>
                          </td>
                          <td>${operation.summary ?? ''}</td>
                        </tr>`,
                    )}
                </table>`,
          )}
        </body>
      </html>`,
  )
}
