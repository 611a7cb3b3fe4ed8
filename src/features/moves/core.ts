export type TransferState = 'asked' | 'accepted' | 'refused' | 'withdrawn'
export type TransferSide = 'from' | 'to' | 'both'

/** What an asker has a say over: the school that is left, the school that is joined. */
export type Say = { readonly from: boolean; readonly to: boolean }

/** Which side asks; undefined when it is neither. Whoever has a say over both needs nobody's answer. */
export function sideOf(say: Say): TransferSide | undefined {
  if (say.from && say.to) return 'both'
  if (say.from) return 'from'
  return say.to ? 'to' : undefined
}

export type DecideRefusal = 'transfer_settled' | 'transfer_other_side'

/** Why somebody may not answer a transfer so: the other side accepts or refuses, the side that asked withdraws. */
export function decideRefusal(
  transfer: { readonly state: TransferState; readonly askedSide: TransferSide },
  outcome: 'accepted' | 'refused' | 'withdrawn',
  say: Say,
): DecideRefusal | undefined {
  if (transfer.state !== 'asked') return 'transfer_settled'
  const asker = transfer.askedSide === 'to' ? say.to : say.from
  const other = transfer.askedSide === 'to' ? say.from : say.to
  return (outcome === 'withdrawn' ? asker : other) ? undefined : 'transfer_other_side'
}

/** What a bureau vouches for when somebody moves away: who, and the hours of each year and category. */
export type StatementContent = {
  readonly format: 'qinglan-hours-statement/1'
  readonly id: string
  readonly number: string
  readonly bureau: { readonly name: string; readonly regionCode: string }
  readonly toBureau: string
  readonly person: {
    readonly name: string
    readonly gender: string | null
    readonly bornOn: string | null
    readonly idNumberMasked: string | null
  }
  readonly issuedOn: string
  readonly issuedBy: string
  readonly hours: readonly { readonly year: number; readonly category: string; readonly centihours: number }[]
  /** How long the ledger was, and its last mark: what the sums were reckoned from. */
  readonly ledger: { readonly entries: number; readonly mark: string | null }
}

type Identity = { readonly name: string; readonly bornOn: string | null; readonly idNumberMasked: string | null }

/** Whether a statement is about this person: the same name, and the same ID number or birthday where both are known. */
export function isAbout(statement: Identity, person: Identity): boolean {
  if (statement.name !== person.name) return false
  if (statement.idNumberMasked !== null && person.idNumberMasked !== null)
    return statement.idNumberMasked === person.idNumberMasked
  if (statement.bornOn !== null && person.bornOn !== null) return statement.bornOn === person.bornOn
  return false
}

/** The day that the hours of a year are entered under when they come from elsewhere: its last, or the day of the statement. */
export function openingDay(year: number, issuedOn: string): string {
  const last = `${year}-12-31`
  return last < issuedOn ? last : issuedOn
}
