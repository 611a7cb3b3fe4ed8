import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, DownloadLink, ExportLink, OutsideLink } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { formatCount, formatDate } from '../../../ui/format.ts'
import { History } from '../../../ui/history.tsx'
import { ObjectHead, Section, Split } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { noticeDeciders } from '../access.ts'
import { noticeTone, publicityApi, standOf } from '../asking.ts'
import type { PublicNoticeInFull } from '../contract/notices.ts'
import { words } from '../words.ts'
import { NoticeActs, type Asked } from './NoticeActs.tsx'
import { Objections } from './Objections.tsx'

/** One list that is or was shown to everybody: its names, what was said against it, and its decision. */
export function NoticePage() {
  const { publicNoticeId = '' } = useParams()
  const query = useQuery({
    queryKey: ['public-notices', 'one', publicNoticeId],
    queryFn: () => call(publicityApi['public-notices'][':publicNoticeId'].$get({ param: { publicNoticeId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(notice) => <Shown notice={notice} />}
      </Loaded>
    </div>
  )
}

function Shown({ notice }: { notice: PublicNoticeInFull }) {
  const t = useWords(words)
  const mayDecide = useHolds(...noticeDeciders)
  const [asked, setAsked] = useState<Asked>()
  const objections = useExport('public-objections', { noticeId: notice.id })
  const stand = standOf(notice)
  const lacks = mayDecide ? undefined : t('lacks.decide')
  const { confirmRefusal: code } = notice
  return (
    <>
      <ObjectHead
        back={{ to: at.publicNotices(), label: t('notices') }}
        title={notice.title}
        state={<StateTag tone={noticeTone[stand]}>{t(`state.${stand}`)}</StateTag>}
        lead={notice.organisationName}
        facts={[
          { label: t('openedOn'), value: formatDate(notice.openedOn) },
          { label: t('endsOn'), value: formatDate(notice.endsOn) },
          { label: t('workingDays'), value: notice.workingDays },
          { label: t('rowCount'), value: formatCount(notice.rowCount, 'person') },
          { label: t('openedBy'), value: notice.openedByName },
          ...(notice.decidedByName === null ? [] : [{ label: t('decidedBy'), value: notice.decidedByName }]),
          ...(notice.reason === null ? [] : [{ label: t('reason'), value: notice.reason }]),
        ]}
        more={
          <>
            {notice.link === null ? null : (
              <ActionLink to={notice.link} kind="quiet">
                {t('subject.link')}
              </ActionLink>
            )}
            <OutsideLink href={notice.address}>{t('public.page')}</OutsideLink>
            <DownloadLink href={`/api/v1/public-notices/${notice.id}/document`}>{t('word')}</DownloadLink>
            {notice.state === 'open' ? (
              <>
                <ActionButton kind="quiet" reason={lacks} onClick={() => setAsked('extend')}>
                  {t('extend')}
                </ActionButton>
                <ActionButton kind="quiet" reason={lacks} onClick={() => setAsked('withdraw')}>
                  {t('withdraw')}
                </ActionButton>
              </>
            ) : null}
          </>
        }
        action={
          notice.state === 'open' ? (
            <ActionButton
              kind="primary"
              reason={lacks ?? (code === null ? undefined : sayRefusal({ code }, words))}
              onClick={() => setAsked('confirm')}
            >
              {t('confirm')}
            </ActionButton>
          ) : (
            <ActionButton
              reason={
                lacks ?? (notice.reopenRefusal === null ? undefined : sayRefusal({ code: notice.reopenRefusal }, words))
              }
              onClick={() => setAsked('reopen')}
            >
              {t('reopen')}
            </ActionButton>
          )
        }
      />
      <Split aside={<Steps notice={notice} />}>
        <Section title={t('objections')} actions={notice.objectionCount > 0 ? <ExportLink href={objections} /> : null}>
          <Objections notice={notice} mayDecide={mayDecide} />
        </Section>
        <Names notice={notice} />
      </Split>
      {asked ? <NoticeActs notice={notice} asked={asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  )
}

function Names({ notice }: { notice: PublicNoticeInFull }) {
  const t = useWords(words)
  return (
    <Section title={t('names')} note={t(notice.names === 'full' ? 'names.full' : 'names.masked')}>
      {notice.text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      <PlainTable
        label={t('names')}
        rows={notice.rows}
        rowId={(row) => String(row.position)}
        toneOf={(row) => (row.struckReason === null ? undefined : 'attention')}
        columns={[
          { key: 'number', title: t('number'), align: 'end', width: 64, cell: (row) => row.position },
          { key: 'name', title: t('name'), cell: (row) => row.name },
          { key: 'school', title: t('school'), cell: (row) => row.school },
          ...notice.columns.map((title, index) => ({
            key: `cell ${index}`,
            title,
            cell: (row: PublicNoticeInFull['rows'][number]) => row.cells[index] ?? '',
          })),
          ...(notice.rows.some(({ struckReason }) => struckReason !== null)
            ? [
                {
                  key: 'struck',
                  title: t('state'),
                  cell: (row: PublicNoticeInFull['rows'][number]) =>
                    row.struckReason === null ? '' : t('struck', { reason: row.struckReason }),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

// What comes from whoever objects carries no name; it is no act of the system all the same.
const fromObjectors: readonly string[] = ['objection_received', 'objection_withdrawn']

function Steps({ notice }: { notice: PublicNoticeInFull }) {
  const t = useWords(words)
  return (
    <Section title={t('steps')}>
      <History
        items={notice.steps
          .map(({ step, at: when, by, act, remark, endsOn }) => ({
            id: String(step),
            at: when,
            who: by === '' ? t(fromObjectors.includes(act) ? 'step.objector' : 'step.system') : by,
            what: stepSaid(t, act, endsOn),
            detail: remark ?? undefined,
          }))
          .reverse()}
      />
    </Section>
  )
}

function stepSaid(
  t: ReturnType<typeof useWords<typeof words>>,
  act: PublicNoticeInFull['steps'][number]['act'],
  endsOn: string | null,
): string {
  const day = endsOn === null ? '' : formatDate(endsOn)
  if (act === 'opened' || act === 'extended' || act === 'calendar_moved') return t(`step.${act}`, { day })
  return t(`step.${act}`)
}
