import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { accessRefusal } from '../../../lib/access.ts'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Facts, Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { useHolds, useMe } from '../../accounts/parts.tsx'
import { mayRegisterKey } from '../access.ts'
import type { BureauKey, BureauKeys } from '../contract/keys.ts'
import { words } from '../words.ts'
import { ConfirmKeyDialog, keysApi, keysQuery, RegisterKeyDialog, WithdrawKeyDialog } from './KeyDialogs.tsx'

const tones: Record<BureauKey['state'], Tone> = { registered: 'waiting', confirmed: 'done', withdrawn: 'neutral' }
type Open = { readonly kind: 'confirm' | 'withdraw'; readonly key: BureauKey }

/** The keys that other bureaus sign statements of hours with, who vouches for each here, and the key of this bureau. */
export function KeysPage() {
  const t = useWords(words)
  const me = useMe().data
  const [isRegistering, setRegistering] = useState(false)
  const query = useQuery({ queryKey: keysQuery, queryFn: () => call(keysApi['bureau-keys'].$get()) })
  const may = accessRefusal(mayRegisterKey, me && { personId: me.person?.id ?? null, grants: me.grants }) === undefined
  return (
    <Page
      title={t('keys')}
      lead={t('keys.lead')}
      actions={
        may ? (
          <ActionButton kind="primary" icon="plus" onClick={() => setRegistering(true)}>
            {t('key.register')}
          </ActionButton>
        ) : null
      }
    >
      <Loaded query={query} words={words}>
        {({ items, own }) => (
          <>
            <Keys items={items} />
            <OwnKey own={own} />
          </>
        )}
      </Loaded>
      {isRegistering ? <RegisterKeyDialog onClose={() => setRegistering(false)} /> : null}
    </Page>
  )
}

function Keys({ items }: { items: readonly BureauKey[] }) {
  const t = useWords(words)
  const mayConfirm = useHolds('bureau_officer', 'hours_officer', 'security_admin')
  const [open, setOpen] = useState<Open | undefined>()
  const close = () => setOpen(undefined)
  const signed = (name: string | null, on: string | null) =>
    name === null || on === null ? '–' : `${name} · ${formatDateTime(on)}`
  const acts = (key: BureauKey) =>
    !mayConfirm || key.state === 'withdrawn' ? null : (
      <span className="cluster">
        {key.state === 'registered' ? (
          <ActionButton
            kind="primary"
            reason={key.confirmRefusal === null ? undefined : sayRefusal({ code: key.confirmRefusal }, words)}
            onClick={() => setOpen({ kind: 'confirm', key })}
          >
            {t('key.confirm')}
          </ActionButton>
        ) : null}
        <ActionButton onClick={() => setOpen({ kind: 'withdraw', key })}>{t('key.withdraw')}</ActionButton>
      </span>
    )
  return (
    <>
      <PlainTable
        label={t('keys')}
        rows={items}
        rowId={(key) => key.id}
        empty={<EmptyState title={t('keys.empty')} hint={t('keys.empty.hint')} />}
        columns={[
          { key: 'bureau', title: t('key.bureau'), cell: (key) => key.bureau },
          {
            key: 'fingerprint',
            title: t('key.fingerprint'),
            cell: (key) =>
              key.fingerprint === null ? (
                <span className="quiet">{t('key.fingerprint.hidden')}</span>
              ) : (
                <code>{key.fingerprint}</code>
              ),
          },
          {
            key: 'state',
            title: t('key.state'),
            cell: (key) => (
              <span title={key.withdrawnReason ?? undefined}>
                <StateTag tone={tones[key.state]}>{t(`key.state.${key.state}`)}</StateTag>
              </span>
            ),
          },
          { key: 'by', title: t('key.registered'), cell: (key) => signed(key.registeredByName, key.registeredAt) },
          { key: 'seen', title: t('key.confirmed'), cell: (key) => signed(key.confirmedByName, key.confirmedAt) },
          { key: 'acts', title: '', align: 'end', cell: acts },
        ]}
      />
      {open?.kind === 'confirm' ? <ConfirmKeyDialog bureauKey={open.key} onClose={close} /> : null}
      {open?.kind === 'withdraw' ? <WithdrawKeyDialog bureauKey={open.key} onClose={close} /> : null}
    </>
  )
}

function OwnKey({ own }: { own: BureauKeys['own'] }) {
  const t = useWords(words)
  return (
    <Section title={t('keys.own')}>
      <p className="quiet">{t('keys.own.lead')}</p>
      <Facts
        items={[
          { label: t('key.bureau'), value: own.bureau },
          { label: t('key.fingerprint'), value: <code className="breakable">{own.fingerprint}</code> },
          { label: t('key.publicKey'), value: <code className="breakable">{own.publicKey}</code> },
        ]}
      />
    </Section>
  )
}
