import { useState, type ReactNode } from 'react'
import { useParams } from 'react-router'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded, Note } from '../../../ui/feedback.tsx'
import { formatDay, wallOf } from '../../../ui/format.ts'
import { History } from '../../../ui/history.tsx'
import { ObjectHead, Section, Tabs } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import type { LayoutInFull } from '../contract/layout-versions.ts'
import { words } from '../words.ts'
import { EndLayoutDialog } from './LayoutDialogs.tsx'
import { LayoutEditor } from './LayoutEditor.tsx'
import { LayoutReading } from './LayoutReading.tsx'
import { LayoutTrial } from './LayoutTrial.tsx'
import { Since } from './LayoutListPage.tsx'
import { sayLayout, stateOf, toneOfState, toneOfSure, useLayout } from './layouts-api.ts'

/** One layout: its columns in words, its versions, its draft, and what that makes of real people. */
export function LayoutPage() {
  const { hourLayoutId = '', tab } = useParams()
  const query = useLayout(hourLayoutId)
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(layout) => (
          <>
            <Head layout={layout} />
            {partOf(layout, tab)}
          </>
        )}
      </Loaded>
    </div>
  )
}

function partOf(layout: LayoutInFull, tab: string | undefined): ReactNode {
  const { draft, versions } = layout
  if (tab === 'versions') return <Versions layout={layout} />
  // The editor keeps what was typed: another revision that was read is another editor.
  if (tab === 'draft' && draft) return <LayoutEditor key={layout.id} layout={layout} draft={draft} />
  if (tab === 'trial' && draft) return <LayoutTrial layout={layout} draft={draft} />
  const shown = versions.find(({ version }) => version === layout.version)?.content ?? draft?.content
  return shown ? <LayoutReading content={shown} /> : <EmptyText />
}

function EmptyText() {
  const t = useWords(words)
  return <EmptyState title={t('versions.none')} />
}

function Head({ layout }: { layout: LayoutInFull }) {
  const t = useWords(words)
  const { tab } = useParams()
  const [ending, setEnding] = useState(false)
  const { endedOn, endedReason, draft } = layout
  const state = stateOf(layout, wallOf(new Date()).date)
  const held = draft === null ? t('reason.write') : endedOn === null ? undefined : t('refusal.layout_ended')
  return (
    <>
      <ObjectHead
        back={{ to: at.layoutList(), label: t('list.back') }}
        title={sayLayout(layout)}
        lead={layout.target}
        state={<StateTag tone={toneOfState[state]}>{t(`state.${state}`)}</StateTag>}
        facts={[
          { label: t('list.since'), value: <Since layout={layout} /> },
          { label: t('list.subject'), value: t(`subject.${layout.subject}`) },
          {
            label: t('list.source'),
            value: (
              <>
                <StateTag tone={toneOfSure[layout.sourceSure]}>{t(`sure.${layout.sourceSure}`)}</StateTag>{' '}
                <span className="breakable">{layout.sourceCites}</span>
              </>
            ),
          },
        ]}
        more={
          <ActionButton kind="quiet" reason={held} onClick={() => setEnding(true)}>
            {t('end')}
          </ActionButton>
        }
        action={
          tab === 'draft' || tab === 'trial' ? null : held === undefined ? (
            <ActionLink to={at.layout(layout.id, 'draft')} kind="primary" icon="pen">
              {t('edit')}
            </ActionLink>
          ) : (
            <ActionButton reason={held}>{t('edit')}</ActionButton>
          )
        }
      />
      {endedOn === null ? null : (
        <Note tone="attention">{t('ended.on', { date: formatDay(endedOn), reason: endedReason ?? '' })}</Note>
      )}
      <Tabs
        label={sayLayout(layout)}
        items={[
          { to: at.layout(layout.id), label: t('tab.columns') },
          { to: at.layout(layout.id, 'versions'), label: t('tab.versions'), count: layout.versions.length },
          ...(held === undefined
            ? [
                { to: at.layout(layout.id, 'draft'), label: t('tab.draft') },
                { to: at.layout(layout.id, 'trial'), label: t('tab.trial') },
              ]
            : []),
        ]}
      />
      {ending ? <EndLayoutDialog layout={layout} onClose={() => setEnding(false)} /> : null}
    </>
  )
}

function Versions({ layout: { versions, shipped } }: { layout: LayoutInFull }) {
  const t = useWords(words)
  if (versions.length === 0) return <EmptyState title={t('versions.none')} />
  const said = (version: number, from: string) =>
    shipped !== null && version === 1
      ? t('version.shipped', { n: version })
      : t('version.from', { n: version, date: formatDay(from) })
  return (
    <>
      <Section title={t('tab.versions')}>
        <History
          items={versions.map((each) => ({
            id: String(each.version),
            at: each.adoptedAt,
            who: each.adoptedByName ?? t('versions.shipped'),
            what: said(each.version, each.effectiveFrom),
            detail: each.adoptedByName === null ? null : each.reason,
          }))}
        />
      </Section>
      {versions.map((each) => (
        <Section key={each.version} title={t('version.n', { n: each.version })}>
          <LayoutReading content={each.content} />
        </Section>
      ))}
    </>
  )
}
