import { describe, expect, test } from 'vitest'
import { contentDisposition, safeFileName } from './names.ts'

describe('a safe file name', () => {
  test.each([
    ['培训计划.docx', '培训计划.docx'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\secret\\plan.xlsx', 'C_secret_plan.xlsx'],
    ['a\u0000b\r\nc.pdf', 'a_b_c.pdf'],
    ['\u202egpj.exe', '_gpj.exe'],
    ['...', 'file'],
    ['', 'file'],
  ])('%j becomes %j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe)
  })

  test('keeps the extension of a name that is too long', () => {
    const safe = safeFileName(`${'长'.repeat(400)}.docx`)
    expect([...safe]).toHaveLength(120)
    expect(safe.endsWith('.docx')).toBe(true)
  })
})

describe('the download header', () => {
  test('carries Chinese whole and a plain name for old clients', () => {
    expect(contentDisposition('花名册 (1).docx')).toBe(
      `attachment; filename="_ (1).docx"; filename*=UTF-8''%E8%8A%B1%E5%90%8D%E5%86%8C%20%281%29.docx`,
    )
  })

  test('cannot be broken out of', () => {
    const header = contentDisposition('a"; filename=evil\r\nSet-Cookie: x=1.txt', 'inline')
    expect(header).not.toMatch(/[\r\n]/)
    expect(header.match(/"/g)).toHaveLength(2)
    expect(header.startsWith('inline; ')).toBe(true)
  })
})
