import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { call } from '../../../platform/web/call.ts'
import { saveAnswer } from '../../../platform/web/hand-in.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { MultiSelect, SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, ProblemNote } from '../../../ui/feedback.tsx'
import { CheckField, TextArea, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { formatDateTime, formatDay } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useProgrammeOptions } from '../../programmes/parts.tsx'
import { integrityApi } from '../asking.ts'
import type { Restriction } from '../contract/restrictions.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'
import { RestrictionLists } from './FactLists.tsx'
import { IntegrityTabs } from './IntegrityPage.tsx'
import { usePersonChoice } from './RecordDialog.tsx'

/** Restrictions: looked at with a reason that is kept, entered and lifted by officers of the bureau themselves. */
export function RestrictionsPage() {
  const t = useWords(pageWords)
  const [entering, setEntering] = useState(false)
  const [lifting, setLifting] = useState<Restriction>()
  const form = useForm({ defaultValues: { reason: '', all: false } })
  const look = useMutation({
    mutationFn: (values: { reason: string; all: boolean }) =>
      call(integrityApi['restriction-looks'].$post({ json: { id: crypto.randomUUID(), ...values } })),
  })
  // Taking it out is a look of its own, for the reason that was given for this one.
  const take = useMutation({
    mutationFn: () => {
      const asked = { ...(look.variables ?? form.getValues()), id: crypto.randomUUID() }
      return saveAnswer('/restriction-exports', JSON.stringify(asked), `${t('restrictions')}.xlsx`, 'application/json')
    },
  })
  const again = () => look.mutate(form.getValues())
  return (
    <Page
      title={t('restrictions')}
      lead={t('restrictions.lead')}
      actions={
        <ActionButton icon="plus" onClick={() => setEntering(true)}>
          {t('enter')}
        </ActionButton>
      }
    >
      <IntegrityTabs />
      <RestrictionLists />
      <Section title={t('look')}>
        <Form
          form={form}
          onSubmit={(values) => look.mutate(values)}
          submit={t('look')}
          pending={look.isPending}
          problem={look.error}
          words={words}
        >
          <TextField
            control={form.control}
            name="reason"
            label={t('look.reason')}
            hint={t('look.reason.hint')}
            required
            maxLength={200}
          />
          <CheckField control={form.control} name="all" label={t('look.all')} />
        </Form>
      </Section>
      {look.data && look.data.items.length > 0 ? (
        <div className="cluster">
          <ActionButton icon="download" pending={take.isPending} onClick={() => take.mutate()}>
            {t('look.take')}
          </ActionButton>
          <span className="quiet">{t('look.take.hint')}</span>
          <ProblemNote problem={take.error} words={words} />
        </div>
      ) : null}
      {look.data ? <Found rows={look.data.items} onLift={setLifting} /> : <p className="quiet">{t('look.lead')}</p>}
      <Dialog title={t('enter')} open={entering} onClose={() => setEntering(false)} width={640}>
        {entering ? <EnterForm onClose={() => setEntering(false)} /> : null}
      </Dialog>
      <Dialog title={t('lift.title')} open={lifting !== undefined} onClose={() => setLifting(undefined)}>
        {lifting ? <LiftForm restriction={lifting} onClose={() => setLifting(undefined)} onDone={again} /> : null}
      </Dialog>
    </Page>
  )
}

