import { answerObjection, objectTo } from '../src/features/publicity/commands/objecting.ts'
import { noticeOf } from '../src/features/publicity/public.ts'
import { closeOpenStep, showSelection } from '../src/features/selection/commands/closing.ts'
import { addCandidates, addSelection, startSelection } from '../src/features/selection/commands/making.ts'
import { enterScores } from '../src/features/selection/commands/marking.ts'
import type { SelectionRules } from '../src/features/selection/contract/rules.ts'
import { addDays } from '../src/lib/dates.ts'
import { at } from './calendar.ts'
import { must, type County } from './draw.ts'
import type { Acting, Step } from './life.ts'
import type { Login } from './logins.ts'
import { randomFrom } from './random.ts'

/** The id of the county's selection. */
export function selectionOf({ seed, founded }: County): string {
  return randomFrom(seed, 'selections', 'honour').id(founded)
}

const plain = { experts: 0, blind: false, double: false, average: 'mean' as const }
const step = (id: string, title: string, form: 'written' | 'overall', weight: number) => ({
  ...{ ...plain, id, title, form, weight, criteria: [{ id: `${id}-score`, title, maxCentipoints: 10_000, weight: 1 }] },
})
const rules: SelectionRules = {
  steps: [
    { ...step('written', '师德知识笔试', 'written', 40), cutOff: { kind: 'score', least: 6000 } },
    { ...step('overall', '综合评定', 'overall', 60), cutOff: { kind: 'none' } },
  ],
  ties: [{ kind: 'step', stepId: 'overall' }, { kind: 'years' }],
  quota: { places: 4, parts: [] },
}

/** A selection of teachers for an honour, whose result is being shown to everybody on the county's day. */
export function selectionSteps(county: County): Step[] {
  return [
    {
      key: 'selection/honour',
      moment: at(addDays(county.date, -2), '15:20'),
      weight: 1,
      take: (acting) => choose(acting, county),
    },
  ]
}

async function choose(acting: Acting, county: County): Promise<void> {
  const { cast, tree, people } = county
  const id = selectionOf(county)
  const roots = [tree.bureau.id]
  const officer = cast.officer.personId
  const working = people.filter(({ id: personId, state }) => state === '11' && personId !== officer)
  const personIds = working.slice(0, 9).map((person) => person.id)
  const draft = {
    id,
    kind: 'honour' as const,
    title: '师德标兵评选',
    organisationId: tree.bureau.id,
    programmeId: null,
  }
  const score = (criterion: string, ids: readonly string[], from: number) =>
    ids.map((personId, place) => ({ personId, criterion, centipoints: from - place * 350 }))
  await acting.as(cast.officer, async (tx) => {
    must(await addSelection(tx, { ...draft, rules }, roots))
    must(await addCandidates(tx, id, { personIds, staffNos: [], applicants: false }, roots))
    must(await startSelection(tx, id))
    must(await enterScores(tx, id, score('written-score', personIds.slice(0, 8), 8300)))
    must(await closeOpenStep(tx, id))
    must(await enterScores(tx, id, score('overall-score', personIds.slice(0, 6), 9450)))
    must(await closeOpenStep(tx, id))
    must(await showSelection(tx, id, { text: '' }))
  })
  const others = working.slice(9).flatMap((person) => cast.teachers.get(person.id) ?? [])
  await object(acting, county, cast.teachers.get(cast.demo.teacher.id), '建议同时公布评选所依据的材料目录。')
  const asked = await object(acting, county, others[0], '第二步的评分标准在通知里没有说明。')
  if (asked === undefined) return
  const answer = '评分标准已随评选通知的附件二发到各校，本次评分与其一致；附件现已一并放到公示页。'
  await acting.as(
    cast.director,
    async (tx) => void must(await answerObjection(tx, asked, { outcome: 'dismissed', answer })),
    at(addDays(county.date, -1), '16:30'),
  )
}

/** Somebody says something against the notice, the day after it was opened; gives the objection. */
async function object(acting: Acting, county: County, who: Login | undefined, text: string) {
  if (!who) return undefined
  const objectionId = acting.random.id(acting.moment)
  await acting.as(
    who,
    async (tx) => {
      const notice = await noticeOf(tx, { kind: 'selection', id: selectionOf(county) })
      if (notice) must(await objectTo(tx, notice.id, { id: objectionId, position: null, text }))
    },
    at(addDays(county.date, -1), '10:10'),
  )
  return objectionId
}
