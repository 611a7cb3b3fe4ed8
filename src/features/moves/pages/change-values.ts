import type { OrganisationChange } from '../contract/changes.ts'

/** What the form of a change of the tree holds, whatever the change. */
export type ChangeValues = {
  on: string
  reason: string
  name: string
  otherId: string
  personIds: string[]
  pasted: string
  target: string
  newId: string
  newName: string
  schoolKind: string
  stages: string[]
  setting: string
}

export const blank: ChangeValues = {
  on: '',
  reason: '',
  name: '',
  otherId: '',
  personIds: [],
  pasted: '',
  target: 'existing',
  newId: '',
  newName: '',
  schoolKind: '',
  stages: [],
  setting: '',
}

type Target = Extract<OrganisationChange, { kind: 'split' }>['into']

const settings = ['urban', 'town', 'rural'] as const

/** Where those who are split off go: to a school that is there, or to one that is founded for them. */
export function targetOf({ target, otherId, newId, newName, schoolKind, stages, setting }: ChangeValues): Target {
  if (target !== 'new') return { id: otherId }
  const known = settings.find((each) => each === setting) ?? null
  return { id: newId, name: newName.trim(), schoolKind, stages, setting: known }
}

/** Which of the pasted staff numbers are on the roster, and how many are not. */
export function matchStaffNos(pasted: string, roster: readonly { readonly value: string; readonly staffNo: string }[]) {
  const asked = [...new Set(pasted.split(/[\s,，、;；]+/).filter((word) => word !== ''))]
  const byNo = new Map(roster.map(({ staffNo, value }) => [staffNo, value]))
  const found = asked.flatMap((no) => byNo.get(no) ?? [])
  return { found, missing: asked.length - found.length }
}
