/** A part of somebody's own data, as the page shows it. */
export type Told = {
  readonly key: string
  readonly title: string
  readonly columns: readonly { readonly key: string; readonly title: string }[]
  readonly rows: readonly Record<string, unknown>[]
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Everything held about somebody as one page that needs nothing but a browser. */
export function ownPage(title: string, lead: string, parts: readonly Told[], language: 'zh' | 'en'): string {
  const sections = parts.map(({ key, title: heading, columns, rows }) => {
    const head = columns.map((column) => `<th scope="col">${escaped(column.title)}</th>`).join('')
    const body = rows.map(
      (row) => `<tr>${columns.map((column) => `<td>${escaped(shown(row[column.key]))}</td>`).join('')}</tr>`,
    )
    const table =
      rows.length === 0 ? '<p>–</p>' : `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`
    return `<section id="${key}"><h2>${escaped(heading)} (${rows.length})</h2>${table}</section>`
  })
  const style =
    'body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;max-width:1080px;margin:32px auto;padding:0 16px;color:#1d2733}table{border-collapse:collapse;width:100%}th,td{border:1px solid #c9d1d8;padding:6px 8px;text-align:left;vertical-align:top}th{background:#eef4f6}h2{margin-top:32px;color:#1f5f7a}'
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1><p>${escaped(lead)}</p>${sections.join('')}</body></html>`
}
