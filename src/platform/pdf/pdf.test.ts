import { deflateSync, crc32 } from 'node:zlib'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { certificateMissingGlyphs, renderCertificate, type CertificatePaper } from './certificate.ts'
import { missingGlyphs, openFonts } from './fonts.ts'
import { isDrawableImage } from './image.ts'
import { breakLines } from './lines.ts'
import { renderStatement, type Statement } from './statement.ts'

const certificate: CertificatePaper = {
  kind: 'completion',
  number: '清师培证字〔2026〕第000123号',
  verifyCode: '7K4M-9QXZ',
  verifyUrl: 'https://qinglan.example/verify/QL20260000123?code=7K4M9QXZ',
  holder: { name: '欧阳明远', school: '清源县第一实验小学' },
  programme: { title: '2026年全县中小学骨干教师教学能力提升研修班', level: '县级' },
  centihours: 3650,
  startsOn: '2026-03-05',
  endsOn: '2026-06-30',
  issuer: '清源县教育和体育局',
  signatory: { name: '林知远', post: '局长' },
  issuedOn: '2026-07-10',
}

const statement: Statement = {
  title: '教师培训学时证明',
  facts: [{ label: '姓名', value: '张三' }],
  tables: [
    {
      columns: [
        { title: '日期', width: 2 },
        { title: '项目', width: 5 },
        { title: '学时', width: 1, align: 'right' },
      ],
      rows: Array.from({ length: 60 }, (_, place) => ['2026-03-05', '骨干教师研修班', String(place)]),
      total: ['合计', '', '72.5'],
    },
  ],
  notes: ['以学时账簿为准。'],
  issuer: '清源县教育和体育局',
  issuedOn: '2026-12-31',
}

async function textOf(made: Awaited<ReturnType<typeof renderCertificate>>) {
  if (!made.ok) throw new Error(made.error)
  const pages = await extractText(await getDocumentProxy(new Uint8Array(made.value)))
  return { pages: pages.totalPages, text: pages.text.join('\n').replace(/\s/g, '').normalize('NFKC') }
}

/** A plain grey PNG, made here so that the test needs no file. */
function png(width: number, height: number): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), body])
    const framed = Buffer.alloc(named.length + 8)
    framed.writeUInt32BE(body.length, 0)
    named.copy(framed, 4)
    framed.writeUInt32BE(crc32(named), named.length + 4)
    return framed
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.writeUInt8(8, 8)
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.alloc((width + 1) * height, 0x80))
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

describe('a certificate', () => {
  test('is one page that says who, where, what, when, how many hours, and how to check it', async () => {
    const { pages, text } = await textOf(
      await renderCertificate({ ...certificate, holder: { name: '张三', school: '清源县第一实验小学' } }),
    )
    expect(pages).toBe(1)
    for (const words of [
      '培训合格证书',
      '张三',
      '清源县第一实验小学',
      '2026年全县中小学骨干教师教学能力提升研修班',
      '2026年3月5日至2026年6月30日',
      '计36.5学时',
      '2026〕第000123号',
      '7K4M-9QXZ',
      'qinglan.example/verify',
      '局长林知远',
      '清源县教育和体育局',
      '二〇二六年七月十日',
      '36.5traininghours',
    ])
      expect(text).toContain(words.normalize('NFKC'))
    expect(text).not.toContain('verify/QL')
  })

  test('of hours says so, and of one day names the day once', async () => {
    const { text } = await textOf(
      await renderCertificate({ ...certificate, kind: 'hours', endsOn: certificate.startsOn }),
    )
    expect(text).toContain('学时证明')
    expect(text).toContain('于2026年3月5日参加')
    expect(text).not.toContain('合格')
  })

  test('has the same bytes for the same content', async () => {
    const [first, second] = [await renderCertificate(certificate), await renderCertificate(certificate)]
    expect(first.ok && second.ok && first.value.equals(second.value)).toBe(true)
  })

  test('embeds only the glyphs it uses', async () => {
    const made = await renderCertificate(certificate)
    expect(made.ok && made.value.length).toBeLessThan(120_000)
  })

  test('glyph_missing: a character that no font has is an error, never a box', async () => {
    const rare = { ...certificate, holder: { name: '张\u{10fffd}', school: '清源县第一实验小学' } }
    expect(await renderCertificate(rare)).toEqual({ ok: false, error: 'glyph_missing' })
    expect(certificateMissingGlyphs(rare)).toEqual(['\u{10fffd}'])
    expect(certificateMissingGlyphs({ ...certificate, holder: { name: '张三', school: '校' } })).toEqual([])
  })

  test('bears the uploaded seal and signature instead of the drawn ones', async () => {
    const drawn = await renderCertificate(certificate)
    const sealed = await renderCertificate({
      ...certificate,
      seal: png(40, 40),
      signatory: { name: '林知远', signature: png(60, 20) },
    })
    expect(drawn.ok && drawn.value.includes('/Subtype /Image')).toBe(false)
    expect(sealed.ok && sealed.value.includes('/Subtype /Image')).toBe(true)
  })
})

