import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { NumberField, TextArea, TextField } from '../../../ui/fields.tsx'
import { numberOf } from '../../../ui/field-rules.ts'
import { Form } from '../../../ui/form.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Facts, Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useLanguage, useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { privacyApi } from '../asking.ts'
import type { PrivacyRules, RetentionRule } from '../contract/rules.ts'
import { words } from '../words.ts'
import { PrivacyTabs } from './PrivacyTabs.tsx'

const key = ['privacy-rules']

/** How long what is kept, how the keys stand, and what teachers are told about their data. */
export function RulesPage() {
  const t = useWords(words)
  const query = useQuery({ queryKey: key, queryFn: () => call(privacyApi['privacy-rules'].$get()) })
  return (
    <Page title={t('rules')} lead={t('rules.lead')}>
      <PrivacyTabs />
      <Loaded query={query} words={words}>
        {(rules) => (
          <>
            <Keys keys={rules.keys} />
            <Retention rules={rules.retention} />
            <Text text={rules.text} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Keys({ keys }: { keys: PrivacyRules['keys'] }) {
  const t = useWords(words)
  const versionOf = (version: number) => t('keys.version.said', { version })
  return (
    <Section title={t('keys')} note={t('keys.hint')}>
      <Facts
        items={[
          { label: t('keys.version'), value: versionOf(keys.version) },
          { label: t('keys.known'), value: keys.known.map(versionOf).join(' · ') },
          { label: t('keys.stale'), value: formatCount(keys.stale, 'item') },
          ...(keys.stuck > 0 ? [{ label: t('keys.stuck'), value: formatCount(keys.stuck, 'item') }] : []),
        ]}
      />
      <Note tone={keys.stale === 0 ? 'done' : 'active'}>{t(keys.stale === 0 ? 'keys.fresh' : 'keys.busy')}</Note>
    </Section>
  )
}

function Retention({ rules }: { rules: readonly RetentionRule[] }) {
  const t = useWords(words)
  const maySet = useHolds('bureau_officer', 'system_admin')
  const [changing, setChanging] = useState<RetentionRule | undefined>()
  const days = (count: number) => t('rules.days', { days: count })
  return (
    <Section title={t('rules.retention')}>
      <PlainTable
        label={t('rules.retention')}
        rows={rules}
        rowId={(rule) => rule.kind}
        columns={[
          { key: 'kind', title: t('rules.kind'), cell: (rule) => t(`kind.${rule.kind}`) },
          { key: 'keep', title: t('rules.keep'), cell: (rule) => days(rule.keepDays) },
          { key: 'least', title: t('rules.least'), cell: (rule) => days(rule.leastDays) },
          {
            key: 'why',
            title: t('rules.why'),
            cell: (rule) =>
              rule.reason === null ? t('rules.default') : [rule.reason, rule.changedByName].filter(Boolean).join(' · '),
          },
          {
            key: 'last',
            title: t('rules.last'),
            cell: (rule) =>
              !rule.isRemoved
                ? t('rules.never')
                : rule.lastDay === null
                  ? t('rules.notYet')
                  : t('rules.last.said', { day: rule.lastDay, count: rule.lastRemoved ?? 0 }),
          },
          ...(maySet
            ? [
                {
                  key: 'change',
                  title: '',
                  cell: (rule: RetentionRule) => (
                    <ActionButton kind="quiet" onClick={() => setChanging(rule)}>
                      {t('rules.change')}
                    </ActionButton>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Dialog
        title={changing ? t('rules.change.title', { kind: t(`kind.${changing.kind}`) }) : t('rules.change')}
        open={changing !== undefined}
        onClose={() => setChanging(undefined)}
      >
        {changing ? <Change rule={changing} onClose={() => setChanging(undefined)} /> : null}
      </Dialog>
    </Section>
  )
}

function Change({ rule, onClose }: { rule: RetentionRule; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { days: String(rule.keepDays), reason: '' } })
  const save = useMutation({
    mutationFn: ({ days, reason }: { days: string; reason: string }) =>
      call(privacyApi['retention-rules'].$put({ json: { kind: rule.kind, keepDays: numberOf(days) ?? 0, reason } })),
    onSuccess: async () => {
      toast(t('rules.changed'))
      onClose()
      await cache.invalidateQueries({ queryKey: key })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      pending={save.isPending}
      problem={save.error}
      words={words}
      submit={t('rules.change.submit')}
      onCancel={onClose}
    >
      <NumberField
        control={form.control}
        name="days"
        label={t('rules.change.days')}
        min={rule.leastDays}
        max={36_500}
        required
      />
      <TextField control={form.control} name="reason" label={t('reason')} required maxLength={200} />
    </Form>
  )
}

function Text({ text }: { text: PrivacyRules['text'] }) {
  const t = useWords(words)
  const [language] = useLanguage()
  const [editing, setEditing] = useState(false)
  const maySet = useHolds('bureau_officer', 'system_admin')
  const { publishedByName, publishedAt } = text
  const by =
    publishedByName !== null && publishedAt !== null
      ? t('text.by', { who: publishedByName, at: formatDateTime(publishedAt) })
      : t('rules.default')
  return (
    <Section
      title={`${t('text')} · ${t('text.version', { version: text.version })}`}
      note={by}
      actions={maySet ? <ActionButton onClick={() => setEditing(true)}>{t('text.edit')}</ActionButton> : undefined}
    >
      <div className="prose">
        {(language === 'en' ? text.en : text.zh).split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <Dialog title={t('text.edit')} open={editing} onClose={() => setEditing(false)} width={720}>
        <Edit text={text} onClose={() => setEditing(false)} />
      </Dialog>
    </Section>
  )
}

function Edit({ text, onClose }: { text: PrivacyRules['text']; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { zh: text.zh, en: text.en } })
  const publish = useMutation({
    mutationFn: (values: { zh: string; en: string }) =>
      call(privacyApi['privacy-texts'].$post({ json: { version: text.version + 1, ...values } })),
    onSuccess: async () => {
      toast(t('text.done'))
      onClose()
      await cache.invalidateQueries({ queryKey: key })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => publish.mutate(values)}
      pending={publish.isPending}
      problem={publish.error}
      words={words}
      submit={t('text.submit')}
      onCancel={onClose}
    >
      <TextArea control={form.control} name="zh" label={t('text.zh')} rows={10} required maxLength={20_000} />
      <TextArea control={form.control} name="en" label={t('text.en')} rows={8} required maxLength={20_000} />
    </Form>
  )
}
