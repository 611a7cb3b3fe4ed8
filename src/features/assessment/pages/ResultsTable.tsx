import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { Assessment } from '../contract.ts'
import { assessmentApi as api, assessmentKey, sayReason } from '../parts.tsx'
import { words } from '../words.ts'

type Member = Assessment['members'][number]
type Grade = NonNullable<Member['grade']>
type Edit = { readonly score: string; readonly grade: string }

const grades = ['excellent', 'good', 'pass', 'fail'] as const satisfies readonly Grade[]

const editOf = (member: Member): Edit => ({
  score: member.scoreTenths === null ? '' : String(member.scoreTenths / 10),
  grade: member.grade ?? '',
})

// "92.5" is 925 tenths; an empty field takes nothing down.
function tenthsOf(score: string): number | null | undefined {
  const plain = score.normalize('NFKC').trim()
  if (plain === '') return null
  const tenths = /^\d{1,3}(\.\d)?$/.test(plain) ? Math.round(Number(plain) * 10) : undefined
  return tenths !== undefined && tenths <= 1000 ? tenths : undefined
}

/** What each member reached, to be typed in while the class is open, and what follows from it. */
export function ResultsTable({ assessment }: { assessment: Assessment }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const { classId, members, scheme, state } = assessment
  const mayRecord =
    useHolds('bureau_officer', 'provider', 'class_lead', 'trainer') && state !== 'closed' && scheme !== null
  const [edits, setEdits] = useState<ReadonlyMap<string, Edit>>(new Map())
  const edited = members.flatMap((member) => {
    const edit = edits.get(member.personId)
    return edit && JSON.stringify(edit) !== JSON.stringify(editOf(member)) ? [{ member, edit }] : []
  })
  const wrong = edited.filter(({ edit }) => tenthsOf(edit.score) === undefined).map(({ member }) => member.name)
  const save = useMutation({
    mutationFn: () =>
      call(
        api.classes[':classId']['assessment-results'].$put({
          param: { classId },
          json: {
            results: edited.map(({ member, edit }) => ({
              personId: member.personId,
              scoreTenths: tenthsOf(edit.score) ?? null,
              grade: grades.find((grade) => grade === edit.grade) ?? null,
              note: member.note,
            })),
          },
        }),
      ),
    onSuccess: async ({ rows }) => {
      const kept = rows.filter((row) => row.code === null)
      if (kept.length > 0) toast(t('results.saved', { count: kept.length }))
      await cache.invalidateQueries({ queryKey: assessmentKey(classId) })
      const left = new Map(edits)
      for (const row of kept) left.delete(row.personId)
      setEdits(left)
    },
  })
  const change = (member: Member, part: Partial<Edit>) => {
    const before = edits.get(member.personId) ?? editOf(member)
    setEdits(new Map(edits).set(member.personId, { ...before, ...part }))
  }
  const refused = save.data?.rows.filter((row) => row.code !== null) ?? []
  const typing = { edits, change: mayRecord ? change : undefined, graded: isGraded(assessment) }
  const reason = edited.length === 0 ? t('results.unchanged') : wrong.length > 0 ? sayWrong(t, wrong) : undefined
  return (
    <>
      <PlainTable
        label={t('outcome')}
        rows={members}
        rowId={(member) => member.personId}
        columns={columnsOf(t, typing)}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
      />
      <ProblemNote problem={save.error} words={words} />
      {refused.length > 0 ? (
        <Note tone="attention">
          {t('results.refused', { count: refused.length })} {sayRefusal({ code: refused[0]?.code ?? 'defect' }, words)}
        </Note>
      ) : null}
      {mayRecord && members.length > 0 ? (
        <div className="cluster">
          <ActionButton kind="primary" reason={reason} pending={save.isPending} onClick={() => save.mutate()}>
            {t('saveResults')}
          </ActionButton>
        </div>
      ) : null}
    </>
  )
}

const sayWrong = (t: Translate<typeof words>, names: readonly string[]) =>
  t('results.invalid', { names: names.slice(0, 5).join(' ') })

const isGraded = ({ scheme }: Assessment) => scheme?.kind === 'work' || scheme?.kind === 'observation'

type Typing = {
  readonly edits: ReadonlyMap<string, Edit>
  readonly change: ((member: Member, part: Partial<Edit>) => void) | undefined
  readonly graded: boolean
}

function columnsOf(t: Translate<typeof words>, typing: Typing): Column<Member>[] {
  const grade: Column<Member> = {
    key: 'grade',
    title: t('grade'),
    cell: (member) => <GradeCell member={member} typing={typing} />,
  }
  return [
    { key: 'person', title: t('person'), cell: (member) => member.name },
    { key: 'school', title: t('school'), cell: (member) => member.schoolName },
    {
      key: 'attendance',
      title: t('attendance'),
      cell: ({ attended, held, attendancePercent }) =>
        held === 0 ? t('attendance.none') : t('attendance.of', { attended, held, percent: attendancePercent }),
    },
    { key: 'score', title: t('score'), width: 112, cell: (member) => <ScoreCell member={member} typing={typing} /> },
    ...(typing.graded ? [grade] : []),
    { key: 'outcome', title: t('outcome'), cell: (member) => <Verdict member={member} /> },
  ]
}

function ScoreCell({ member, typing: { edits, change } }: { member: Member; typing: Typing }) {
  const t = useWords(words)
  const edit = edits.get(member.personId) ?? editOf(member)
  if (!change) return <>{edit.score || '–'}</>
  return (
    <input
      className="input num"
      inputMode="decimal"
      aria-label={`${t('score')} ${member.name}`}
      aria-invalid={tenthsOf(edit.score) === undefined}
      value={edit.score}
      onChange={(event) => change(member, { score: event.target.value })}
    />
  )
}

function GradeCell({ member, typing: { edits, change } }: { member: Member; typing: Typing }) {
  const t = useWords(words)
  const edit = edits.get(member.personId) ?? editOf(member)
  if (!change) return <>{member.grade === null ? '–' : t(`grade.${member.grade}`)}</>
  return (
    <select
      className="input"
      aria-label={`${t('grade')} ${member.name}`}
      value={edit.grade}
      onChange={(event) => change(member, { grade: event.target.value })}
    >
      <option value="">{t('grade.none')}</option>
      {grades.map((grade) => (
        <option key={grade} value={grade}>
          {t(`grade.${grade}`)}
        </option>
      ))}
    </select>
  )
}

function Verdict({ member: { judgement } }: { member: Member }) {
  const t = useWords(words)
  if (!judgement) return <>–</>
  const why = judgement.reasons.map((reason) => sayReason(t, reason)).join(' · ')
  const awaited = judgement.reasons.some((reason) => reason.code === 'result_missing')
  const tone = judgement.passed ? 'done' : awaited ? 'waiting' : 'danger'
  return (
    <span className="stack-tight">
      <StateTag tone={tone}>{t(judgement.passed ? 'passed' : awaited ? 'awaited' : 'failed')}</StateTag>
      <span className="quiet">{why}</span>
    </span>
  )
}
