import { yearOf } from '../../../lib/dates.ts'
import type { Centihours } from '../../../lib/hours.ts'
import type { HourPurpose } from '../../../lib/purposes.ts'

/** What hours rest on: a kind (such as 论文 or 证书), what it is called, and the SHA-256 of its file. */
export type Evidence = {
  readonly kind: string
  readonly title: string
  readonly sha256: string
  readonly fileId?: string | undefined
}

/** A use that hours were put to in another bureau. */
export type SpentElsewhere = { readonly purpose: HourPurpose; readonly caseNo: string }

/** What one entry of the ledger says, as its hash covers it. */
export type EntryContent = {
  /** Which text its hash is made of; see `canonical`. */
  readonly format: number
  readonly tenantId: string
  readonly id: string
  readonly personId: string
  readonly seq: number
  readonly direction: 'earned' | 'reversed' | 'opening' | 'carried'
  readonly centihours: Centihours
  readonly startedOn: string | null
  readonly earnedOn: string
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  readonly kind: string | null
  /** The first year of the cycle that the hours fall into. */
  readonly cycle: number
  readonly evidence: readonly Evidence[]
  readonly sourceKind: string
  readonly sourceId: string
  readonly sourceTitle: string
  readonly recordId: string | null
  readonly reversesId: string | null
  /** Of a carried entry: the one under another number that it stands for. */
  readonly carriesId: string | null
  readonly reason: string | null
  readonly recordedBy: string | null
  readonly approvedBy: string | null
  readonly postedBy: string
  readonly postedAt: Date
}

/** The format that new entries are written in. */
export const entryFormat = 3

/**
 * An entry as the one text that its hash is made of: every field in a fixed order, so that nothing can change unseen. Entries
 * of earlier formats bore less; their text stays what it was.
 */
export function canonical(entry: EntryContent, previousHash: string): string {
  const first = [
    previousHash,
    entry.tenantId,
    entry.personId,
    entry.seq,
    entry.id,
    entry.direction,
    entry.centihours,
    entry.startedOn,
    entry.earnedOn,
    entry.category,
    entry.level,
    entry.mode,
    entry.sourceKind,
    entry.sourceId,
    entry.sourceTitle,
    entry.recordId,
    entry.reversesId,
    entry.reason,
    entry.postedBy,
    entry.postedAt.toISOString(),
  ]
  if (entry.format === 1) return JSON.stringify(first)
  const evidence = entry.evidence.map(({ kind, title, sha256, fileId }) => [kind, title, sha256, fileId ?? null])
  const second = [
    ...[entry.format, ...first],
    ...[entry.kind, entry.cycle, evidence, entry.recordedBy, entry.approvedBy],
  ]
  return JSON.stringify(entry.format === 2 ? second : [...second, entry.carriesId])
}

/** What the first entry of every chain follows. */
export const chainStart = '0'.repeat(64)

export type Chained = EntryContent & {
  readonly classId: number
  readonly previousHash: string
  readonly hash: string
}

/** SHA-256 of a text, in hexadecimal digits. */
export type Digest = (text: string) => string

/** What hours are, as sums tell them apart; an empty text stands for none. `proof`: the kinds of evidence, sorted, with commas. */
export type HourClass = {
  readonly category: string
  readonly level: string
  readonly mode: string
  readonly kind: string
  readonly proof: string
}

type Classed = Pick<EntryContent, 'category' | 'level' | 'mode' | 'kind' | 'evidence'>

/** What the hours of an entry are. */
export function classOf({ category, level, mode, kind, evidence }: Classed): HourClass {
  const proof = [...new Set(evidence.map((each) => each.kind))].toSorted().join(',')
  return { category: category ?? '', level: level ?? '', mode: mode ?? '', kind: kind ?? '', proof }
}

/** The number that stands for a class of hours: the first 31 bits of the digest of its content. */
export function classIdOf({ category, level, mode, kind, proof }: HourClass, digest: Digest): number {
  return Number.parseInt(digest([category, level, mode, kind, proof].join('\u001f')).slice(0, 8), 16) >>> 1
}

/** The classes of many entries, each reckoned once. */
export function classifier(digest: Digest) {
  const known = new Map<string, HourClass & { readonly id: number }>()
  const of = (entry: Classed) => {
    const found = classOf(entry)
    const key = JSON.stringify(found)
    const before = known.get(key)
    if (before) return before
    const named = { ...found, id: classIdOf(found, digest) }
    known.set(key, named)
    return named
  }
  return { of, all: () => [...known.values()] }
}

/** How a bureau reckons its cycles: the first year of one of them, and how many years each has. */
export type Cycles = { readonly cycleStart: number; readonly cycleYears: number }

/** The first year of the cycle that a day lies in. */
export function cycleOf(day: string, { cycleStart, cycleYears }: Cycles): number {
  return cycleStart + Math.floor((yearOf(day) - cycleStart) / cycleYears) * cycleYears
}

/** What of an entry is not as it must be. */
export type Fault = 'number' | 'link' | 'content' | 'class'

/** What is wrong with an entry that follows `previous`; undefined when nothing is. */
export function faultOf(
  entry: Chained,
  previous: { readonly seq: number; readonly hash: string },
  digest: Digest,
  classes = classifier(digest),
): Fault | undefined {
  if (entry.seq !== previous.seq + 1) return 'number'
  if (entry.previousHash !== previous.hash) return 'link'
  if (digest(canonical(entry, previous.hash)) !== entry.hash) return 'content'
  return classes.of(entry).id === entry.classId ? undefined : 'class'
}

/** Where a chain breaks: the first place whose number, link or content is not what it must be; undefined when it is whole. */
export function brokenAt(entries: readonly Chained[], digest: Digest): number | undefined {
  const classes = classifier(digest)
  let previous = { seq: 0, hash: chainStart }
  for (const [index, entry] of entries.entries()) {
    if (faultOf(entry, previous, digest, classes)) return index + 1
    previous = entry
  }
  return undefined
}

/** What entries add to the running sums of a person, a year and a class of hours. */
export type Change = {
  readonly personId: string
  readonly year: number
  readonly classId: number
  readonly centihours: Centihours
}

/** The running sums that entries make, one row a person, year and class of hours. */
export function sumsOf(
  entries: readonly Pick<Chained, 'personId' | 'earnedOn' | 'classId' | 'centihours'>[],
): Change[] {
  const sums = new Map<string, Change>()
  for (const { personId, earnedOn, classId, centihours } of entries) {
    const year = yearOf(earnedOn)
    const key = `${personId} ${String(year)} ${String(classId)}`
    sums.set(key, { personId, year, classId, centihours: (sums.get(key)?.centihours ?? 0) + centihours })
  }
  return [...sums.values()]
}
