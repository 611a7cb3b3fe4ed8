import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatPercent, wallOf } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { AttendanceSheet } from '../contract/classes.ts'
import { ClassHead } from '../parts.tsx'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { HandMarkDialog } from './HandMarkDialog.tsx'

const api = client<typeof deliveryRoutes>()

type Row = AttendanceSheet['rows'][number]
type Standing = Row['standings'][number]
type Chosen = { sessionId: string; sessionTitle: string; personId: string; name: string }

const toneOf: Readonly<Record<Standing, Tone>> = {
  present: 'done',
  late: 'attention',
  absent: 'danger',
  leave: 'neutral',
  pending: 'waiting',
  cancelled: 'neutral',
}

/** Who was at which session of a class, a row a member; a cell is the way to mark by hand. */
export function AttendancePage() {
  const t = useWords(words)
  const { classId = '' } = useParams()
  const mayMark = useHolds('bureau_officer', 'provider', 'class_lead')
  const [chosen, setChosen] = useState<Chosen | undefined>()
  const sheet = useQuery({
    queryKey: ['attendance', classId],
    queryFn: () => call(api.classes[':classId'].attendance.$get({ param: { classId } })),
  })
  return (
    <div className="page">
      <ClassHead classId={classId} />
      <Section title={t('attendance')} note={mayMark ? t('sheet.hint') : undefined}>
        <Loaded query={sheet} words={words}>
          {(loaded) => (
            <PlainTable
              label={t('attendance')}
              rows={loaded.sessions.length === 0 ? [] : loaded.rows}
              rowId={(row) => row.personId}
              columns={columnsOf(t, loaded, mayMark ? setChosen : undefined)}
              empty={<EmptyState title={t('sheet.empty')} hint={t('sessions.empty.hint')} />}
            />
          )}
        </Loaded>
      </Section>
      {chosen ? <HandMarkDialog of={chosen} onClose={() => setChosen(undefined)} /> : null}
    </div>
  )
}

function columnsOf(
  t: Translate<typeof words>,
  sheet: AttendanceSheet,
  choose: ((chosen: Chosen) => void) | undefined,
): Column<Row>[] {
  return [
    { key: 'name', title: t('name'), width: 96, cell: (row) => row.name },
    { key: 'school', title: t('school'), width: 168, cell: (row) => row.schoolName },
    {
      key: 'rate',
      title: t('sheet.rate'),
      align: 'end',
      cell: (row) => formatPercent(row.present + row.late, row.held),
    },
    ...sheet.sessions.map((session, index) => ({
      key: session.id,
      title: `${wallOf(session.startsAt).date.slice(5)} ${session.title}`,
      cell: (row: Row) => (
        <Cell
          row={row}
          index={index}
          choose={
            choose && session.state === 'planned'
              ? () =>
                  choose({ sessionId: session.id, sessionTitle: session.title, personId: row.personId, name: row.name })
              : undefined
          }
        />
      ),
    })),
  ]
}

function Cell({ row, index, choose }: { row: Row; index: number; choose: (() => void) | undefined }) {
  const t = useWords(words)
  const standing = row.standings[index] ?? 'pending'
  const mark = row.marks[index]
  const tag = <StateTag tone={toneOf[standing]}>{t(`mark.${standing}`)}</StateTag>
  const how = mark ? sayWay(t, mark) : undefined
  const shown = (
    <>
      {tag}
      {mark?.way === 'hand' ? <small className="quiet cell-note">{how}</small> : null}
    </>
  )
  if (!choose) return <span title={how}>{shown}</span>
  return (
    <button type="button" className="button button-quiet" title={how} onClick={choose}>
      {shown}
    </button>
  )
}

function sayWay(t: Translate<typeof words>, mark: NonNullable<Row['marks'][number]>): string {
  if (mark.way === 'hand') return t('way.hand', { by: mark.byName ?? '–', reason: mark.reason ?? '–' })
  return t(`way.${mark.way}`, { at: wallOf(mark.at).time })
}
