import { numberOf } from '../../../ui/fields.tsx'
import type { RoundDraft, RoundInFull } from '../contract/rounds.ts'
import type { Candidate } from '../contract/rules.ts'
import type { Fact, Method } from '../core/method.ts'
import type { Criterion, RoundBlock } from '../core/rules.ts'
import { reckonBlock, reckonLimit } from '../core/shares.ts'

/** Places of one kind as the form writes them: `only` and `first` are tags such as `subject:13`, empty for everybody. */
export type WrittenBlock = {
  id: string
  title: string
  places: string
  only: string
  first: string
  schoolMost: string
  ruralLeast: string
  /** In hundredths; empty where the number itself is written. */
  placesShare: string
  ruralShare: string
}

/** A programme of a round as the form writes it: its places by kind in the order in which they are filled, and what is scored. */
export type WrittenProgramme = {
  programmeId: string
  title: string
  /** How many places the programme has left; null without a limit. */
  placesFree: number | null
  hasQuotas: boolean
  blocks: WrittenBlock[]
  criteria: string
  /** The criteria as they were: one that keeps its name keeps its id. */
  scored: readonly Criterion[]
  isBlind: boolean
}

/** A limit over the whole round, or over one programme, as the form writes it. */
export type WrittenLimit = {
  of: Fact
  is: string
  programmeId: string
  atLeast: string
  atMost: string
  leastShare: string
  mostShare: string
}

export type Written = {
  title: string
  method: Method
  limits: WrittenLimit[]
  choicesMax: string
  opensAt: string
  rankingClosesAt: string
  adjustingClosesAt: string
  scoringClosesAt: string
  programmes: WrittenProgramme[]
}

/** Places of a kind that was just added: for everybody, unless a tag comes first. */
export const blankBlock = (id: string, title: string, places: string, first = ''): WrittenBlock => ({
  ...{ id, title, places, first, only: '', schoolMost: '', ruralLeast: '' },
  ...{ placesShare: '', ruralShare: '' },
})

/** A programme that was just added: all places that it has left are open to everybody. */
export const blankProgramme = (
  { id, title, placesFree, hasQuotas }: Candidate,
  said: { readonly open: string; readonly criteria: string },
): WrittenProgramme => ({
  ...{ programmeId: id, title, placesFree, hasQuotas, criteria: said.criteria, scored: [], isBlind: false },
  blocks: [blankBlock('open', said.open, String(placesFree ?? ''))],
})

/** The id of a kind of places that was just added. */
export const newBlockId = (): string => `b-${crypto.randomUUID().slice(0, 8)}`

/** The places of a programme that the form gives in all. */
export const sumOf = (blocks: readonly WrittenBlock[], placesFree: number | null = null): number =>
  blocks.reduce((sum, block) => sum + reckonBlock(blockOf(block), placesFree).places, 0)

/** What the form shows of a round. */
export function writtenOf(round: RoundInFull | undefined): Written {
  return {
    title: round?.title ?? '',
    method: round?.method ?? 'deferred',
    limits: (round?.limits ?? []).map(({ of, is, programmeId, atLeast, atMost, leastShare, mostShare }) => ({
      ...{ of, is: is ?? '', programmeId: programmeId ?? '' },
      ...{ atLeast: String(atLeast ?? ''), atMost: String(atMost ?? '') },
      ...{ leastShare: String(leastShare ?? ''), mostShare: String(mostShare ?? '') },
    })),
    choicesMax: String(round?.choicesMax ?? 3),
    opensAt: round?.opensAt ?? '',
    rankingClosesAt: round?.rankingClosesAt ?? '',
    adjustingClosesAt: round?.adjustingClosesAt ?? '',
    scoringClosesAt: round?.scoringClosesAt ?? '',
    programmes: (round?.list ?? []).map(writtenProgramme),
  }
}

const writtenProgramme = (one: RoundInFull['list'][number]): WrittenProgramme => ({
  ...{ programmeId: one.programmeId, title: one.title, isBlind: one.isBlind },
  ...{ placesFree: one.placesFree, hasQuotas: one.hasQuotas },
  ...{ criteria: one.criteria.map(({ title, weight, max }) => `${title} ${weight} ${max}`).join('\n') },
  scored: one.criteria,
  blocks: one.blocks.map(({ id, title, places, only, first, schoolMost, ruralLeast, placesShare, ruralShare }) => ({
    ...{ id, title, places: String(places), only: only ?? '', first: first ?? '' },
    ...{ schoolMost: String(schoolMost ?? ''), ruralLeast: String(ruralLeast ?? '') },
    ...{ placesShare: String(placesShare ?? ''), ruralShare: String(ruralShare ?? '') },
  })),
})

