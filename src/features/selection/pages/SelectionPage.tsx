import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, MenuButton } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { formatCount } from '../../../ui/format.ts'
import { History } from '../../../ui/history.tsx'
import { ObjectHead, Section, Tabs } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { selectionHolders } from '../access.ts'
import { selectionApi, selectionTone } from '../asking.ts'
import type { SelectionInFull } from '../contract/selections.ts'
import { words } from '../words.ts'
import { Candidates } from './Candidates.tsx'
import { Experts } from './Experts.tsx'
import { SelectionActs, type Asked } from './SelectionActs.tsx'
import { Steps } from './Steps.tsx'

/** One selection: its steps and places, candidates with their scores, experts, and what became of it. */
export function SelectionPage() {
  const { selectionId = '' } = useParams()
  const query = useQuery({
    queryKey: ['selections', 'one', selectionId],
    queryFn: () => call(selectionApi.selections[':selectionId'].$get({ param: { selectionId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(selection) => <Shown selection={selection} />}
      </Loaded>
    </div>
  )
}

function Shown({ selection }: { selection: SelectionInFull }) {
  const t = useWords(words)
  const { tab } = useParams()
  const [asked, setAsked] = useState<Asked>()
  const lacks = useHolds(...selectionHolders) ? undefined : t('lacks')
  const here = at.selection(selection.id)
  const { state } = selection
  return (
    <>
      <ObjectHead
        back={{ to: at.selections(), label: t('selections') }}
        title={selection.title}
        state={<StateTag tone={selectionTone[state]}>{t(`state.${state}`)}</StateTag>}
        lead={[t(`kind.${selection.kind}`), selection.organisationName, selection.programmeTitle ?? '']
          .filter((part) => part !== '')
          .join(' · ')}
        facts={[
          { label: t('candidateCount'), value: formatCount(selection.candidateCount, 'person') },
          { label: t('places'), value: selection.places },
          { label: t('step'), value: selection.stepTitle ?? t('none') },
          { label: t('createdBy'), value: selection.createdByName },
          ...(selection.cancelReason === null ? [] : [{ label: t('reason'), value: selection.cancelReason }]),
        ]}
        more={
          <>
            {selection.noticeId === null ? null : (
              <ActionLink to={at.publicNotice(selection.noticeId)} kind="quiet">
                {t('show.page')}
              </ActionLink>
            )}
            <More selection={selection} lacks={lacks} onAsk={setAsked} />
          </>
        }
        action={<Next selection={selection} lacks={lacks} onAsk={setAsked} />}
      />
      <Tabs
        label={selection.title}
        items={[
          { to: here, label: t('tab.candidates'), count: selection.candidateCount },
          { to: `${here}/steps`, label: t('tab.steps') },
          { to: `${here}/experts`, label: t('tab.experts'), count: selection.experts.length },
          { to: `${here}/log`, label: t('tab.log') },
        ]}
      />
      {tab === undefined ? <Candidates selection={selection} lacks={lacks} /> : null}
      {tab === 'steps' ? <Steps selection={selection} lacks={lacks} /> : null}
      {tab === 'experts' ? <Experts selection={selection} lacks={lacks} /> : null}
      {tab === 'log' ? <Log selection={selection} /> : null}
      {asked ? <SelectionActs selection={selection} asked={asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  )
}

type ActProps = { selection: SelectionInFull; lacks: string | undefined; onAsk: (asked: Asked) => void }

function Next({ selection, lacks, onAsk }: ActProps) {
  const t = useWords(words)
  const { state, rulesRefusal, closeRefusal, settleRefusal } = selection
  const acts = {
    draft: ['start', rulesRefusal],
    running: ['close', closeRefusal],
    ranked: ['show', null],
    shown: ['settle', settleRefusal],
    settled: undefined,
    cancelled: undefined,
  } as const
  const next = acts[state]
  if (!next) return null
  const [act, code] = next
  return (
    <ActionButton
      kind="primary"
      reason={lacks ?? (code === null ? undefined : sayRefusal({ code }, words))}
      onClick={() => onAsk(act)}
    >
      {t(act === 'settle' && selection.programmeId === null ? 'confer' : act)}
    </ActionButton>
  )
}

function More({ selection: { state, step }, lacks, onAsk }: ActProps) {
  const t = useWords(words)
  const acts: Asked[] = [
    ...(state === 'ranked' || (state === 'running' && step > 0) ? (['reopenStep'] as const) : []),
    ...(state === 'shown' ? (['takeBack'] as const) : []),
    ...(state === 'draft' || state === 'running' || state === 'ranked' ? (['cancel'] as const) : []),
  ]
  if (acts.length === 0) return null
  return (
    <MenuButton
      label={t('state')}
      items={acts.map((act) => ({ key: act, label: t(act), onSelect: () => onAsk(act), reason: lacks }))}
    />
  )
}

function Log({ selection }: { selection: SelectionInFull }) {
  const t = useWords(words)
  return (
    <Section title={t('tab.log')}>
      <History
        items={selection.log
          .map(({ no, at: when, by, act, remark }) => ({
            ...{
              id: String(no),
              at: when,
              who: by,
              what: t(act === 'settled' && selection.programmeId === null ? 'log.conferred' : `log.${act}`),
              detail: remark ?? undefined,
            },
          }))
          .reverse()}
      />
    </Section>
  )
}
