/** What a root says. */
export type RootContent = {
  readonly tenantId: string
  readonly seq: number
  /** The day it was made on, in the bureau's zone. */
  readonly day: string
  readonly madeAt: Date
  readonly people: number
  readonly entries: number
  /** The root of the tree of hashes, in hexadecimal digits. */
  readonly tree: string
  readonly previousHash: string
}

/** A root as the text that is signed and published: anybody can hash it, and check the signature over it. */
export function rootText({ tenantId, seq, day, madeAt, people, entries, tree, previousHash }: RootContent): string {
  const [kind, version] = ['qinglan-ledger-root', 1]
  return JSON.stringify({
    ...{ kind, version, tenant: tenantId, seq, day, madeAt: madeAt.toISOString() },
    ...{ people, entries, tree, previous: previousHash },
  })
}

export type SealedRoot = RootContent & { readonly hash: string; readonly publicKey: string; readonly signature: string }

/** What of a root is not as it must be. */
export type RootFault = 'number' | 'link' | 'tree' | 'content' | 'key' | 'signature'

/** What must be known to judge a root. */
export type RootTools = {
  readonly digest: (text: string) => string
  readonly isSigned: (text: string, signature: string, publicKey: string) => boolean
  /** The key that the deployment signs with; roots of another are not its own. */
  readonly publicKey: string | undefined
}

/** What is wrong with a root that follows `previous` and must cover this tree; undefined when nothing is. */
export function rootFaultOf(
  root: SealedRoot,
  previous: { readonly seq: number; readonly hash: string },
  covered: { readonly tree: string; readonly people: number; readonly entries: number },
  { digest, isSigned, publicKey }: RootTools,
): RootFault | undefined {
  if (root.seq !== previous.seq + 1) return 'number'
  if (root.previousHash !== previous.hash) return 'link'
  const isCovered = root.tree === covered.tree && root.people === covered.people && root.entries === covered.entries
  if (!isCovered) return 'tree'
  const text = rootText(root)
  if (digest(text) !== root.hash) return 'content'
  if (publicKey !== undefined && root.publicKey !== publicKey) return 'key'
  return isSigned(text, root.signature, root.publicKey) ? undefined : 'signature'
}
