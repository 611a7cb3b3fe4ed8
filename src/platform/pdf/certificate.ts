import { formatHours, type Centihours } from '../../lib/hours.ts'
import type { CalendarDate } from '../../lib/dates.ts'
import { chineseDate, plainChineseDate } from '../../lib/numerals.ts'
import type { Result } from '../../lib/result.ts'
import { missingGlyphs } from './fonts.ts'
import { prepareImage, type PreparedImage } from './prepared.ts'
import { drawQr } from './qr.ts'
import { drawSeal } from './seal.ts'
import { ink, makePdf, type Typesetter } from './typeset.ts'

/** Everything that stands on a certificate, as it stood when the certificate was issued. Images are PNG or JPEG. */
export type CertificatePaper = {
  /** `completion` is 培训合格证书; `hours` is 学时证明. */
  readonly kind: 'completion' | 'hours'
  /** What the bureau calls it, where that is not the usual title of its kind. */
  readonly title?: string
  readonly number: string
  readonly verifyCode: string
  /** The link behind the QR code, with number and code. */
  readonly verifyUrl: string
  readonly holder: { readonly name: string; readonly latinName?: string; readonly school: string }
  readonly programme: { readonly title: string; readonly level?: string }
  readonly centihours: Centihours
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
  /** How the assessment ended, 合格 unless said otherwise. */
  readonly outcome?: string
  readonly issuer: string
  readonly issuerEnglish?: string
  readonly signatory?: { readonly name: string; readonly post?: string; readonly signature?: Buffer }
  /** The bureau's seal; without it a round seal is drawn with the issuer's name. */
  readonly seal?: Buffer
  readonly issuedOn: CalendarDate
}

const titles = {
  completion: { zh: '培训合格证书', en: 'CERTIFICATE OF TRAINING COMPLETION', seal: '培训证书专用章' },
  hours: { zh: '学时证明', en: 'STATEMENT OF TRAINING HOURS', seal: '学时认定专用章' },
} as const

const accent = '#1f5f7a'
const gold = '#b3925a'
const muted = '#5d6875'
const page = { width: 841.89, height: 595.28 }
const middle = page.width / 2
const column = { left: 112, width: page.width - 224 }

/** The characters of a certificate that no font here has: they must be named to the officer before anything is issued. */
export function certificateMissingGlyphs(certificate: CertificatePaper): string[] {
  const { holder, programme, issuer, issuerEnglish, signatory, number, verifyCode } = certificate
  const texts = [
    certificate.title,
    holder.name,
    holder.latinName,
    holder.school,
    programme.title,
    programme.level,
    certificate.outcome,
  ]
  return missingGlyphs([...texts, issuer, issuerEnglish, signatory?.name, signatory?.post, number, verifyCode].join(''))
}

type Images = { readonly seal: PreparedImage | undefined; readonly signature: PreparedImage | undefined }

/** Draws a certificate on one A4 page; the same certificate always gives the same bytes. */
export async function renderCertificate(certificate: CertificatePaper): Promise<Result<Buffer, 'glyph_missing'>> {
  const zh = certificate.title ?? titles[certificate.kind].zh
  const about = {
    title: `${zh} ${certificate.number}`,
    author: certificate.issuer,
    subject: certificate.holder.name,
    on: certificate.issuedOn,
  }
  const images = {
    seal: certificate.seal && (await prepareImage(certificate.seal)),
    signature: certificate.signatory?.signature && (await prepareImage(certificate.signatory.signature)),
  }
  return makePdf(about, { layout: 'landscape', margin: 0 }, (doc, set) => {
    drawFrame(doc)
    drawHead(doc, set, certificate)
    drawBody(set, certificate)
    drawProof(doc, set, certificate)
    drawSignatory(doc, set, certificate, images)
    drawIssuer(doc, set, certificate, images)
  })
}