function Found({ rows, onLift }: { rows: readonly Restriction[]; onLift: (row: Restriction) => void }) {
  const t = useWords(pageWords)
  return (
    <PlainTable
      label={t('restrictions')}
      rows={rows}
      rowId={(row) => row.id}
      empty={<EmptyState title={t('look.none')} />}
      columns={[
        { key: 'person', title: t('person'), cell: (row) => `${row.personName} · ${row.staffNo}` },
        { key: 'school', title: t('school'), cell: (row) => row.organisationName },
        { key: 'from', title: t('fromOn'), cell: (row) => <span className="num">{formatDay(row.fromOn)}</span> },
        {
          key: 'until',
          title: t('untilOn'),
          cell: (row) => (row.untilOn === null ? '–' : <span className="num">{formatDay(row.untilOn)}</span>),
        },
        { key: 'reference', title: t('reference'), cell: (row) => row.reference },
        { key: 'contact', title: t('contact'), cell: (row) => row.contact },
        {
          key: 'entered',
          title: t('entered'),
          cell: (row) => `${row.enteredByName} ${formatDateTime(row.enteredAt)}`,
        },
        {
          key: 'state',
          title: t('state'),
          cell: (row) => (
            <StateTag tone={row.liftedAt === null ? 'danger' : 'neutral'}>
              {t(row.liftedAt === null ? 'stands' : 'lifted')}
            </StateTag>
          ),
        },
        {
          key: 'lift',
          title: t('lift'),
          cell: (row) => (
            <ActionButton
              kind="quiet"
              reason={row.liftedAt === null ? undefined : t('lift.already')}
              onClick={() => onLift(row)}
            >
              {t('lift')}
            </ActionButton>
          ),
        },
      ]}
    />
  )
}

type Lifting = { restriction: Restriction; onClose: () => void; onDone: () => void }

function LiftForm({ restriction, onClose, onDone }: Lifting) {
  const t = useWords(pageWords)
  const form = useForm({ defaultValues: { reason: '' } })
  const lift = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(
        integrityApi.restrictions[':restrictionId'].lifting.$post({ param: { restrictionId: restriction.id }, json }),
      ),
    onSuccess: () => {
      toast(t('lift.done'))
      onClose()
      onDone()
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => lift.mutate(values)}
      submit={t('lift')}
      pending={lift.isPending}
      problem={lift.error}
      words={words}
      onCancel={onClose}
    >
      <TextArea control={form.control} name="reason" label={t('lift.reason')} required maxLength={200} />
    </Form>
  )
}

const empty = {
  ...{ personId: '', fromOn: '', untilOn: '', reference: '', contact: '' },
  levels: new Array<string>(),
  kinds: new Array<string>(),
}

function EnterForm({ onClose }: { onClose: () => void }) {
  const t = useWords(pageWords)
  const people = usePersonChoice()
  const codes = useProgrammeOptions()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: empty })
  const { control } = form
  const enter = useMutation({
    mutationFn: ({ untilOn, levels, kinds, ...values }: typeof empty) =>
      call(
        integrityApi.restrictions.$post({
          json: {
            ...values,
            id,
            untilOn: untilOn === '' ? null : untilOn,
            levels: programmeLevels.filter((each) => levels.includes(each)),
            kinds: programmeKinds.filter((each) => kinds.includes(each)),
          },
        }),
      ),
    onSuccess: () => {
      toast(t('enter.done'))
      onClose()
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => enter.mutate(values)}
      submit={t('enter.submit')}
      pending={enter.isPending}
      problem={enter.error}
      words={words}
      onCancel={onClose}
    >
      <SelectField control={control} name="personId" label={t('person')} hint={t('person.hint')} required {...people} />
      <FormRow>
        <DateField control={control} name="fromOn" label={t('fromOn')} required />
        <DateField control={control} name="untilOn" label={t('untilOn')} hint={t('untilOn.hint')} />
      </FormRow>
      <FormRow>
        <MultiSelect control={control} name="levels" label={t('levels')} hint={t('all.hint')} options={codes.levels} />
        <MultiSelect control={control} name="kinds" label={t('kinds')} hint={t('all.hint')} options={codes.kinds} />
      </FormRow>
      <TextField
        control={control}
        name="reference"
        label={t('reference')}
        hint={t('reference.hint')}
        required
        maxLength={60}
      />
      <TextField
        control={control}
        name="contact"
        label={t('contact')}
        hint={t('contact.hint')}
        required
        maxLength={80}
      />
    </Form>
  )
}
