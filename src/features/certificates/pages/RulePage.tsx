import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm, useWatch } from 'react-hook-form'
import { call, upload } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { FileField } from '../../../ui/files.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Facts, Page } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import type { CertificateRule } from '../contract.ts'
import { writeNumber } from '../core.ts'
import { certificatesApi as api } from '../parts.tsx'
import { words } from '../words.ts'

const ruleKey = ['certificate-rule'] as const

/** How the bureau numbers, signs and seals its certificates. */
export function RulePage() {
  const t = useWords(words)
  const query = useQuery({ queryKey: ruleKey, queryFn: () => call(api['certificate-rule'].$get()) })
  return (
    <Page title={t('rule.title')} lead={t('rule.lead')} back={{ to: at.certificates(), label: t('back') }}>
      <Loaded query={query} words={words}>
        {(rule) => <RuleForm key={rule.sealFileId ?? ''} rule={rule} />}
      </Loaded>
    </Page>
  )
}

type Values = { pattern: string; title: string; issuer: string; signatory: string; seal: File | null }

const sealMaxBytes = 5 * 1024 * 1024

// A seal belongs to the bureau, whoever of it hands it in.
async function storeSeal(seal: File, rule: CertificateRule): Promise<string> {
  const id = crypto.randomUUID()
  const asked = new URLSearchParams({ id, name: seal.name, purpose: 'seal', organisationId: rule.bureauId })
  await upload(`/files?${asked.toString()}`, seal)
  return id
}

function RuleForm({ rule }: { rule: CertificateRule }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const { pattern, title, issuer, signatory } = rule
  const form = useForm<Values>({ defaultValues: { pattern, title, issuer, signatory, seal: null } })
  const save = useMutation({
    mutationFn: async ({ seal, ...values }: Values) => {
      const sealFileId = seal ? await storeSeal(seal, rule) : rule.sealFileId
      return call(api['certificate-rule'].$put({ json: { ...values, sealFileId } }))
    },
    onSuccess: (saved) => {
      cache.setQueryData(ruleKey, saved)
      toast(t('rule.saved'))
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      pending={save.isPending}
      problem={save.error}
      words={words}
      submit={t('rule.save')}
    >
      {rule.chosen ? null : <Note tone="neutral">{t('rule.default')}</Note>}
      <TextField
        control={form.control}
        name="pattern"
        label={t('rule.pattern')}
        hint={t('rule.pattern.hint')}
        required
        maxLength={60}
      />
      <Preview rule={rule} control={form.control} />
      <FormRow>
        <TextField control={form.control} name="title" label={t('rule.name')} required maxLength={30} />
        <TextField control={form.control} name="issuer" label={t('rule.issuer')} required maxLength={60} />
        <TextField
          control={form.control}
          name="signatory"
          label={t('rule.signatory')}
          hint={t('rule.signatory.hint')}
          maxLength={20}
        />
      </FormRow>
      <FileField
        control={form.control}
        name="seal"
        label={t('rule.seal')}
        hint={`${t(rule.sealFileId === null ? 'rule.seal.none' : 'rule.seal.has')} · ${t('rule.seal.hint')}`}
        accept={['png', 'jpg', 'jpeg']}
        maxBytes={sealMaxBytes}
      />
      {rule.sealFileId === null ? null : (
        <img src={`/api/v1/files/${rule.sealFileId}`} alt={t('rule.seal.has')} width={120} height={120} />
      )}
    </Form>
  )
}

function Preview({ rule, control }: { rule: CertificateRule; control: ReturnType<typeof useForm<Values>>['control'] }) {
  const t = useWords(words)
  const pattern = useWatch({ control, name: 'pattern' })
  const year = new Date().getFullYear()
  const number = writeNumber(pattern.trim(), { region: rule.region, year, kind: 'X', seq: rule.nextSeq })
  return number.ok ? (
    <Facts items={[{ label: t('rule.preview'), value: number.value }]} />
  ) : (
    <Note tone="attention">{sayRefusal({ code: number.error }, words)}</Note>
  )
}