/** The criteria of lines such as `课例 60 100`, which keep the ids they had; `wrong` is the first line that makes no sense. */
export function criteriaOf(
  text: string,
  before: readonly Criterion[] = [],
): { readonly criteria: Criterion[]; readonly wrong: string | undefined } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const criteria: Criterion[] = []
  const left = [...before]
  const taken = new Set(before.map(({ id }) => id))
  const idOf = (title: string) => {
    const at = left.findIndex((one) => one.title === title)
    const [known] = at < 0 ? [] : left.splice(at, 1)
    if (known) return known.id
    let number = criteria.length + 1
    while (taken.has(`c${number}`)) number += 1
    taken.add(`c${number}`)
    return `c${number}`
  }
  for (const line of lines) {
    const [, title = '', weight, max] = /^(.{1,60}?)\s+(\d{1,3})\s+(\d{1,4})$/.exec(line) ?? []
    if (title === '' || Number(max) < 1 || Number(weight) > 100) return { criteria, wrong: line }
    criteria.push({ id: idOf(title), title, weight: Number(weight), max: Number(max) })
  }
  return { criteria, wrong: undefined }
}

/** What the form says, as the server takes it. */
export function draftOf(written: Written): RoundDraft {
  const { title, opensAt, rankingClosesAt, adjustingClosesAt, scoringClosesAt, programmes } = written
  return {
    ...{
      title,
      opensAt,
      rankingClosesAt,
      adjustingClosesAt,
      scoringClosesAt,
      choicesMax: numberOf(written.choicesMax) ?? 3,
      method: written.method,
    },
    limits: written.limits.map(limitOf),
    programmes: programmes.map((one) => ({
      ...{ programmeId: one.programmeId, isBlind: one.isBlind },
      criteria: criteriaOf(one.criteria, one.scored).criteria,
      blocks: one.blocks.map(blockOf),
    })),
  }
}

/** A limit as the form writes it, with its shares as numbers of the places that the form gives. */
export function reckonWritten(limit: WrittenLimit, programmes: readonly WrittenProgramme[]) {
  const given = programmes.map(({ programmeId, blocks, placesFree, isBlind }) => ({
    ...{ programmeId, isBlind, criteria: [] },
    blocks: blocks.map((block) => reckonBlock(blockOf(block), placesFree)),
  }))
  return reckonLimit(limitOf(limit), given)
}

/** A limit that was just added: it says nothing yet. */
export const blankLimit: WrittenLimit = {
  of: 'school',
  is: '',
  programmeId: '',
  atLeast: '',
  atMost: '',
  leastShare: '',
  mostShare: '',
}

function limitOf({
  of,
  is,
  programmeId,
  atLeast,
  atMost,
  leastShare,
  mostShare,
}: WrittenLimit): RoundDraft['limits'][number] {
  return {
    ...{ of, is: of === 'subject' || of === 'stage' ? is || null : null, programmeId: programmeId || null },
    ...{ atLeast: numberOf(atLeast) ?? null, atMost: numberOf(atMost) ?? null },
    ...(leastShare === '' ? {} : { leastShare: numberOf(leastShare) }),
    ...(mostShare === '' ? {} : { mostShare: numberOf(mostShare) }),
  }
}

/** Places of one kind as the server takes them. */
export function blockOf(written: WrittenBlock): RoundBlock {
  const { id, title, places, only, first, schoolMost, ruralLeast, placesShare, ruralShare } = written
  return {
    ...{ id, title, places: numberOf(places) ?? 0, only: only || null, first: first || null },
    ...{ schoolMost: numberOf(schoolMost) ?? null, ruralLeast: numberOf(ruralLeast) ?? null },
    ...(placesShare === '' ? {} : { placesShare: numberOf(placesShare) }),
    ...(ruralShare === '' ? {} : { ruralShare: numberOf(ruralShare) }),
  }
}
