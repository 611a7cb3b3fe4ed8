import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded, ProblemNote } from '../../../ui/feedback.tsx'
import { CheckField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { ProblemError } from '../../../platform/web/call.ts'
import { resetRefusal } from '../core/activation.ts'
import type { PasswordRequest } from '../contract/passwords.ts'
import { actingOf, useMe } from '../parts.tsx'
import type { accountRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { manageWords } from '../words/manage.ts'
import { AccountTabs } from './AccountsPage.tsx'
import { MadeCodesDialog, useMadeCodes } from './MadeCodesDialog.tsx'

const api = client<typeof accountRoutes>()

/** Who forgot the password: check that it is them, then give a code. */
export function PasswordRequestsPage() {
  const t = useWords(manageWords)
  const cache = useQueryClient()
  const me = useMe()
  const list = useQuery({ queryKey: ['password-requests'], queryFn: () => call(api['password-requests'].$get()) })
  const [answering, setAnswering] = useState<PasswordRequest | undefined>()
  const made = useMadeCodes(() => setAnswering(undefined))
  const close = useMutation({
    mutationFn: (passwordRequestId: string) =>
      call(api['password-requests'][':passwordRequestId'].refusal.$post({ param: { passwordRequestId } })),
    onSuccess: async () => {
      toast(t('requests.refused'))
      await cache.invalidateQueries({ queryKey: ['password-requests'] })
    },
  })
  const asker = {
    ...{ accountId: '', personId: null, ...(me.data && actingOf(me.data)) },
    grants: me.data?.grants ?? [],
  }
  const reasonOf = (row: PasswordRequest) => {
    const code = resetRefusal(asker, row)
    return code ? sayRefusal(new ProblemError({ code }), words) : undefined
  }
  return (
    <Page title={t('accounts')} lead={t('requests.lead')}>
      <AccountTabs />
      <ProblemNote problem={close.error} words={words} />
      <Loaded query={list} words={words}>
        {({ items }) => (
          <PlainTable
            label={t('requests')}
            rows={items}
            rowId={(row) => row.id}
            empty={<EmptyState title={t('requests.none')} hint={t('requests.none.hint')} />}
            columns={[
              { key: 'name', title: t('name'), cell: (row) => row.name },
              { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo },
              { key: 'school', title: t('school'), cell: (row) => row.organisationName },
              { key: 'at', title: t('requests.at'), cell: (row) => formatDateTime(row.askedAt) },
              { key: 'from', title: t('requests.from'), cell: (row) => row.fromAddress },
              {
                key: 'act',
                title: '',
                align: 'end',
                cell: (row) => (
                  <span className="cluster">
                    <ActionButton kind="primary" reason={reasonOf(row)} onClick={() => setAnswering(row)}>
                      {t('requests.answer')}
                    </ActionButton>
                    <ActionButton kind="quiet" onClick={() => close.mutate(row.id)}>
                      {t('requests.refuse')}
                    </ActionButton>
                  </span>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <Dialog title={t('requests.answer')} open={answering !== undefined} onClose={() => setAnswering(undefined)}>
        {answering ? (
          <AnswerForm request={answering} show={made.show} onCancel={() => setAnswering(undefined)} />
        ) : null}
      </Dialog>
      <MadeCodesDialog made={made.codes} onClose={made.forget} />
    </Page>
  )
}

type AnswerProps = {
  request: PasswordRequest
  show: ReturnType<typeof useMadeCodes>['show']
  onCancel: () => void
}

function AnswerForm({ request, show, onCancel }: AnswerProps) {
  const t = useWords(manageWords)
  const form = useForm({ defaultValues: { dropsSecondFactor: false } })
  const answer = useMutation({
    mutationFn: (json: { dropsSecondFactor: boolean }) =>
      call(
        api['password-requests'][':passwordRequestId'].code.$post({ param: { passwordRequestId: request.id }, json }),
      ),
    onSuccess: show,
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => answer.mutate(values)}
      submit={t('requests.answer')}
      pending={answer.isPending}
      problem={answer.error}
      words={words}
      onCancel={onCancel}
    >
      <p>
        {request.name} · {request.staffNo} · {request.organisationName}
      </p>
      <p>{t('requests.lead')}</p>
      {request.hasSecondFactor ? (
        <CheckField control={form.control} name="dropsSecondFactor" label={t('give.drop')} />
      ) : null}
    </Form>
  )
}
