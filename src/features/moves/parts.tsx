import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { call, client } from '../../platform/web/call.ts'
import { at } from '../../platform/web/route.ts'
import { ActionButton, ActionLink, MenuButton } from '../../ui/button.tsx'
import { EmptyState, Loaded } from '../../ui/feedback.tsx'
import { formatCount, formatDate } from '../../ui/format.ts'
import { History } from '../../ui/history.tsx'
import { Section } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { useWords, type Translate } from '../../ui/words.ts'
import { useHolds } from '../accounts/parts.tsx'
import type { ChangeEntry } from './contract/changes.ts'
import { AcceptStatementDialog, IssueStatementDialog } from './pages/StatementDialogs.tsx'
import { TransferDialog } from './pages/TransferDialog.tsx'
import { TreeChangeDialog, type ChangeKind } from './pages/TreeChangeDialog.tsx'
import type { moveRoutes } from './routes.ts'
import type { statementMoveRoutes } from './routes/statements.ts'
import { words } from './words.ts'

const api = client<typeof moveRoutes>()
const statementApi = client<typeof statementMoveRoutes>()

type Changing = { id: string; kind: string; name: string; closedOn: string | null }

const kindsOf = (kind: string): readonly ChangeKind[] =>
  kind === 'bureau'
    ? ['renamed']
    : kind === 'school'
      ? ['renamed', 'moved', 'merged', 'split', 'closed']
      : ['renamed', 'moved', 'merged', 'closed']

/** The changes that an organisation can undergo, for whoever may make them; a closed one keeps the menu and says why not. */
export function TreeChangeMenu({ organisation }: { organisation: Changing }) {
  const t = useWords(words)
  const mayChange = useHolds('bureau_officer', 'system_admin')
  const [open, setOpen] = useState<ChangeKind | undefined>()
  if (!mayChange) return null
  const reason = organisation.closedOn === null ? undefined : t('refusal.organisation_closed')
  const items = kindsOf(organisation.kind).map((kind) => ({
    key: kind,
    label: t(`change.${kind}`),
    onSelect: () => setOpen(kind),
    danger: kind === 'closed',
    ...(reason === undefined ? {} : { reason }),
  }))
  return (
    <>
      <MenuButton label={t('change')} items={items}>
        {t('change')}
      </MenuButton>
      {open ? (
        <TreeChangeDialog key={open} organisation={organisation} kind={open} onClose={() => setOpen(undefined)} />
      ) : null}
    </>
  )
}

function sayChange(t: Translate<typeof words>, entry: ChangeEntry): string {
  const { organisationName: name, oldName, newName, fromName, toName } = entry
  const people = formatCount(entry.people, 'person')
  if (entry.kind === 'renamed') return t('said.renamed', { from: oldName ?? '', to: newName ?? '' })
  if (entry.kind === 'moved') return t('said.moved', { from: fromName ?? '', to: toName ?? '' })
  if (entry.kind === 'closed' || entry.kind === 'reopened') return t(`said.${entry.kind}`)
  return t(`said.${entry.kind}`, { name, to: toName ?? '', people })
}

/** What became of an organisation, the latest first. */
export function TreeHistory({ organisationId }: { organisationId: string }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['organisations', 'changes', organisationId],
    queryFn: () => call(api.organisations[':organisationId'].changes.$get({ param: { organisationId } })),
  })
  return (
    <Section title={t('changes')}>
      <Loaded query={query} words={words} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('changes.empty')}</p>
          ) : (
            <History
              items={items.map((entry) => ({
                id: entry.id,
                at: entry.changedAt,
                who: entry.changedByName,
                what: `${formatDate(entry.datedOn)} · ${sayChange(t, entry)}`,
                detail: entry.reason,
              }))}
            />
          )
        }
      </Loaded>
    </Section>
  )
}

type Moving = { id: string; name: string; state: string; mergedInto: string | null }

/** The ways in which a person leaves a school: to another of the bureau, or to another bureau. */
export function LeavingActions({ person }: { person: Moving }) {
  const t = useWords(words)
  const mayTransfer = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const mayIssue = useHolds('hours_officer')
  const [open, setOpen] = useState<'transfer' | 'statement' | undefined>()
  const merged = person.mergedInto === null ? undefined : t('refusal.person_merged')
  const gone = person.state === '05' ? t('refusal.person_not_in_post') : merged
  const close = () => setOpen(undefined)
  return (
    <>
      {mayTransfer ? (
        <ActionButton onClick={() => setOpen('transfer')} reason={merged}>
          {t('transfer.out')}
        </ActionButton>
      ) : null}
      {mayIssue ? (
        <ActionButton onClick={() => setOpen('statement')} reason={gone}>
          {t('statement.issue')}
        </ActionButton>
      ) : null}
      {open === 'transfer' ? <TransferDialog person={person} onClose={close} /> : null}
      {open === 'statement' ? <IssueStatementDialog person={person} onClose={close} /> : null}
    </>
  )
}

/** The statements of hours that a person took along or brought. */
export function StatementsSection({ person }: { person: Moving }) {
  const t = useWords(words)
  const mayAccept = useHolds('bureau_officer', 'town_officer', 'school_registrar', 'hours_officer')
  const mayReadKeys = useHolds('bureau_officer', 'hours_officer', 'security_admin', 'auditor')
  const [open, setOpen] = useState(false)
  const query = useQuery({
    queryKey: ['statements', person.id],
    queryFn: () => call(statementApi.people[':personId']['hours-statements'].$get({ param: { personId: person.id } })),
  })
  const keys = mayReadKeys ? <ActionLink to={at.bureauKeys()}>{t('keys')}</ActionLink> : null
  const accept = mayAccept ? (
    <ActionButton
      onClick={() => setOpen(true)}
      reason={person.mergedInto === null ? undefined : t('refusal.person_merged')}
    >
      {t('statement.accept')}
    </ActionButton>
  ) : null
  if (!mayAccept && (query.data?.items.length ?? 0) === 0) return null
  return (
    <Section
      title={t('statements')}
      actions={
        <>
          {keys}
          {accept}
        </>
      }
    >
      <PlainTable
        label={t('statements')}
        rows={query.data?.items ?? []}
        rowId={(row) => row.id}
        empty={<EmptyState title={t('statements.none')} />}
        columns={[
          {
            key: 'number',
            title: t('statement.number'),
            cell: (row) => <Link to={at.statement(person.id, row.id)}>{row.number}</Link>,
          },
          { key: 'direction', title: t('statements'), cell: (row) => t(`statement.direction.${row.direction}`) },
          { key: 'bureau', title: t('statement.bureau'), cell: (row) => row.bureau },
          {
            key: 'state',
            title: t('statement.state'),
            cell: (row) =>
              row.openingId === null ? (
                t(`statement.state.${row.state}`)
              ) : (
                <Link to={at.opening(row.openingId)}>{t(`statement.state.${row.state}`)}</Link>
              ),
          },
          { key: 'on', title: t('on'), cell: (row) => formatDate(row.content.issuedOn) },
        ]}
      />
      {open ? <AcceptStatementDialog person={person} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}
