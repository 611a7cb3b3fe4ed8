import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { tokenPurposes } from '../../../lib/access.ts'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { MultiSelect } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded, Note } from '../../../ui/feedback.tsx'
import { CheckField, numberOf, NumberField, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../parts.tsx'
import type { accountRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { ownWords } from '../words/own.ts'

const api = client<typeof accountRoutes>()
const key = ['api-tokens']

/** One's own tokens for programs: listed, made, revoked. */
export function TokensSection() {
  const t = useWords(ownWords)
  const cache = useQueryClient()
  const list = useQuery({ queryKey: key, queryFn: () => call(api['api-tokens'].$get()) })
  const [making, setMaking] = useState(false)
  const [token, setToken] = useState<string | undefined>()
  const revoke = useMutation({
    mutationFn: (apiTokenId: string) => call(api['api-tokens'][':apiTokenId'].$delete({ param: { apiTokenId } })),
    onSuccess: async () => {
      toast(t('tokens.revoked'))
      await cache.invalidateQueries({ queryKey: key })
    },
  })
  return (
    <Section
      title={t('tokens')}
      note={t('tokens.lead')}
      actions={<ActionButton onClick={() => setMaking(true)}>{t('tokens.make')}</ActionButton>}
    >
      <Loaded query={list} words={words} lines={2}>
        {({ items }) => (
          <PlainTable
            label={t('tokens')}
            rows={items}
            rowId={(row) => row.id}
            empty={<EmptyState title={t('tokens.none')} />}
            columns={[
              { key: 'label', title: t('tokens.label'), cell: (row) => row.label },
              {
                key: 'reach',
                title: t('tokens.reach'),
                cell: (row) => t(row.purpose ? 'tokens.handing' : row.readOnly ? 'tokens.reading' : 'tokens.writing'),
              },
              { key: 'ends', title: t('tokens.ends'), cell: (row) => formatDateTime(row.expiresAt) },
              {
                key: 'used',
                title: t('sessions.used'),
                cell: (row) => (row.usedAt ? formatDateTime(row.usedAt) : t('tokens.unused')),
              },
              {
                key: 'act',
                title: '',
                align: 'end',
                cell: (row) => (
                  <ActionButton kind="quiet" onClick={() => revoke.mutate(row.id)}>
                    {t('tokens.revoke')}
                  </ActionButton>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <Dialog title={t('tokens.make')} open={making} onClose={() => setMaking(false)}>
        <NewToken
          onCancel={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false)
            setToken(made)
            void cache.invalidateQueries({ queryKey: key })
          }}
        />
      </Dialog>
      <Dialog title={t('tokens')} open={token !== undefined} onClose={() => setToken(undefined)} width={640}>
        <div className="dialog-body stack">
          <Note tone="attention">{t('tokens.once')}</Note>
          <code className="breakable">{token}</code>
        </div>
        <div className="dialog-foot">
          <ActionButton kind="primary" onClick={() => setToken(undefined)}>
            {t('close')}
          </ActionButton>
        </div>
      </Dialog>
    </Section>
  )
}

type Asked = { label: string; days: string; readOnly: boolean; hands: boolean; roles: string[] }

function NewToken({ onCancel, onMade }: { onCancel: () => void; onMade: (token: string) => void }) {
  const t = useWords(ownWords)
  const say = useWords(words)
  const me = useMe()
  const form = useForm<Asked>({
    defaultValues: { label: '', days: '90', readOnly: true, hands: false, roles: [] },
  })
  const held = [...new Set((me.data?.grants ?? []).map((grant) => grant.role))]
  const recording: readonly string[] = tokenPurposes.external_hours
  const mayHandOver = held.some((role) => recording.includes(role))
  const make = useMutation({
    mutationFn: (values: Asked) => {
      const { label, days, readOnly, hands } = values
      const purpose = hands ? { purpose: 'external_hours' as const } : {}
      const roles = held.filter((role) => values.roles.includes(role))
      return call(
        api['api-tokens'].$post({
          json: { label, days: numberOf(days) ?? 90, readOnly, ...(roles.length > 0 ? { roles } : {}), ...purpose },
        }),
      )
    },
    onSuccess: (made) => onMade(made.token),
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => make.mutate(values)}
      submit={t('tokens.make')}
      pending={make.isPending}
      problem={make.error}
      words={words}
      onCancel={onCancel}
    >
      <TextField
        control={form.control}
        name="label"
        label={t('tokens.label')}
        hint={t('tokens.label.hint')}
        required
        maxLength={60}
      />
      <NumberField control={form.control} name="days" label={t('tokens.days')} min={1} max={365} required />
      {held.length > 1 ? (
        <MultiSelect
          control={form.control}
          name="roles"
          label={t('tokens.roles')}
          hint={t('tokens.roles.hint')}
          options={held.map((role) => ({ value: role, label: say(`role.${role}`) }))}
        />
      ) : null}
      <CheckField control={form.control} name="readOnly" label={t('tokens.readOnly')} />
      {mayHandOver ? <CheckField control={form.control} name="hands" label={t('tokens.hands')} /> : null}
    </Form>
  )
}
