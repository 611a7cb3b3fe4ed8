import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { zipOf, type ZipEntry } from './zip.ts'

async function* three(): AsyncGenerator<ZipEntry> {
  for (const name of ['证书一.pdf', '证书二.pdf', '𠮷.pdf']) yield { name, bytes: Buffer.from(`%PDF ${name}`) }
}

test('an archive holds every file under its name, and is the same each time', async () => {
  const [first, second] = [await buffer(zipOf(three())), await buffer(zipOf(three()))]
  expect(first.subarray(0, 2).toString()).toBe('PK')
  for (const name of ['证书一.pdf', '证书二.pdf', '𠮷.pdf']) expect(first.includes(Buffer.from(name))).toBe(true)
  expect(first.equals(second)).toBe(true)
})

test('a file that cannot be made ends the archive with its failure', async () => {
  const broken = async function* (): AsyncGenerator<ZipEntry> {
    yield { name: 'a', bytes: Buffer.from('a') }
    throw new Error('no ink')
  }
  await expect(buffer(zipOf(broken()))).rejects.toThrow('no ink')
})
