export type EvidenceKind = 'attendance' | 'study' | 'material' | 'outcome' | 'assessment'
export const kinds = [
  'attendance',
  'study',
  'material',
  'outcome',
  'assessment',
] as const satisfies readonly EvidenceKind[]

/** What is known of a plan when its evidence is looked through (001-34: 考勤、学习、资料、成果). */
export type EvidenceFacts = {
  readonly hasTopic: boolean
  /** Of each session that was held: whether a sign-in sheet is there, and whether somebody wrote down what was said. */
  readonly held: readonly { readonly signedIn: boolean; readonly hasSummary: boolean }[]
  readonly materials: number
  readonly outcomes: number
  readonly assessments: number
}

/** How far one kind of evidence is there: how many pieces of how many. Nothing is asked where `of` is 0. */
export type Completeness = { readonly kind: EvidenceKind; readonly there: number; readonly of: number }

/**
 * How far the kinds of evidence are there. A research topic has to come to something; without one nothing is asked there. An
 * assessment (考核) is never asked for a close: the policies say which hours count only with one.
 */
export function completenessOf({
  hasTopic,
  held,
  materials,
  outcomes,
  assessments,
}: EvidenceFacts): readonly Completeness[] {
  return [
    { kind: 'attendance', there: held.filter(({ signedIn }) => signedIn).length, of: held.length },
    { kind: 'study', there: held.filter(({ hasSummary }) => hasSummary).length, of: held.length },
    { kind: 'material', there: Math.min(1, materials), of: 1 },
    { kind: 'outcome', there: hasTopic ? Math.min(1, outcomes) : 0, of: hasTopic ? 1 : 0 },
    { kind: 'assessment', there: Math.min(1, assessments), of: Math.min(1, assessments) },
  ]
}

/** The kinds of which something is still missing. */
export function missingOf(completeness: readonly Completeness[]): readonly EvidenceKind[] {
  return completeness.filter(({ there, of }) => there < of).map(({ kind }) => kind)
}

const refusalOf = {
  attendance: 'evidence_attendance_missing',
  study: 'evidence_study_missing',
  material: 'evidence_material_missing',
  outcome: 'evidence_outcome_missing',
} as const satisfies Record<Exclude<EvidenceKind, 'assessment'>, string>

export type CloseRefusal =
  | 'plan_not_in_force'
  | 'amendment_under_way'
  | 'sessions_open'
  | 'nothing_held'
  | (typeof refusalOf)[keyof typeof refusalOf]

/** Why a plan cannot be closed yet; undefined when it can. The first thing that is missing is named. */
export function closeRefusal(facts: {
  readonly state: string
  readonly amending: boolean
  readonly open: number
  readonly held: number
  readonly completeness: readonly Completeness[]
}): CloseRefusal | undefined {
  if (facts.state !== 'approved') return 'plan_not_in_force'
  if (facts.amending) return 'amendment_under_way'
  if (facts.open > 0) return 'sessions_open'
  if (facts.held === 0) return 'nothing_held'
  const [missing] = missingOf(facts.completeness)
  return missing === undefined || missing === 'assessment' ? undefined : refusalOf[missing]
}
