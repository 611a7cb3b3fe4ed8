import { useState } from 'react'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import type { SelectionInFull } from '../contract/selections.ts'
import { sayPoints } from '../core/scores.ts'
import { words } from '../words.ts'
import { draftOf } from '../drafting.ts'
import { RulesEditor } from './RulesEditor.tsx'
import { useSayTie } from './TieFields.tsx'

type Step = SelectionInFull['rules']['steps'][number]

/** The steps of a selection with what is scored, who goes on, what decides between equal scores, and the places. */
export function Steps({ selection, lacks }: { selection: SelectionInFull; lacks: string | undefined }) {
  const t = useWords(words)
  const say = useCodes()
  const [editing, setEditing] = useState(false)
  const { rules, state, step: open, seed } = selection
  const runs = state === 'draft' ? undefined : sayRefusal({ code: 'selection_runs' }, words)
  const kinds = { rural: t('kind.rural'), urban: t('kind.urban'), town: t('kind.town') }
  const kindOf = (kind: string) => Object.entries(kinds).find(([key]) => key === kind)?.[1] ?? kind
  const draft = draftOf(rules)
  const sayTie = useSayTie(draft.steps)
  if (editing) return <RulesEditor selection={selection} onClose={() => setEditing(false)} />
  return (
    <>
      <Section
        title={t('tab.steps')}
        actions={
          <ActionButton icon="pen" reason={lacks ?? runs} onClick={() => setEditing(true)}>
            {t('edit')}
          </ActionButton>
        }
      >
        <PlainTable
          label={t('tab.steps')}
          rows={rules.steps.map((step, place) => ({ ...step, place }))}
          rowId={(row) => row.id}
          empty={<EmptyState title={t('steps.none')} />}
          columns={[
            { key: 'title', title: t('title'), cell: (row) => `${row.place + 1}. ${row.title}` },
            {
              key: 'criteria',
              title: t('step.criteria'),
              cell: (row) =>
                row.criteria
                  .map(({ title, maxCentipoints, weight }) =>
                    t('step.criterion', { title, max: sayPoints(maxCentipoints), weight }),
                  )
                  .join(' · '),
            },
            { key: 'weight', title: t('step.weight'), align: 'end', cell: (row) => row.weight },
            { key: 'by', title: t('tab.experts'), cell: (row) => markers(t, row) },
            { key: 'cut', title: t('step.cutoff'), cell: (row) => cutOff(t, row) },
            {
              key: 'state',
              title: t('state'),
              cell: (row) =>
                state === 'draft' || row.place > open ? (
                  <StateTag tone="neutral">{t('step.waiting')}</StateTag>
                ) : row.place < open || state !== 'running' ? (
                  <StateTag tone="done">{t('step.closed')}</StateTag>
                ) : (
                  <StateTag tone="active">{t('step.open')}</StateTag>
                ),
            },
          ]}
        />
      </Section>
      <Section title={t('quota')}>
        {rules.quota.parts.length === 0 ? (
          <p>{t('quota.all', { places: rules.quota.places })}</p>
        ) : (
          <ul>
            {rules.quota.parts.map(({ stage, kind, places }) => (
              <li key={`${stage} ${kind}`}>
                {t('quota.part', { stage: say('stage', stage), kind: kindOf(kind), places })}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('ties')}>
        <ol>
          {draft.ties.map((tie) => (
            <li key={tie}>{sayTie(tie)}</li>
          ))}
          <li>{t('tie.lot')}</li>
        </ol>
        {seed === null ? null : (
          <p className="quiet">
            {t('seed')} <code className="breakable">{seed}</code>
          </p>
        )}
      </Section>
    </>
  )
}

function markers(t: Translate<typeof words>, step: Step): string {
  if (step.experts === 0) return t(step.double ? 'step.by.double' : 'step.by.office')
  const rule = t(step.average === 'trimmed' ? 'step.average.trimmed' : 'step.average.mean')
  return [t('step.by.experts', { count: step.experts }), rule, ...(step.blind ? [t('step.blind')] : [])].join(' · ')
}

function cutOff(t: Translate<typeof words>, { cutOff: cut }: Step): string {
  if (cut.kind === 'none') return t('cutoff.none')
  return cut.kind === 'score' ? t('cutoff.score', { score: sayPoints(cut.least) }) : t('cutoff.top', { size: cut.size })
}
