import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { accessRefusal } from '../../../lib/access.ts'
import { call, client } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { mayJudgeAudience } from '../access.ts'
import type { RuleSetShown } from '../contract.ts'
import type { eligibilityRoutes } from '../routes.ts'
import { sayRule } from '../saying.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'
import { CycleLimits } from './CycleLimits.tsx'
import { RulesDialog } from './RulesDialog.tsx'
import { shortOf } from './short.ts'

export { CycleLimits }

const api = client<typeof eligibilityRoutes>()

/** What a programme asks of people beside its audience, in words, who passes, and who falls out by which rule. */
export function EligibilitySection({ programmeId, mayManage }: { programmeId: string; mayManage: boolean }) {
  const t = useWords(pageWords)
  const me = useMe().data
  const [editing, setEditing] = useState(false)
  const rules = useQuery({
    queryKey: ['eligibility-rules', programmeId],
    queryFn: () => call(api.programmes[':programmeId']['eligibility-rules'].$get({ param: { programmeId } })),
  })
  // Whoever has no role over the programme sees it without its rules.
  if (!rules.data) return null
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const maySee = asker !== undefined && accessRefusal(mayJudgeAudience, asker) === undefined
  const { changeRefusal } = rules.data
  return (
    <>
      <Section
        title={t('rules')}
        actions={
          mayManage ? (
            <ActionButton
              icon="pen"
              reason={changeRefusal === null ? undefined : sayRefusal({ code: changeRefusal }, words)}
              onClick={() => setEditing(true)}
            >
              {t('edit')}
            </ActionButton>
          ) : null
        }
      >
        <ul>
          {sentencesOf(t, rules.data).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      {maySee ? <WhoPasses programmeId={programmeId} /> : null}
      {editing ? <RulesDialog programmeId={programmeId} set={rules.data} onClose={() => setEditing(false)} /> : null}
    </>
  )
}

function sentencesOf(t: Translate<typeof pageWords>, set: RuleSetShown): string[] {
  const { series, stage, rules, prerequisites, limits, cycleYears: years } = set
  const place =
    series === null ? [] : stage === null ? [t('say.series', { series })] : [t('say.stage', { series, stage })]
  return [
    ...place,
    ...(rules.previousStage && stage !== null ? [t('say.previousStage', { stage: stage - 1 })] : []),
    ...prerequisites.map(({ title }) => t('say.prerequisite', { title })),
    ...(rules.cycleMost === null
      ? limits.map(({ most }) => t('say.limit', { years, most }))
      : [t('say.cycleMost', { years, most: rules.cycleMost })]),
    ...(rules.notAgain ? [t('say.notAgain')] : []),
    t(`say.clash.${rules.clash}`),
    t('always'),
  ]
}

function WhoPasses({ programmeId }: { programmeId: string }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const [code, setCode] = useState<string>()
  const file = useExport('ineligible-people', { programmeId })
  const counted = useQuery({
    queryKey: ['eligible-audience', programmeId],
    queryFn: () => call(api['eligible-audience'].$get({ query: { programmeId } })),
  })
  return (
    <Section title={t('audience')} note={t('audience.note')} actions={<ExportLink href={file} />}>
      <Loaded query={counted} words={words}>
        {({ size, passed, byRule }) => (
          <>
            <div className="figures">
              <Stat label={t('size')} value={size} unit="person" />
              <Stat label={t('passed')} value={passed} unit="person" />
              <Stat label={t('failed')} value={size - passed} unit="person" />
            </div>
            {byRule.length > 0 ? (
              <PlainTable
                label={t('byRule')}
                rows={byRule}
                rowId={(row) => row.code}
                columns={[
                  { key: 'rule', title: t('rule'), cell: (row) => shortOf(say, row.code) },
                  { key: 'count', title: t('count'), align: 'end', cell: (row) => row.count },
                  {
                    key: 'show',
                    title: t('show'),
                    cell: (row) => (
                      <ActionButton kind="quiet" onClick={() => setCode(row.code)}>
                        {t('show')}
                      </ActionButton>
                    ),
                  },
                ]}
              />
            ) : null}
          </>
        )}
      </Loaded>
      {code === undefined ? null : (
        <FallenOut programmeId={programmeId} code={code} onClose={() => setCode(undefined)} />
      )}
    </Section>
  )
}

function FallenOut({ programmeId, code, onClose }: { programmeId: string; code: string; onClose: () => void }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const found = useQuery({
    queryKey: ['ineligible-people', programmeId, code],
    queryFn: () => call(api['ineligible-people'].$get({ query: { programmeId, code } })),
  })
  return (
    <SideSheet title={`${t('list')} · ${shortOf(say, code)}`} open onClose={onClose}>
      <Loaded query={found} words={words}>
        {({ items, total }) => (
          <>
            {total > items.length ? <p className="quiet">{t('list.most', { count: items.length })}</p> : null}
            <PlainTable
              label={t('list')}
              rows={items}
              rowId={(row) => row.personId}
              empty={<EmptyState title={t('list.empty')} />}
              columns={[
                { key: 'person', title: t('person'), cell: (row) => `${row.name} · ${row.staffNo}` },
                { key: 'school', title: t('school'), cell: (row) => row.organisationName },
                {
                  key: 'why',
                  title: t('why'),
                  cell: (row) => row.failed.map((rule) => sayRule(say, rule)).join(' '),
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </SideSheet>
  )
}
