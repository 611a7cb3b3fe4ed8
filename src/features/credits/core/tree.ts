import type { Digest } from './entries.ts'

/** The last entry of somebody's chain. */
export type Head = { readonly personId: string; readonly seq: number; readonly hash: string }

const branchCount = 256
const leafCount = 65_536
const depth = 16

/** Which of the 65,536 leaves a person hangs on: the last four digits of their id. */
export const leafOf = (personId: string): number => Number.parseInt(personId.slice(-4), 16)

/** Which of the 256 branches that leaf is on: the first two of those digits. */
export const branchOf = (personId: string): number => leafOf(personId) >>> 8

/** What a leaf says of a head. */
export const lineOf = ({ personId, seq, hash }: Head): string => `${personId} ${String(seq)} ${hash}`

const leafHash = (lines: readonly string[], digest: Digest) => digest(`leaf\n${lines.join('\n')}`)
const nodeHash = (left: string, right: string, digest: Digest) => digest(`node\n${left}\n${right}`)

/** The hash of an empty subtree of each height, from the leaf up. */
function emptyHashes(digest: Digest): string[] {
  const hashes = [leafHash([], digest)]
  for (let height = 1; height <= depth; height += 1) {
    const below = hashes[height - 1] ?? ''
    hashes.push(nodeHash(below, below, digest))
  }
  return hashes
}

/**
 * A tree of hashes over the heads of all chains. It has always 65,536 leaves, so that a head that changes touches one leaf and
 * the sixteen nodes above it, and nothing moves when somebody joins.
 */
export function growTree(digest: Digest) {
  const empty = emptyHashes(digest)
  const heads = new Map<number, Map<string, Head>>()
  const levels = empty.map((hash, height) => Array.from({ length: leafCount >>> height }, () => hash))
  let touched = new Set<number>()
  let sums = { people: 0, entries: 0 }

  const linesAt = (leaf: number) => [...(heads.get(leaf)?.values() ?? [])].map(lineOf).toSorted()

  function set(head: Head): void {
    const leaf = leafOf(head.personId)
    const there = heads.get(leaf) ?? new Map<string, Head>()
    const before = there.get(head.personId)
    sums = {
      people: sums.people + (before ? 0 : 1),
      entries: sums.entries + head.seq - (before?.seq ?? 0),
    }
    there.set(head.personId, head)
    heads.set(leaf, there)
    touched.add(leaf)
  }

  function settle(): void {
    for (const leaf of touched) levels[0]?.splice(leaf, 1, leafHash(linesAt(leaf), digest))
    for (let height = 1; height <= depth; height += 1) {
      const [below, here] = [levels[height - 1], levels[height]]
      const above = new Set<number>()
      for (const node of touched) above.add(node >>> 1)
      for (const node of above) {
        here?.splice(node, 1, nodeHash(below?.[node * 2] ?? '', below?.[node * 2 + 1] ?? '', digest))
      }
      touched = above
    }
    touched = new Set()
  }

  return {
    set,
    /** The root, its 256 branches, and how many people and entries it covers. */
    root: () => {
      settle()
      return { tree: levels[depth]?.[0] ?? '', branches: levels[8] ?? [], ...sums }
    },
    /** The lines of somebody's leaf. */
    linesOf: (personId: string) => linesAt(leafOf(personId)),
    /** The hashes beside the way from somebody's leaf up to its branch. */
    pathToBranch: (personId: string) => {
      settle()
      return pathUp(levels.slice(0, 8), leafOf(personId))
    },
  }
}

function pathUp(levels: readonly (readonly string[])[], leaf: number): string[] {
  return levels.map((level, height) => level[(leaf >>> height) ^ 1] ?? '')
}

/** The hashes beside the way from a branch up to the root. */
export function pathToRoot(branches: readonly string[], branch: number, digest: Digest): string[] {
  const levels = [branches]
  for (let below = branches; below.length > 2;) {
    const here: string[] = []
    for (let at = 0; at < below.length; at += 2) here.push(nodeHash(below[at] ?? '', below[at + 1] ?? '', digest))
    levels.push(here)
    below = here
  }
  return branches.length === branchCount ? pathUp(levels, branch) : []
}

/** That a head is under a root: the lines of its leaf, and the hash beside each node on the way up. */
export type Proof = { readonly lines: readonly string[]; readonly path: readonly string[] }

/** The root that a proof leads to; undefined when the head is not on the leaf. */
export function rootOf(head: Head, { lines, path }: Proof, digest: Digest): string | undefined {
  if (!lines.includes(lineOf(head)) || path.length !== depth) return undefined
  const leaf = leafOf(head.personId)
  return path.reduce(
    (hash, beside, height) =>
      ((leaf >>> height) & 1) === 0 ? nodeHash(hash, beside, digest) : nodeHash(beside, hash, digest),
    leafHash(lines, digest),
  )
}
