const entrySignature = 0x02014b50
const endSignature = 0x06054b50
const endLength = 22
/** 1 January 1980, the first day that a zip file can name. */
const firstDay = 0x0021

/** Takes the moment of making out of a zip file, so that the same content has the same bytes. Changes the buffer itself. */
export function sameDates(zip: Buffer): Buffer {
  let end = zip.length - endLength
  while (end >= 0 && zip.readUInt32LE(end) !== endSignature) end--
  if (end < 0) throw new Error('Not a zip file')
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  for (let place = 0; place < count; place++) {
    if (zip.readUInt32LE(at) !== entrySignature) throw new Error('A broken zip file')
    const local = zip.readUInt32LE(at + 42)
    for (const stamp of [at + 12, local + 10]) {
      zip.writeUInt16LE(0, stamp)
      zip.writeUInt16LE(firstDay, stamp + 2)
    }
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