function drawFrame(doc: PDFKit.PDFDocument): void {
  const border = (inset: number, width: number, color: string) =>
    doc
      .lineWidth(width)
      .strokeColor(color)
      .rect(inset, inset, page.width - 2 * inset, page.height - 2 * inset)
      .stroke()
  border(24, 2, accent)
  border(31, 0.6, gold)
  // Each corner carries an angular spiral, the plainest of the traditional borders.
  for (const [x, y, right, down] of [
    [38, 38, 1, 1],
    [page.width - 38, 38, -1, 1],
    [38, page.height - 38, 1, -1],
    [page.width - 38, page.height - 38, -1, -1],
  ] as const) {
    doc
      .moveTo(x + 46 * right, y)
      .lineTo(x, y)
      .lineTo(x, y + 46 * down)
    doc
      .moveTo(x + 8 * right, y + 30 * down)
      .lineTo(x + 8 * right, y + 8 * down)
      .lineTo(x + 30 * right, y + 8 * down)
    doc
      .lineTo(x + 30 * right, y + 22 * down)
      .lineTo(x + 16 * right, y + 22 * down)
      .lineTo(x + 16 * right, y + 15 * down)
      .lineTo(x + 23 * right, y + 15 * down)
  }
  doc.lineWidth(0.9).strokeColor(gold).stroke()
}

function drawHead(doc: PDFKit.PDFDocument, set: Typesetter, certificate: CertificatePaper): void {
  const { en } = titles[certificate.kind]
  const zh = certificate.title ?? titles[certificate.kind].zh
  const type = { size: 40, weight: 'bold', color: accent, spacing: 12 } as const
  // A bureau's own title may be long: it shrinks to the frame.
  const share = Math.min(1, column.width / set.width(zh, type))
  set.line(zh, middle, 118, { ...type, size: type.size * share, spacing: type.spacing * share }, 'center')
  set.line(en, middle, 142, { size: 10, color: muted, spacing: 2.4 }, 'center')
  const reach = 150
  doc.lineWidth(0.7).strokeColor(gold)
  doc
    .moveTo(middle - reach, 160)
    .lineTo(middle - 8, 160)
    .moveTo(middle + 8, 160)
    .lineTo(middle + reach, 160)
    .stroke()
  doc.path(`M ${middle} 156 l 4 4 l -4 4 l -4 -4 Z`).fill(gold)
}

function drawBody(set: Typesetter, certificate: CertificatePaper): void {
  const { holder } = certificate
  const name = { size: 30, weight: 'bold', spacing: [...holder.name].length <= 4 ? 8 : 2 } as const
  const fitted = { ...name, size: Math.min(name.size, (name.size * column.width) / set.width(holder.name, name)) }
  set.line(holder.name, middle, 212, fitted, 'center')
  set.line(holder.school, middle, 240, { size: 14, color: muted }, 'center')

  const words = sentence(certificate)
  // A long title takes a smaller size rather than the room of the signatures.
  const size =
    [18, 17, 16, 15, 14, 13].find((candidate) =>
      fits(set.lines(words, column.width, { size: candidate }, candidate * 2)),
    ) ?? 12
  const leading = size * 1.85
  const after = set.paragraph(
    words,
    { x: column.left, y: 286, width: column.width, leading, indent: size * 2 },
    { size },
  )
  set.line(certificate.kind === 'completion' ? '特发此证。' : '特此证明。', column.left + size * 2, after, { size })

  const english = { size: 9.5, color: muted }
  const broken = set.lines(englishSentence(certificate), column.width, english)
  for (const [place, line] of broken.entries()) set.line(line, column.left, after + 26 + place * 14, english)
}

/** Three lines at most, the last of them more than a lone word. */
function fits(lines: readonly string[]): boolean {
  return lines.length <= 3 && [...(lines.at(-1) ?? '')].length > 4
}

function sentence({ kind, startsOn, endsOn, programme, centihours, outcome = '合格' }: CertificatePaper): string {
  const when =
    startsOn === endsOn ? plainChineseDate(startsOn) : `${plainChineseDate(startsOn)}至${plainChineseDate(endsOn)}`
  const level = programme.level ? `（${programme.level}）` : ''
  const hours = `${formatHours(centihours)}学时`
  return kind === 'completion'
    ? `于${when}参加“${programme.title}”${level}，完成规定的学习任务，经考核${outcome}，计${hours}。`
    : `于${when}参加“${programme.title}”${level}，经审核认定，获得教师培训${hours}。`
}

