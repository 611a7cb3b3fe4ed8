import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Document, Packer, Paragraph } from 'docx'
import { fileTypes } from './kinds.ts'
import { openFileStore, type LocalFileStore } from './store.ts'

const everything = { accept: fileTypes }
let folder: string
let store: LocalFileStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
  store = await openFileStore(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const text = (words: string) => Buffer.from(words, 'utf8')
const docx = () => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('培训计划')] }] }))
const compound = (stream: string) => {
  const bytes = Buffer.alloc(1536)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes)
  bytes.writeUInt16LE(9, 30)
  bytes.writeUInt32LE(1, 48)
  bytes.write(`${stream}\0`, 1024, 'utf16le')
  return bytes
}

describe('what is put', () => {
  test('comes back byte for byte, under the hash of its content', async () => {
    const put = await store.put(Readable.from([text('青蓝'), text('工程')]), everything)
    expect(put).toMatchObject({ ok: true, value: { size: 12, type: 'txt' } })
    if (!put.ok) return
    expect((await store.read(put.value.sha256))?.toString()).toBe('青蓝工程')
    expect(await store.stat(put.value.sha256)).toEqual({ size: 12 })
    const stream = await store.get(put.value.sha256)
    expect(Buffer.concat(stream ? await Array.fromAsync(stream) : []).toString()).toBe('青蓝工程')
    expect(store.path(put.value.sha256)).toContain(join(put.value.sha256.slice(0, 2), put.value.sha256.slice(2, 4)))
  })

  test('is held once when it is put twice, also at the same moment', async () => {
    const puts = await Promise.all([1, 2, 3].map(() => store.put(text('同一份文件'), everything)))
    expect(new Set(puts.map((put) => put.ok && put.value.sha256)).size).toBe(1)
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })

  test('is found again when the store is opened anew, and what a killed process left a day ago is gone', async () => {
    const put = await store.put(text('留存'), everything)
    await writeFile(join(folder, 'incoming', 'old'), 'half')
    await utimes(join(folder, 'incoming', 'old'), 1, 1)
    await writeFile(join(folder, 'incoming', 'fresh'), 'half')
    const again = await openFileStore(folder)
    expect(put.ok && (await again.stat(put.value.sha256))).toEqual({ size: 6 })
    expect(await readdir(join(folder, 'incoming'))).toEqual(['fresh'])
    await rm(join(folder, 'incoming', 'fresh'))
  })

  test('unknown hashes answer undefined, and what is no hash never becomes a path', async () => {
    const unknown = 'a'.repeat(64)
    expect(await store.get(unknown)).toBeUndefined()
    expect(await store.read(unknown)).toBeUndefined()
    expect(await store.stat(unknown)).toBeUndefined()
    expect(() => store.path('../../etc/passwd')).toThrow()
  })
})

describe('what it is, is told from its bytes', () => {
  test.each([
    ['txt', text('序号,项目\n1,培训')],
    ['txt', Buffer.from([0xd0, 0xf2, 0xba, 0xc5])],
    ['pdf', text('%PDF-1.7\n…\n%%EOF\n')],
    ['png', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), text('IEND')])],
    ['jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0])],
    ['doc', compound('WordDocument')],
    ['xls', compound('Workbook')],
  ] as const)('%s', async (type, bytes) => {
    expect(await store.put(bytes, everything)).toMatchObject({ ok: true, value: { type } })
  })

  test('docx, by the entries of its zip', async () => {
    expect(await store.put(await docx(), everything)).toMatchObject({ ok: true, value: { type: 'docx' } })
  })
})

describe('refusals', () => {
  test('file_empty', async () => {
    expect(await store.put(Buffer.alloc(0), everything)).toEqual({ ok: false, error: 'file_empty' })
  })

  test('file_too_large stops reading at the limit', async () => {
    let sent = 0
    const endless = Readable.from(
      (function* () {
        for (; sent < 1000; sent++) yield Buffer.alloc(1024, 0x61)
      })(),
    )
    expect(await store.put(endless, { accept: ['txt'], maxBytes: 10_000 })).toEqual({
      ok: false,
      error: 'file_too_large',
    })
    expect(sent).toBeLessThan(100)
  })

  test.each([
    ['a program', Buffer.from([0x4d, 0x5a, 0, 0, 1, 2])],
    ['an encrypted Word file', compound('EncryptedPackage')],
    ['a kind that is not accepted here', text('%PDF-1.7\n%%EOF')],
  ] as const)('file_type_refused: %s', async (_, bytes) => {
    expect(await store.put(bytes, { accept: ['docx', 'txt'] })).toEqual({ ok: false, error: 'file_type_refused' })
  })

  test('file_damaged: a docx or pdf cut short', async () => {
    const whole = await docx()
    expect(await store.put(whole.subarray(0, whole.length / 2), everything)).toEqual({
      ok: false,
      error: 'file_damaged',
    })
    expect(await store.put(text('%PDF-1.7\n1 0 obj'), everything)).toEqual({ ok: false, error: 'file_damaged' })
  })

  test('a sender that breaks off leaves nothing behind', async () => {
    const broken = Readable.from(
      (async function* () {
        yield text('half')
        throw new Error('connection lost')
      })(),
    )
    await expect(store.put(broken, everything)).rejects.toThrow('connection lost')
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })

  test('disk_full', async () => {
    const full = Readable.from(
      (async function* () {
        yield text('half')
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      })(),
    )
    expect(await store.put(full, everything)).toEqual({ ok: false, error: 'disk_full' })
  })
})