describe('an uploaded image', () => {
  test('is drawable only when whole and not too large', () => {
    const whole = png(40, 40)
    expect(isDrawableImage(whole)).toBe(true)
    expect(isDrawableImage(png(2001, 1))).toBe(false)
    expect(isDrawableImage(Buffer.from('no image at all, only words'))).toBe(false)
    expect(isDrawableImage(Buffer.alloc(0))).toBe(false)
    expect(isDrawableImage(whole.subarray(0, whole.length - 20))).toBe(false)
    const spoilt = Buffer.from(whole)
    spoilt.fill(0xaa, 45, 50)
    expect(isDrawableImage(spoilt)).toBe(false)
  })

  test('that is broken is a defect that the caller can catch, not the end of the process', async () => {
    await expect(renderCertificate({ ...certificate, seal: png(40, 40).subarray(0, 60) })).rejects.toThrow(
      'cannot be drawn',
    )
  })
})

describe('fonts', () => {
  test('without the system fonts the packaged one draws what is common and names what it lacks', () => {
    const packaged = openFonts([])
    expect(packaged.missingGlyphs('清源县教师培训合格证书')).toEqual([])
    expect(packaged.missingGlyphs('𠮷田𠮷')).toEqual(['𠮷'])
  })

  test('what is missing is named once', () => {
    expect(missingGlyphs('\u{10fffd}张\u{10fffd}')).toEqual(['\u{10fffd}'])
  })
})

describe('lines', () => {
  const measure = (text: string) => [...text].length
  test.each([
    ['一二三四五六', 3, ['一二三', '四五六']],
    ['一二三，四五六', 3, ['一二', '三，四', '五六']],
    ['一二“三四', 3, ['一二', '“三四']],
    ['共12345人次', 4, ['共123', '45人次']],
    ['一\n二', 9, ['一', '二']],
    ['', 5, ['']],
  ] as const)('%s in a width of %i', (text, width, lines) => {
    expect(breakLines(text, width, measure)).toEqual(lines)
  })
})

describe('a statement', () => {
  test('repeats the head of its table on every page and counts its pages', async () => {
    const { pages, text } = await textOf(await renderStatement(statement))
    expect(pages).toBe(3)
    expect(text.match(/日期/g)).toHaveLength(pages)
    expect(text).toContain('第3页,共3页')
    expect(text).toContain('2026年12月31日')
  })

  test('never has its seal and signature on a page alone, however many rows come before', async () => {
    const [table] = statement.tables
    if (!table) throw new Error('a statement has a table')
    for (let size = 14; size <= 24; size += 1) {
      const short = { ...statement, tables: [{ ...table, rows: table.rows.slice(0, size) }] }
      const made = await renderStatement(short)
      if (!made.ok) throw new Error(made.error)
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(made.value)))
      const last = (text.at(-1) ?? '').replace(/\s/g, '')
      expect([last.includes('2026年12月31日'), last.includes('以学时账簿为准')]).toEqual([true, true])
    }
  })

  test('glyph_missing', async () => {
    expect(await renderStatement({ ...statement, notes: ['\u{10fffd}'] })).toEqual({
      ok: false,
      error: 'glyph_missing',
    })
  })
})