function englishSentence({ kind, holder, startsOn, endsOn, centihours }: CertificatePaper): string {
  const who = holder.latinName ?? 'the teacher named above'
  const when =
    startsOn === endsOn ? `on ${englishDate(startsOn)}` : `from ${englishDate(startsOn)} to ${englishDate(endsOn)}`
  const hours = `${formatHours(centihours)} training hours`
  return kind === 'completion'
    ? `This is to certify that ${who} attended the training programme named above ${when}, met its requirements and was credited with ${hours}.`
    : `This is to state that ${who} attended the training programme named above ${when} and was credited with ${hours} after review.`
}

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

function englishDate(date: CalendarDate): string {
  return longDate.format(new Date(`${date}T00:00:00Z`))
}

function drawProof(
  doc: PDFKit.PDFDocument,
  set: Typesetter,
  { verifyUrl, number, verifyCode }: CertificatePaper,
): void {
  const box = { x: 76, y: 452, side: 76, color: ink }
  drawQr(doc, verifyUrl, box)
  const left = box.x + box.side + 14
  const small = { size: 10, style: 'sans' } as const
  const label = { ...small, size: 8.5, color: muted }
  const { host, pathname } = new URL(verifyUrl)
  // Number and code stand beside it: only the page that asks for them is worth typing.
  const [, entrance = ''] = pathname.split('/')
  set.line('证书编号  Certificate No.', left, 461, label)
  set.line(number, left, 475, small)
  set.line('验证码  Verification code', left, 493, label)
  set.line(verifyCode, left, 507, { ...small, spacing: 1 })
  set.line('扫码查验真伪  Scan to verify', left, 522, label)
  set.line(`${host}/${entrance}`, box.x, 541, { ...label, size: 7.5 })
}

function drawSignatory(
  doc: PDFKit.PDFDocument,
  set: Typesetter,
  { signatory }: CertificatePaper,
  { signature }: Images,
): void {
  if (!signatory) return
  const [left, width] = [330, 170]
  const centre = left + width / 2
  if (signature)
    doc.image(signature.open(), left + 25, 452, { fit: [width - 50, 44], align: 'center', valign: 'bottom' })
  else set.line(signatory.name, centre, 492, { size: 17, spacing: 3 }, 'center')
  doc
    .lineWidth(0.6)
    .strokeColor(muted)
    .moveTo(left, 500)
    .lineTo(left + width, 500)
    .stroke()
  const post = signatory.post ? `${signatory.post}  ${signatory.name}` : signatory.name
  set.line(`签发人：${post}`, centre, 516, { size: 11 }, 'center')
  set.line('Authorised signatory', centre, 530, { size: 8.5, color: muted }, 'center')
}

function drawIssuer(doc: PDFKit.PDFDocument, set: Typesetter, certificate: CertificatePaper, images: Images): void {
  const centre = 636
  const room = 236
  const issuer = { size: 16, weight: 'bold' } as const
  const size = Math.min(issuer.size, (issuer.size * room) / set.width(certificate.issuer, issuer))
  set.line(certificate.issuer, centre, 484, { ...issuer, size }, 'center')
  set.line(chineseDate(certificate.issuedOn), centre, 520, { size: 14 }, 'center')
  if (certificate.issuerEnglish) set.line(certificate.issuerEnglish, centre, 537, { size: 8.5, color: muted }, 'center')
  const seal = { x: centre + 54, y: 476, radius: 53 }
  if (images.seal) {
    const side = seal.radius * 2
    doc.image(images.seal.open(), seal.x - seal.radius, seal.y - seal.radius, {
      fit: [side, side],
      align: 'center',
      valign: 'center',
    })
  } else drawSeal(doc, set, { ...seal, around: certificate.issuer, below: titles[certificate.kind].seal })
}
