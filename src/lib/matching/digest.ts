// SHA-256 (FIPS 180-4) in plain numbers: the order of lots must be reckonable anywhere, in a browser as well, and at once.
const constants = roots()

function roots(): Int32Array {
  const found: number[] = []
  for (let candidate = 2; found.length < 64; candidate += 1) {
    let isPrime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) isPrime = false
    if (isPrime) found.push(fraction(Math.cbrt(candidate)))
  }
  return Int32Array.from(found)
}

function fraction(value: number): number {
  return ((value - Math.floor(value)) * 2 ** 32) | 0
}

const initial = Int32Array.from([2, 3, 5, 7, 11, 13, 17, 19].map((prime) => fraction(Math.sqrt(prime))))
const encoder = new TextEncoder()

type Work = { readonly state: Int32Array; readonly words: Int32Array; room: Uint8Array; view: DataView }

const workFor = (size: number) => {
  const room = new Uint8Array(size)
  return { room, view: new DataView(room.buffer) }
}
const newWork = (): Work => ({ state: new Int32Array(8), words: new Int32Array(64), ...workFor(256) })

/** A function that gives the first 64 bits of the SHA-256 of a text, as two whole numbers; made for asking it a million times. */
export function digester(): (text: string) => { readonly high: number; readonly low: number } {
  const work = newWork()
  const answer = { high: 0, low: 0 }
  return (text) => {
    digestInto(text, work)
    answer.high = (work.state[0] ?? 0) >>> 0
    answer.low = (work.state[1] ?? 0) >>> 0
    return answer
  }
}

/** The SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function digest(text: string): string {
  const work = newWork()
  digestInto(text, work)
  return Array.from(work.state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function digestInto(text: string, work: Work): void {
  // A character takes three bytes at most, and what follows the text at most 72.
  const most = text.length * 3 + 72
  if (most > work.room.length) Object.assign(work, workFor(most))
  const { room, view, state, words } = work
  const { written: length } = encoder.encodeInto(text, room)
  const end = Math.ceil((length + 9) / 64) * 64
  room[length] = 0x80
  room.fill(0, length + 1, end)
  view.setUint32(end - 8, Math.floor(length / 2 ** 29))
  view.setUint32(end - 4, (length << 3) >>> 0)
  state.set(initial)
  for (let block = 0; block < end; block += 64) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(block + index * 4)
    compress(state, words)
  }
}

function compress(state: Int32Array, words: Int32Array): void {
  for (let index = 16; index < 64; index += 1) {
    const early = words[index - 15] ?? 0
    const late = words[index - 2] ?? 0
    const one = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const two = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    words[index] = ((words[index - 16] ?? 0) + one + (words[index - 7] ?? 0) + two) | 0
  }
  let a = state[0] ?? 0
  let b = state[1] ?? 0
  let c = state[2] ?? 0
  let d = state[3] ?? 0
  let e = state[4] ?? 0
  let f = state[5] ?? 0
  let g = state[6] ?? 0
  let h = state[7] ?? 0
  for (let index = 0; index < 64; index += 1) {
    const sum = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const one = (h + sum + ((e & f) ^ (~e & g)) + (constants[index] ?? 0) + (words[index] ?? 0)) | 0
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  state[0] = (state[0] ?? 0) + a
  state[1] = (state[1] ?? 0) + b
  state[2] = (state[2] ?? 0) + c
  state[3] = (state[3] ?? 0) + d
  state[4] = (state[4] ?? 0) + e
  state[5] = (state[5] ?? 0) + f
  state[6] = (state[6] ?? 0) + g
  state[7] = (state[7] ?? 0) + h
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}
