import type { CalendarDate } from '../../lib/dates.ts'
import type { Result } from '../../lib/result.ts'
import { missingGlyphs } from './fonts.ts'
import { drawQr } from './qr.ts'
import { ink, makePdf, type Typesetter } from './typeset.ts'

/** One slip: who it is for, how they sign in, and the code that is good once. */
export type Slip = {
  readonly name: string
  readonly place: string
  readonly signInName: string
  readonly code: string
  /** What the QR code opens. */
  readonly link: string
  /** Where the code is typed by whoever cannot scan. */
  readonly address: string
  readonly expiresOn: CalendarDate
  readonly purpose: 'first_use' | 'new_password'
}

const sheet = { width: 595.28, height: 841.89, columns: 2, rows: 4 }
const cell = { width: sheet.width / sheet.columns, height: sheet.height / sheet.rows }
const perPage = sheet.columns * sheet.rows
const muted = '#5d6875'
const accent = '#1f5f7a'

const titles = { first_use: '账号启用单', new_password: '密码重置单' } as const

/** Draws slips to be cut apart, eight on an A4 page. */
export function renderSlips(
  slips: readonly Slip[],
  about: { readonly issuer: string; readonly on: CalendarDate; readonly mark?: string | undefined },
): Promise<Result<Buffer, 'glyph_missing'>> {
  const { issuer, on } = about
  const mark = about.mark && drawable(about.mark)
  return makePdf(
    { title: '账号启用单', author: issuer, subject: mark ?? issuer, on },
    { layout: 'portrait', margin: 0 },
    (doc, set) => {
      for (const [place, slip] of slips.entries()) {
        const at = place % perPage
        if (place > 0 && at === 0) doc.addPage()
        if (at === 0) {
          drawCuts(doc)
          if (mark)
            set.line(mark, sheet.width / 2, sheet.height - 8, { size: 6.5, style: 'sans', color: muted }, 'center')
        }
        const x = (at % sheet.columns) * cell.width
        const y = Math.floor(at / sheet.columns) * cell.height
        drawSlip(doc, set, slip, issuer, x, y)
      }
    },
  )
}

// The name of whoever prints must not stop the slips of everybody else.
function drawable(text: string): string {
  const missing = new Set(missingGlyphs(text))
  return [...text].map((character) => (missing.has(character) ? '?' : character)).join('')
}

function drawCuts(doc: PDFKit.PDFDocument): void {
  doc.lineWidth(0.5).strokeColor('#9aa4af').dash(4, { space: 3 })
  doc.moveTo(cell.width, 0).lineTo(cell.width, sheet.height)
  for (let row = 1; row < sheet.rows; row += 1) doc.moveTo(0, row * cell.height).lineTo(sheet.width, row * cell.height)
  doc.stroke().undash()
}

function drawSlip(doc: PDFKit.PDFDocument, set: Typesetter, slip: Slip, issuer: string, x: number, y: number): void {
  const left = x + 24
  const qr = { side: 84, x: x + cell.width - 24 - 84, y: y + 54 }
  const room = qr.x - left - 10
  const sans = 'sans' as const
  const label = { size: 8, style: sans, color: muted }
  const fitted = (text: string, size: number, weight: 'regular' | 'bold' = 'regular') => {
    const type = { size, style: sans, weight }
    return { ...type, size: Math.min(size, (size * room) / Math.max(1, set.width(text, type))) }
  }
  set.line(titles[slip.purpose], left, y + 36, { size: 12, style: sans, weight: 'bold', color: accent })
  set.line(issuer, x + cell.width - 24, y + 36, { size: 8, style: sans, color: muted }, 'right')
  set.line(slip.name, left, y + 68, fitted(slip.name, 18, 'bold'))
  set.line(slip.place, left, y + 84, { ...fitted(slip.place, 9), color: muted })
  set.line('登录名', left, y + 103, label)
  set.line(slip.signInName, left, y + 116, fitted(slip.signInName, 11))
  set.line('启用码', left, y + 134, label)
  set.line(slip.code, left, y + 150, fitted(slip.code, 14, 'bold'))
  drawQr(doc, slip.link, { ...qr, color: ink })
  const steps = `扫码，或打开 ${slip.address} 输入启用码，设置自己的密码。`
  for (const [no, line] of set
    .lines(steps, cell.width - 48, { size: 8.5, style: sans })
    .slice(0, 2)
    .entries()) {
    set.line(line, left, y + 170 + no * 12, { size: 8.5, style: sans })
  }
  set.line(`只能用一次，${slip.expiresOn} 前有效。请勿转交他人。`, left, y + 197, label)
}
