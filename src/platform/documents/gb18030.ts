const decoder = new TextDecoder('gb18030')

let known: ReadonlyMap<string, Buffer> | undefined

// Every pair of bytes that is a character, and every four of the basic plane: what the platform decodes, the other way round.
function bookOfBytes(): ReadonlyMap<string, Buffer> {
  const book = new Map<string, Buffer>()
  const add = (...bytes: number[]) => {
    const one = Buffer.from(bytes)
    const character = decoder.decode(one)
    if ([...character].length === 1 && character !== '\ufffd' && !book.has(character)) book.set(character, one)
  }
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1) if (second !== 0x7f) add(first, second)
  for (let first = 0x81; first <= 0x84; first += 1)
    for (let second = 0x30; second <= 0x39; second += 1)
      for (let third = 0x81; third <= 0xfe; third += 1)
        for (let fourth = 0x30; fourth <= 0x39; fourth += 1) add(first, second, third, fourth)
  return book
}

// Beyond the basic plane the standard counts on from 90 30 81 30, four bytes a character.
function beyond(point: number): Buffer {
  const at = point - 0x10000
  return Buffer.from([
    0x90 + Math.floor(at / 12_600),
    0x30 + (Math.floor(at / 1_260) % 10),
    0x81 + (Math.floor(at / 10) % 126),
    0x30 + (at % 10),
  ])
}

/** A text as GB 18030: any character of Unicode, rare names among them. Half of a pair becomes a question mark. */
export function encodeGb18030(text: string): Buffer {
  known ??= bookOfBytes()
  const book = known
  const pieces: Buffer[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) pieces.push(Buffer.from([point]))
    else pieces.push(point > 0xffff ? beyond(point) : (book.get(character) ?? Buffer.from('?')))
  }
  return Buffer.concat(pieces)
}
