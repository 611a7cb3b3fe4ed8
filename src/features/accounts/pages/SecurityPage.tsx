import { useState } from 'react'
import { ActionButton } from '../../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { PasswordField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { MailSection } from '../../notices/parts.tsx'
import { words } from '../words.ts'
import { ownWords } from '../words/own.ts'
import { sayDevice, useSecondFactor, useSessions } from './own-account.ts'
import { usePasswordForm } from './own-forms.ts'
import { LinksSection } from './Providers.tsx'
import { RecoveryCodes, SecondFactorSetUp } from './SecondFactorSetUp.tsx'
import { TokensSection } from './TokensSection.tsx'

/** One's own password, second factor, devices and tokens. */
export function SecurityPage() {
  const t = useWords(ownWords)
  return (
    <Page title={t('security')}>
      <PasswordSection />
      <FactorSection />
      <SessionsSection />
      <MailSection />
      <LinksSection />
      <TokensSection />
    </Page>
  )
}

function PasswordSection() {
  const t = useWords(ownWords)
  const { form, hint, change, submit } = usePasswordForm()
  return (
    <Section title={t('security.password')} note={t('security.password.lead')}>
      <div style={{ maxWidth: 480 }}>
        <Form
          form={form}
          onSubmit={submit}
          submit={t('security.password.change')}
          pending={change.isPending}
          problem={change.error}
          words={words}
        >
          <PasswordField
            control={form.control}
            name="password"
            label={t('password')}
            hint={hint}
            required
            autoComplete="new-password"
          />
        </Form>
      </div>
    </Section>
  )
}

function FactorSection() {
  const t = useWords(ownWords)
  const { factor, renew, remove, codes, forgetCodes } = useSecondFactor()
  const [dialog, setDialog] = useState<'set-up' | 'remove' | undefined>()
  const close = () => setDialog(undefined)
  return (
    <Section title={t('factor')} note={t('factor.lead')}>
      <Loaded query={factor} lines={2}>
        {({ isOn, recoveryCodesLeft, isRequired }) => (
          <div className="cluster">
            <StateTag tone={isOn ? 'done' : 'neutral'}>{isOn ? t('factor.on') : t('factor.off')}</StateTag>
            {isOn ? <span className="quiet">{t('factor.left', { count: recoveryCodesLeft })}</span> : null}
            {isOn ? (
              <>
                <ActionButton pending={renew.isPending} onClick={() => renew.mutate()}>
                  {t('factor.renew')}
                </ActionButton>
                <ActionButton
                  kind="danger"
                  reason={isRequired ? t('factor.required') : undefined}
                  onClick={() => setDialog('remove')}
                >
                  {t('factor.remove')}
                </ActionButton>
              </>
            ) : (
              <ActionButton kind="primary" onClick={() => setDialog('set-up')}>
                {t('factor.begin')}
              </ActionButton>
            )}
          </div>
        )}
      </Loaded>
      <Dialog title={t('factor')} open={dialog === 'set-up'} onClose={close}>
        <SecondFactorSetUp
          done={t('factor.done')}
          onDone={() => {
            close()
            void factor.refetch()
          }}
        />
      </Dialog>
      <Dialog title={t('factor.codes')} open={codes !== undefined} onClose={forgetCodes}>
        <RecoveryCodes codes={codes ?? []} done={t('factor.done')} onDone={forgetCodes} />
      </Dialog>
      <ConfirmDialog
        title={t('factor.remove.ask')}
        open={dialog === 'remove'}
        onClose={close}
        onConfirm={() => remove.mutate(undefined, { onSuccess: close })}
        confirm={t('factor.remove')}
        pending={remove.isPending}
        problem={remove.error}
        words={words}
        danger
      >
        <p>{t('factor.remove.what')}</p>
      </ConfirmDialog>
    </Section>
  )
}

function SessionsSection() {
  const t = useWords(ownWords)
  const { list, end, endOthers } = useSessions()
  const others = list.data?.items.filter((item) => !item.isCurrent) ?? []
  return (
    <Section
      title={t('sessions')}
      actions={
        <ActionButton
          pending={endOthers.isPending}
          reason={others.length === 0 ? t('sessions.only') : undefined}
          onClick={() => endOthers.mutate(undefined, { onSuccess: () => toast(t('sessions.ended')) })}
        >
          {t('sessions.endOthers')}
        </ActionButton>
      }
    >
      <Loaded query={list} words={words}>
        {({ items }) => (
          <PlainTable
            label={t('sessions')}
            rows={items}
            rowId={(row) => row.id}
            columns={[
              { key: 'device', title: t('sessions.device'), cell: (row) => sayDevice(row.device, t) },
              { key: 'from', title: t('sessions.address'), cell: (row) => row.fromAddress },
              { key: 'seen', title: t('sessions.used'), cell: (row) => formatDateTime(row.seenAt) },
              {
                key: 'act',
                title: '',
                align: 'end',
                cell: (row) =>
                  row.isCurrent ? (
                    <StateTag tone="active">{t('sessions.current')}</StateTag>
                  ) : (
                    <ActionButton
                      kind="quiet"
                      onClick={() => end.mutate(row.id, { onSuccess: () => toast(t('sessions.ended')) })}
                    >
                      {t('sessions.end')}
                    </ActionButton>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
