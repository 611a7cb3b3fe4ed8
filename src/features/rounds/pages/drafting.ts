import { numberOf } from '../../../ui/fields.tsx'
import type { RoundDraft, RoundInFull } from '../contract/rounds.ts'
import type { Fact, Method } from '../core/method.ts'
import type { Criterion, RoundBlock } from '../core/rules.ts'

/** A programme of a round as the form writes it: three kinds of places, and what holds for all of them. */
export type WrittenProgramme = {
  programmeId: string
  title: string
  order: string
  rural: string
  subject: string
  subjectCode: string
  open: string
  leftOver: string
  schoolMost: string
  criteria: string
  isBlind: boolean
  /** Kinds of places that these fields cannot say, as another system gave them: they stay as they are. */
  kept: readonly RoundBlock[] | null
}

/** A limit over the whole round, or over one programme, as the form writes it. */
export type WrittenLimit = { of: Fact; is: string; programmeId: string; atLeast: string; atMost: string }

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

/** A programme that was just added: all its places are open to everybody. */
export const blankProgramme = (
  programmeId: string,
  title: string,
  placesMax: number | null,
  criteria: string,
): WrittenProgramme => ({
  ...{
    programmeId,
    title,
    order: 'reserved',
    rural: '0',
    subject: '0',
    subjectCode: '',
    open: String(placesMax ?? ''),
  },
  ...{ leftOver: 'others', schoolMost: '', criteria, isBlind: false, kept: null },
})

/** What the form shows of a round. */
export function writtenOf(round: RoundInFull | undefined): Written {
  return {
    title: round?.title ?? '',
    method: round?.method ?? 'deferred',
    limits: (round?.limits ?? []).map(({ of, is, programmeId, atLeast, atMost }) => ({
      ...{ of, is: is ?? '', programmeId: programmeId ?? '' },
      ...{ atLeast: String(atLeast ?? ''), atMost: String(atMost ?? '') },
    })),
    choicesMax: String(round?.choicesMax ?? 3),
    opensAt: round?.opensAt ?? '',
    rankingClosesAt: round?.rankingClosesAt ?? '',
    adjustingClosesAt: round?.adjustingClosesAt ?? '',
    scoringClosesAt: round?.scoringClosesAt ?? '',
    programmes: (round?.list ?? []).map(writtenProgramme),
  }
}

function writtenProgramme(one: RoundInFull['list'][number]): WrittenProgramme {
  const block = (id: string) => one.blocks.find((each) => each.id === id)
  const reserved = block('rural') ?? block('subject')
  const written: WrittenProgramme = {
    ...{ programmeId: one.programmeId, title: one.title, isBlind: one.isBlind, kept: null },
    order: one.blocks[0]?.id === 'open' && one.blocks.length > 1 ? 'open' : 'reserved',
    rural: String(block('rural')?.places ?? 0),
    subject: String(block('subject')?.places ?? 0),
    subjectCode: (block('subject')?.only ?? block('subject')?.first ?? '').replace('subject:', ''),
    open: String(block('open')?.places ?? 0),
    leftOver: reserved && reserved.only !== null ? 'empty' : 'others',
    schoolMost: String(one.blocks.find(({ schoolMost }) => schoolMost !== null)?.schoolMost ?? ''),
    criteria: one.criteria.map(({ title, weight, max }) => `${title} ${weight} ${max}`).join('\n'),
  }
  return areSame(one.blocks, blocksOf(written, titlesIn(one.blocks))) ? written : { ...written, kept: one.blocks }
}

const titlesIn = (blocks: readonly RoundBlock[]): BlockTitles => {
  const title = (id: string) => blocks.find((block) => block.id === id)?.title ?? ''
  return { rural: title('rural'), subject: title('subject'), open: title('open') }
}

function areSame(some: readonly RoundBlock[], others: readonly RoundBlock[]): boolean {
  const key = ({ id, title, places, only, first, schoolMost, ruralLeast }: RoundBlock) =>
    JSON.stringify([id, title, places, only, first, schoolMost, ruralLeast])
  return some.map(key).join('\n') === others.map(key).join('\n')
}

/** The criteria of lines such as `课例 60 100`; undefined for the first line that makes no sense. */
export function criteriaOf(text: string): { readonly criteria: Criterion[]; readonly wrong: string | undefined } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const criteria: Criterion[] = []
  for (const [index, line] of lines.entries()) {
    const found = /^(.{1,60}?)\s+(\d{1,3})\s+(\d{1,4})$/.exec(line)
    if (!found || Number(found[3]) < 1 || Number(found[2]) > 100) return { criteria, wrong: line }
    criteria.push({ id: `c${index + 1}`, title: found[1] ?? '', weight: Number(found[2]), max: Number(found[3]) })
  }
  return { criteria, wrong: undefined }
}

/** The names of the three kinds of places, as teachers read them. */
export type BlockTitles = { readonly rural: string; readonly subject: string; readonly open: string }

/** What the form says, as the server takes it. */
export function draftOf(written: Written, titles: BlockTitles): RoundDraft {
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
    limits: written.method === 'optimal' ? written.limits.map(limitOf) : [],
    programmes: programmes.map((one) => ({
      ...{ programmeId: one.programmeId, isBlind: one.isBlind, criteria: criteriaOf(one.criteria).criteria },
      blocks: one.kept ? [...one.kept] : blocksOf(one, titles),
    })),
  }
}

/** A limit that was just added: it says nothing yet. */
export const blankLimit: WrittenLimit = { of: 'school', is: '', programmeId: '', atLeast: '', atMost: '' }

function limitOf({ of, is, programmeId, atLeast, atMost }: WrittenLimit): RoundDraft['limits'][number] {
  return {
    ...{ of, is: of === 'subject' || of === 'stage' ? is || null : null, programmeId: programmeId || null },
    ...{ atLeast: numberOf(atLeast) ?? null, atMost: numberOf(atMost) ?? null },
  }
}

function blocksOf(one: WrittenProgramme, titles: BlockTitles): RoundBlock[] {
  const schoolMost = numberOf(one.schoolMost) ?? null
  const reserved = (id: 'rural' | 'subject', places: string, tag: string): RoundBlock[] => {
    const count = numberOf(places) ?? 0
    if (count === 0) return []
    const who = one.leftOver === 'empty' ? { only: tag, first: null } : { only: null, first: tag }
    return [{ id, title: titles[id], places: count, ...who, schoolMost, ruralLeast: null }]
  }
  const kept = [
    ...reserved('rural', one.rural, 'rural'),
    ...reserved('subject', one.subject, `subject:${one.subjectCode}`),
  ]
  const count = numberOf(one.open) ?? 0
  const open: RoundBlock = {
    id: 'open',
    title: titles.open,
    places: count,
    only: null,
    first: null,
    schoolMost,
    ruralLeast: null,
  }
  const opened = count > 0 || kept.length === 0 ? [open] : []
  return one.order === 'open' ? [...opened, ...kept] : [...kept, ...opened]
}
