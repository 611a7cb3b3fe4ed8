import { buffer } from 'node:stream/consumers'
import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { zipStream, type ZipEntry } from './zip.ts'

async function* entries(list: readonly ZipEntry[]) {
  yield* list
}
const content = (words: string) => Buffer.from(words)

test('every file comes out under its name, in its folder, whatever the name is', async () => {
  const made = await buffer(
    zipStream(
      entries([
        { name: '张三 证书.pdf', folder: '第一实验小学', content: content('甲') },
        { name: '张三 证书.pdf', folder: '第一实验小学', content: content('乙') },
        { name: '../../etc/passwd', content: content('丙') },
      ]),
      '2026-07-10',
    ),
  )
  const zip = await JSZip.loadAsync(made)
  const names = Object.keys(zip.files)
  expect(names).toEqual(['第一实验小学/张三 证书.pdf', '第一实验小学/张三 证书 (2).pdf', '_.._etc_passwd'])
  expect(await zip.file('第一实验小学/张三 证书 (2).pdf')?.async('string')).toBe('乙')
})

test('the same files make the same bytes', async () => {
  const make = () => buffer(zipStream(entries([{ name: '说明.txt', content: content('青蓝') }]), '2026-07-10'))
  expect((await make()).equals(await make())).toBe(true)
})

test('files are made only as fast as the archive is read', async () => {
  let made = 0
  async function* many() {
    for (; made < 200; made++) yield { name: `${made}.pdf`, content: Buffer.alloc(256 * 1024, made) }
  }
  const stream = zipStream(many(), '2026-07-10')
  await new Promise((resolve) => stream.once('readable', resolve))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(made).toBeLessThan(20)
  expect((await buffer(stream)).length).toBeGreaterThan(200 * 256 * 1024)
})

test('a file that cannot be made breaks the archive off instead of ending it as if whole', async () => {
  async function* broken(): AsyncGenerator<ZipEntry> {
    yield { name: 'a.txt', content: content('甲') }
    throw new Error('glyph_missing')
  }
  await expect(buffer(zipStream(broken(), '2026-07-10'))).rejects.toThrow('glyph_missing')
})

test('no files make an empty archive', async () => {
  const zip = await JSZip.loadAsync(await buffer(zipStream(entries([]), '2026-07-10')))
  expect(Object.keys(zip.files)).toEqual([])
})
