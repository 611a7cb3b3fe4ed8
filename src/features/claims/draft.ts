import { parseHours } from '../../lib/hours.ts'
import type { Answers } from '../../lib/policy/award.ts'
import type { Award } from '../../lib/policy/language.ts'
import { forget, keep, keptNames, readKept } from '../../ui/kept.ts'
import type { ClaimDraft, ClaimInFull } from './contract/claims.ts'

/** A file that was handed in for a claim. */
export type DraftFile = { readonly fileId: string; readonly kind: string; readonly name: string }

/** A claim as its form holds it: everything as it was typed. */
export type DraftValues = {
  title: string
  host: string
  place: string
  startedOn: string
  doneOn: string
  certificateNo: string
  validUntil: string
  late: string
  answers: Record<string, string>
}

/** What is kept on the phone until it has arrived. */
export type KeptDraft = {
  readonly awardId: string
  readonly values: DraftValues
  readonly files: readonly DraftFile[]
  /** The account that typed it: nobody else who uses the phone is shown it. */
  readonly by?: string | undefined
  /** All of it has arrived at the server. */
  readonly arrived?: boolean
}

/** A form with nothing in it. */
export const emptyValues: DraftValues = {
  title: '',
  host: '',
  place: '',
  startedOn: '',
  doneOn: '',
  certificateNo: '',
  validUntil: '',
  late: '',
  answers: {},
}

const nameOf = (claimId: string) => `claim-${claimId}`

const isKept = (value: unknown): value is KeptDraft =>
  typeof value === 'object' && value !== null && 'awardId' in value && 'values' in value && 'files' in value

/** What was typed of a claim on this phone and has not been handed in. */
export function readDraft(claimId: string): KeptDraft | undefined {
  const kept = readKept(nameOf(claimId))
  // What was kept before a field was asked has it empty.
  return isKept(kept) ? { ...kept, values: { ...emptyValues, ...kept.values } } : undefined
}

/** What `by` typed on this phone and the server does not know of, without what was opened and left empty. */
export function unsentDrafts(by: string): { readonly claimId: string; readonly draft: KeptDraft }[] {
  return keptNames(nameOf('')).flatMap((name) => {
    const claimId = name.slice(nameOf('').length)
    const draft = readDraft(claimId)
    if (draft?.by !== by || draft.arrived === true) return []
    const { answers, ...said } = draft.values
    const isEmpty = [...Object.values(said), ...Object.values(answers)].every((value) => value === '')
    return isEmpty && draft.files.length === 0 ? [] : [{ claimId, draft }]
  })
}

/** Keeps what is typed on this phone, whatever the network does. */
export const keepDraft = (claimId: string, draft: KeptDraft): boolean => keep(nameOf(claimId), draft)

/** Forgets what was typed: it has arrived. */
export const dropDraft = (claimId: string): void => forget(nameOf(claimId))

/** A claim as a form holds it. */
export function valuesOf(claim: ClaimInFull): KeptDraft {
  const { title, host, place, startedOn, doneOn, certificateNo, validUntil, lateReason, answers, files, awardId } =
    claim
  const typed = Object.entries(answers).map(
    ([key, value]) => [key, typeof value === 'number' ? String(value / 100) : value] as const,
  )
  return {
    awardId: awardId ?? '',
    values: {
      ...{ title, host: host ?? '', place: place ?? '', startedOn: startedOn ?? '', doneOn: doneOn ?? '' },
      ...{
        certificateNo: certificateNo ?? '',
        validUntil: validUntil ?? '',
        late: lateReason ?? '',
        answers: Object.fromEntries<string>(typed),
      },
    },
    files: files.map(({ fileId, kind, name }) => ({ fileId, kind, name })),
  }
}

/** What was answered, as a table reads it: numbers in hundredths. What cannot be read is not answered. */
export function answersOf(award: Award, typed: Readonly<Record<string, string | undefined>>): Answers {
  const answers: Record<string, string | number> = {}
  for (const ask of award.asks) {
    const value = typed[ask.key] ?? ''
    if (value === '') continue
    const number = ask.kind === 'number' ? parseHours(value) : undefined
    if (number === undefined) answers[ask.key] = value
    else if (number.ok) answers[ask.key] = number.value
  }
  return answers
}

/** What is sent of a form. */
export function draftOf(award: Award, values: DraftValues, files: readonly DraftFile[]): ClaimDraft {
  const orNull = (value: string) => (value === '' ? null : value)
  return {
    awardId: award.id,
    title: values.title,
    host: orNull(values.host),
    place: orNull(values.place),
    startedOn: orNull(values.startedOn),
    doneOn: orNull(values.doneOn),
    answers: answersOf(award, values.answers),
    certificateNo: orNull(values.certificateNo),
    validUntil: orNull(values.validUntil),
    lateReason: orNull(values.late.trim()),
    files: files.map(({ fileId, kind }) => ({ fileId, kind })),
  }
}
