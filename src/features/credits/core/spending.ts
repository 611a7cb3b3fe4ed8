/** What must be known of an entry to use its hours. */
export type SpendFacts = {
  readonly id: string
  readonly direction: 'earned' | 'reversed' | 'opening' | 'carried'
  readonly isReversed: boolean
  /** The purposes that it is used for now. */
  readonly spentFor: readonly string[]
}

export type SpendEntryRefusal = 'entry_is_reversal' | 'entry_already_reversed' | 'entry_spent'

/** Why the hours of an entry cannot be used for a purpose; undefined when they can. */
export function spendRefusal(entry: SpendFacts, purpose: string): SpendEntryRefusal | undefined {
  if (entry.direction === 'reversed') return 'entry_is_reversal'
  if (entry.isReversed) return 'entry_already_reversed'
  return entry.spentFor.includes(purpose) ? 'entry_spent' : undefined
}
